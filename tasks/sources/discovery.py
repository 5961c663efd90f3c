"""What there is to read: every file behind the SOURCEs, with the name it will keep on any machine.

Looks at names and file types only; reading what is found is `files.py`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tasks.errors import SourceMissing
from tasks.records import Reject, Stage

TEXT_SUFFIXES: Final = frozenset({".txt", ".text", ".md", ".markdown"})
PAGE_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})
JSON_LINES_SUFFIXES: Final = frozenset({".jsonl", ".ndjson"})
READABLE_SUFFIXES: Final = TEXT_SUFFIXES | PAGE_SUFFIXES | JSON_LINES_SUFFIXES
_UNFINISHED_SUFFIXES: Final = (".part", ".partial", ".crdownload", ".download", ".tmp", "~")
_SNAPSHOT: Final = "news.duckdb"
"""A folder that holds it is a data folder of ours and no source."""


@dataclass(frozen=True, slots=True)
class PayloadRef:
    """A file to be read.

    Attributes:
        path: where it lies now.
        source: name of the folder it belongs to: the SOURCE, or the folder that holds a SOURCE that is a file. So a
            file keeps its identity whether it is given alone or with its folder.
        origin: the path as given, for people.
        path_in_source: path from that folder, with `/` on every system.
    """

    path: Path
    source: str
    origin: str
    path_in_source: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found, what does not exist, and what cannot be read, each in a fixed order."""

    payloads: tuple[PayloadRef, ...]
    missing: tuple[SourceMissing, ...] = ()
    rejects: tuple[Reject, ...] = ()


def discover(sources: Sequence[str], *, now: datetime | None = None) -> Discovery:
    """Find the files behind every SOURCE.

    Folders are read with their subfolders, sorted by path; hidden files, files still being written (`.part` and the
    like) and data folders of ours are left out. Of several ways to one file (links, overlapping SOURCEs) the first
    counts.

    Args:
        sources: files and folders.
        now: when rejects were seen; default: this moment.
    """
    seen_at = now or datetime.now(UTC)
    payloads: dict[Path, PayloadRef] = {}
    missing: list[SourceMissing] = []
    rejects: dict[str, Reject] = {}
    for source in sources:
        for found in _behind(source, seen_at):
            match found:
                case PayloadRef():
                    payloads.setdefault(found.path.resolve(), found)
                case SourceMissing():
                    missing.append(found)
                case Reject():
                    rejects.setdefault(found.origin, found)
    return Discovery(tuple(payloads.values()), tuple(missing), tuple(rejects.values()))


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of this name is left out of a folder without a word: hidden, or still being written."""
    return name.startswith(".") or name.lower().endswith(_UNFINISHED_SUFFIXES)


def reject(ref: PayloadRef, reason: str, detail: str, seen_at: datetime, payload_sha256: str | None = None) -> Reject:
    """The row that says why a payload was not loaded."""
    return Reject(Stage.INGESTION, reason, detail, ref.source, ref.origin, seen_at, payload_sha256=payload_sha256)


def printable(path: str | Path) -> str:
    """A path as text that can be stored and shown; bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _behind(source: str, seen_at: datetime) -> Iterator[PayloadRef | SourceMissing | Reject]:
    path = Path(source).expanduser()
    try:
        kind = path.stat().st_mode
    except PermissionError as error:
        yield reject(_ref(path, path.parent, source), "unreadable", _why(error), seen_at)
        return
    except (OSError, ValueError):  # absent, no folder, name too long, or a NUL character in the name
        yield SourceMissing(printable(source.replace("\x00", "\ufffd")))
        return
    if stat.S_ISDIR(kind):
        yield from _inside(path, seen_at)
    else:
        yield _checked(_ref(path, path.parent, source), kind, seen_at)


def _inside(folder: Path, seen_at: datetime) -> Iterator[PayloadRef | Reject]:
    """All files of a folder and its subfolders, sorted by path.

    Linked folders come after the real ones and count only if not met before: no loop, no matter how links run.
    """
    files: list[PayloadRef] = []
    rejects: list[Reject] = []
    waiting = [folder]
    links: list[Path] = []
    met: set[tuple[int, int]] = set()
    while waiting or links:
        current = waiting.pop() if waiting else links.pop(0)
        ref = _ref(current, folder, printable(current))
        try:
            status = current.stat()
            if (status.st_dev, status.st_ino) in met:
                continue
            met.add((status.st_dev, status.st_ino))
            entries = sorted(current.iterdir())
        except OSError as error:
            rejects.append(reject(ref, "unreadable", _why(error), seen_at))
            continue
        if current != folder and current / _SNAPSHOT in entries:
            continue
        for entry in entries:
            if is_passed_over(entry.name):
                continue
            found = _file(entry, folder, seen_at)
            if found is None:
                (links if entry.is_symlink() else waiting).append(entry)
            elif isinstance(found, Reject):
                rejects.append(found)
            else:
                files.append(found)
    yield from sorted(files, key=lambda ref: ref.path_in_source.split("/"))
    yield from sorted(rejects, key=lambda one: one.origin)


def _file(entry: Path, folder: Path, seen_at: datetime) -> PayloadRef | Reject | None:
    """What an entry of a folder is; None if it is a folder."""
    ref = _ref(entry, folder, printable(entry))
    try:
        kind = entry.stat().st_mode
    except OSError as error:
        return reject(ref, "unreadable", _why(error), seen_at)
    if stat.S_ISDIR(kind):
        return None
    if entry.suffix.lower() not in READABLE_SUFFIXES:
        detail = f"files ending in {printable(entry.suffix)!r} are not read" if entry.suffix else "no file name suffix"
        return reject(ref, "unsupported", f"{detail}; give the file itself as SOURCE to read it as text", seen_at)
    return _checked(ref, kind, seen_at)


def _checked(ref: PayloadRef, kind: int, seen_at: datetime) -> PayloadRef | Reject:
    """Refuse what is no file: opening a pipe or device could wait for ever."""
    return ref if stat.S_ISREG(kind) else reject(ref, "unreadable", "not a regular file", seen_at)


def _ref(path: Path, folder: Path, origin: str | Path) -> PayloadRef:
    inside = path.relative_to(folder) if path != folder else Path(path.name)
    return PayloadRef(path, _name(folder), printable(origin), printable(inside.as_posix()))


def _name(folder: Path) -> str:
    """Name of a folder, also for `.` and `..`."""
    name = folder.name
    if name in {"", ".."}:
        name = folder.resolve().name
    return printable(name) or "files"


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__
