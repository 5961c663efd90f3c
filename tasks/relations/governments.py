"""Which posts of state a country has (`governments.toml`): the US have no prime minister, others no Home Secretary.

What a text says of an office does not belong here, nor which country it means.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, Literal, get_args

from tasks.records import CountryCode

Post = Literal[
    "president",
    "federal-president",
    "prime-minister",
    "chancellor",
    "american-secretary",
    "british-secretary",
    "defense-secretary",
    "department-secretary",
    "foreign-secretary",
]
POSTS: Final[tuple[Post, ...]] = get_args(Post)
_OF_STATE: Final[frozenset[Post]] = frozenset({"president", "federal-president"})
"""Posts at the head of the state, not of its government."""


@dataclass(frozen=True, slots=True)
class _Holders:
    """The countries with a post: those of `only`, or all but those of `without`."""

    only: frozenset[str]
    without: frozenset[str]

    def have(self, country: str) -> bool:
        return country in self.only if self.only else country not in self.without


def has_post(country: CountryCode, post: Post) -> bool:
    """Whether a country has a post at the top of its state."""
    return _table()[post].have(country)


def stand_side_by_side(post: Post | None, other: Post | None) -> bool:
    """Whether one country has holders of both at a time: a president beside whoever heads the government."""
    return post is not None and other is not None and (post in _OF_STATE) != (other in _OF_STATE)


def read_table(content: Mapping[str, Any]) -> dict[Post, _Holders]:
    """The content of `governments.toml`.

    Raises:
        ValueError: if a post is unknown or missing, or has not one list of two-letter codes.
    """
    if set(content) != set(POSTS):
        raise ValueError(f"governments.toml: one table each for {', '.join(POSTS)}, not {', '.join(sorted(content))}")
    table: dict[Post, _Holders] = {}
    for post in POSTS:
        entry = content[post]
        if len(entry) != 1 or not set(entry) <= {"only", "without"}:
            raise ValueError(f"governments.toml: {post}: give `only` or `without`")
        codes = next(iter(entry.values()))
        wrong = [code for code in codes if not (len(code) == 2 and code.isupper())]
        if wrong or not codes:
            raise ValueError(f"governments.toml: {post}: ISO 3166-1 alpha-2 codes, not {wrong}")
        table[post] = _Holders(frozenset(entry.get("only", ())), frozenset(entry.get("without", ())))
    return table


@cache
def _table() -> dict[Post, _Holders]:
    return read_table(tomllib.loads(resources.files("tasks.relations").joinpath("governments.toml").read_text("utf-8")))
