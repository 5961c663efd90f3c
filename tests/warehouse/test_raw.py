"""Payloads: found again by their digest, kept once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from warehouse.raw import RawStore


@pytest.mark.parametrize("payload", [b"", b"x", "größe".encode(), bytes(range(256)) * 1000])
def test_payload_comes_back(tmp_path: Path, payload: bytes) -> None:
    store = RawStore(tmp_path)
    digest = store.put(payload)
    assert digest == hashlib.sha256(payload).hexdigest()
    assert store.put(payload) == digest
    assert store.get(digest) == payload
    assert [path.name for path in store.path(digest).parent.iterdir()] == [f"{digest}.zst"]
    assert store.path(digest).parent.name == digest[:2]


def test_payload_never_kept(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        RawStore(tmp_path).get("00" * 32)
