"""Which sentences are held out. A sentence's side follows from its own text, so it is the same in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item")

SEED = 20_240
BUCKETS = 10_000


def share_of(key: str) -> float:
    """Map a key to a stable number in [0, 1)."""
    digest = hashlib.sha256(key.encode("utf-8")).digest()
    return int.from_bytes(digest[:8], "big") % BUCKETS / BUCKETS


def split(items: Iterable[Item], keys: Iterable[str], share: float) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Split items into (training, development); `share` of the keys goes to development.

    Items with equal keys land on the same side, so a sentence that occurs twice cannot be on both.
    """
    training: list[Item] = []
    development: list[Item] = []
    for item, key in zip(items, keys, strict=True):
        (development if share_of(key) < share else training).append(item)
    return tuple(training), tuple(development)


def normal_key(tokens: Sequence[str]) -> str:
    """Return the key of a sentence: its letters and digits, so that spacing and quote styles do not matter."""
    return "".join(char for char in "".join(tokens).casefold() if char.isalnum())
