"""What is remembered of addresses that were fetched, so that only what has changed is asked for again.

A file in the data folder, written after the articles are safe in the warehouse: should it be lost, or a run be cut
short before it is written, things are fetched once more and found unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from tasks.sources.fetching import Validators

_KEPT: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class FetchState:
    """An address as it was last fetched; `mark` is what the feed that names it said of its version."""

    url: str
    fetched_at: str
    etag: str | None = None
    last_modified: str | None = None
    mark: str | None = None

    @property
    def validators(self) -> Validators:
        """To ask for a newer version only."""
        return Validators(self.etag, self.last_modified)


def state_of(url: str, validators: Validators, mark: str | None = None) -> FetchState:
    """The state of an address that has just been fetched."""
    return FetchState(url, datetime.now(UTC).isoformat(), validators.etag, validators.last_modified, mark)


def read_states(path: Path) -> dict[str, FetchState]:
    """The states in a file by address; none if there is no such file or it is damaged."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {row["url"]: FetchState(**row) for row in rows}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def write_states(path: Path, states: Iterable[FetchState]) -> Path:
    """Write states to a file, complete or not at all; returns `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    aside.write_text(json.dumps([asdict(state) for state in states]), encoding="utf-8")
    aside.replace(path)
    return path


def remember_states(path: Path, files: Iterable[Path]) -> None:
    """Add the states in some files to the one at `path`; what was not fetched for sixty days is forgotten."""
    newer = {url: state for file in files for url, state in read_states(file).items()}
    if not newer:
        return
    since = (datetime.now(UTC) - _KEPT).isoformat()
    merged = {**read_states(path), **newer}
    write_states(path, (state for state in merged.values() if state.fetched_at >= since))
