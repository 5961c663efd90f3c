"""What there is to read: every file behind the SOURCEs, with the name it will keep on any machine.

Looks at names and file types only; reading what is found is `files.py`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from tasks.errors import SourceMissing
from tasks.records import Reject, Stage

TEXT_SUFFIXES: Final = frozenset({".txt", ".text", ".md", ".markdown"})
PAGE_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})
JSON_LINES_SUFFIXES: Final = frozenset({".jsonl", ".ndjson"})
READABLE_SUFFIXES: Final = TEXT_SUFFIXES | PAGE_SUFFIXES | JSON_LINES_SUFFIXES
_UNFINISHED_SUFFIXES: Final = (".part", ".partial", ".crdownload", ".download", ".tmp", "~")
_SNAPSHOT: Final = "news.duckdb"
"""A folder that holds it is a data folder of ours and no source."""
_COARSEST_TICK: Final = 2_000_000_000
_NO_FILE: Final = "not a regular file"
"""Opening a pipe or device could wait for ever."""


class FileState(NamedTuple):
    """What the system says of a file's content without reading it. Times are in nanoseconds.

    Attributes:
        size: bytes.
        modified: when the content was last changed, as the system or whoever set it says.
        changed: when content, name or that time were last changed, which nobody can set (on Windows: when it was made).
        inode: which file of its disk it is.
    """

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> FileState:
        """The state that a call of `stat` has found."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    def is_settled(self, at: int) -> bool:
        """Whether any change after the moment `at` (nanoseconds since 1970) is sure to give another state.

        A change within the same tick of the file system's clock would not; the coarsest clock, FAT's, has ticks of two
        seconds. Git has the same rule ("racy git").
        """
        return max(self.modified, self.changed) + _COARSEST_TICK <= at


@dataclass(frozen=True, slots=True)
class PayloadRef:
    """A file to be read.

    Attributes:
        location: path where it lies now.
        source: name of the folder it belongs to: the SOURCE, or the folder that holds a SOURCE that is a file. So a
            file keeps its identity whether it is given alone or with its folder.
        origin: the path as given, for people.
        path_in_source: path from that folder, with `/` on every system.
        state: of the file when it was found; None for what is no file.
    """

    location: str
    source: str
    origin: str
    path_in_source: str
    state: FileState | None = None

    @property
    def path(self) -> Path:
        """Where it lies now."""
        return Path(self.location)


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
    payloads: dict[str, PayloadRef] = {}
    missing: list[SourceMissing] = []
    rejects: dict[str, Reject] = {}
    for source in sources:
        for found in _behind(source, seen_at):
            match found:
                case _File():
                    payloads.setdefault(found.real, found.ref)
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
    text = str(path)
    return text if text.isascii() else os.fsencode(text).decode("utf-8", "replace")


class _File(NamedTuple):
    """A file and its path without links."""

    ref: PayloadRef
    real: str


class _Folder(NamedTuple):
    """A folder inside a SOURCE: its path, from the SOURCE on (with `/` at the end, empty for the SOURCE itself)."""

    path: str
    inside: str


def _behind(source: str, seen_at: datetime) -> Iterator[_File | SourceMissing | Reject]:
    path = Path(source).expanduser()
    named = PayloadRef(str(path), _name(path.parent), printable(source), printable(path.name))
    try:
        status = path.stat()
        real = str(path.resolve())
    except PermissionError as error:
        yield reject(named, "unreadable", _why(error), seen_at)
        return
    except (OSError, ValueError):  # absent, no folder, name too long, or a NUL character in the name
        yield SourceMissing(printable(source.replace("\x00", "\ufffd")))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _inside(path, seen_at)
    elif stat.S_ISREG(status.st_mode):
        yield _File(replace(named, state=FileState.of(status)), real)
    else:
        yield reject(named, "unreadable", _NO_FILE, seen_at)


def _inside(folder: Path, seen_at: datetime) -> Iterator[_File | Reject]:
    """All files of a folder and its subfolders, sorted by path.

    Linked folders come after the real ones and count only if not met before: no loop, no matter how links run.
    Names stay strings here as long as they can: a folder may hold a hundred thousand files.
    """
    name = _name(folder)
    files: list[_File] = []
    rejects: list[Reject] = []
    waiting = [_Folder(str(folder), "")]
    links: list[_Folder] = []
    met: set[tuple[int, int]] = set()
    while waiting or links:
        current = waiting.pop() if waiting else links.pop(0)
        try:
            status = Path(current.path).stat()
            if (status.st_dev, status.st_ino) in met:
                continue
            met.add((status.st_dev, status.st_ino))
            with os.scandir(current.path) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
            real = os.path.realpath(current.path)
        except OSError as error:
            inside = printable(current.inside.rstrip("/") or folder.name)
            ref = PayloadRef(current.path, name, printable(current.path), inside)
            rejects.append(reject(ref, "unreadable", _why(error), seen_at))
            continue
        if current.inside and any(entry.name == _SNAPSHOT for entry in entries):
            continue
        for entry in entries:
            if is_passed_over(entry.name):
                continue
            found = _entry(entry, current, real, name, seen_at)
            if isinstance(found, _Folder):
                (links if entry.is_symlink() else waiting).append(found)
            elif isinstance(found, Reject):
                rejects.append(found)
            else:
                files.append(found)
    yield from sorted(files, key=lambda found: found.ref.path_in_source.replace("/", "\0"))
    yield from sorted(rejects, key=lambda one: one.origin)


def _entry(
    entry: os.DirEntry[str], folder: _Folder, real: str, source: str, seen_at: datetime
) -> _File | _Folder | Reject:
    """What an entry of a folder is; `real` is the folder's path without links."""
    path = entry.path.removeprefix(f".{os.sep}")
    inside = folder.inside + entry.name
    try:
        status = entry.stat()
        target = os.path.realpath(path) if entry.is_symlink() else f"{real}{os.sep}{entry.name}"
    except OSError as error:
        return reject(PayloadRef(path, source, printable(path), printable(inside)), "unreadable", _why(error), seen_at)
    if stat.S_ISDIR(status.st_mode):
        return _Folder(entry.path, f"{inside}/")
    ref = PayloadRef(path, source, printable(path), printable(inside), FileState.of(status))
    if entry.name[entry.name.rfind(".") :].lower() not in READABLE_SUFFIXES:
        suffix = Path(path).suffix
        detail = f"files ending in {printable(suffix)!r} are not read" if suffix else "no file name suffix"
        return reject(ref, "unsupported", f"{detail}; give the file itself as SOURCE to read it as text", seen_at)
    if not stat.S_ISREG(status.st_mode):
        return reject(ref, "unreadable", _NO_FILE, seen_at)
    return _File(ref, target)


def _name(folder: Path) -> str:
    """Name of a folder, also for `.` and `..`."""
    name = folder.name
    if name in {"", ".."}:
        name = folder.resolve().name
    return printable(name) or "files"


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__
