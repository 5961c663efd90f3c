"""Watches folders and announces files that were added or changed, once each and when they are whole.

What was announced is remembered in a file, so that a restart announces what was added meanwhile and nothing else. A
file counts as whole when size and time of change have stayed the same for a second. Deleted files announce nothing.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from watchfiles import watch

from flows.announcing import ServerUnreachable
from tasks.settings import Settings
from tasks.sources.discovery import READABLE_SUFFIXES, is_passed_over

_log: Final = logging.getLogger("pressgraph.serve")
_SETTLED_SECONDS: Final = 1.0
_TICK_MILLISECONDS: Final = 500
_SWEEP_SECONDS: Final = 60.0

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""
Announce = Callable[[Path, Sequence[Path]], None]


def watched_folders(settings: Settings) -> tuple[Path, ...]:
    """The inbox, `seeds/` of the current folder if there is one, and those of the settings, each once and absolute."""
    folders = [settings.inbox, *settings.watch]
    if Path("seeds").is_dir():
        folders.append(Path("seeds"))
    return tuple(dict.fromkeys(folder.resolve() for folder in folders))


@dataclass(slots=True)
class Watcher:
    """What is known of the files in the watched folders.

    Attributes:
        folders: absolute paths.
        inbox: the one of them whose files are all to be announced; in the others, what lies there when they are first
            seen is not news.
        memory: file in which the announced files are remembered.
        announce: called with a folder and its new files; raises ServerUnreachable if it could not be done.
    """

    folders: tuple[Path, ...]
    inbox: Path
    memory: Path
    announce: Announce
    _known: dict[str, dict[str, Stamp]] = field(default_factory=dict)
    _unsettled: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Recall what was announced before."""
        self._known = _recalled(self.memory)
        for folder in self.folders:
            if str(folder) not in self._known:
                seen = {} if folder == self.inbox else {str(path): stamp for path, stamp in files_in(folder)}
                self._known[str(folder)] = seen
        self._remember()

    def run(self, stop: threading.Event) -> None:
        """Watch until `stop` is set."""
        swept = 0.0
        watching = [folder for folder in self.folders if folder.is_dir()]
        for changes in watch(
            *watching,
            stop_event=stop,
            step=100,
            debounce=1000,
            rust_timeout=_TICK_MILLISECONDS,
            yield_on_timeout=True,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            due = time.monotonic() - swept > _SWEEP_SECONDS
            if changes or self._unsettled or due:
                swept = time.monotonic() if due else swept
                self.look()

    def look(self) -> bool:
        """Announce what is new, changed and whole; whether something was announced."""
        told = False
        for folder in self.folders:
            ready = list(self._ready(folder))
            if not ready:
                continue
            try:
                self.announce(folder, [path for path, _ in ready])
            except ServerUnreachable as error:
                _log.warning("%s; will be tried again", error)
                continue
            for path, stamp in ready:
                self._known[str(folder)][str(path)] = stamp
                self._unsettled.pop(path, None)
            self._remember()
            told = True
            _log.info("announced %d files in %s", len(ready), folder)
        return told

    def _ready(self, folder: Path) -> Iterator[tuple[Path, Stamp]]:
        known = self._known[str(folder)]
        now = time.monotonic()
        for path, stamp in files_in(folder):
            if known.get(str(path)) == stamp:
                continue
            before, since = self._unsettled.get(path, (None, now))
            if before != stamp:
                self._unsettled[path] = (stamp, now)
            elif now - since >= _SETTLED_SECONDS:
                yield path, stamp
        for path in [path for path in self._unsettled if path.is_relative_to(folder) and not path.exists()]:
            del self._unsettled[path]

    def _remember(self) -> None:
        aside = self.memory.with_suffix(".new")
        aside.write_text(json.dumps(self._known), encoding="utf-8")
        aside.replace(self.memory)


def files_in(folder: Path) -> Iterator[tuple[Path, Stamp]]:
    """Each file of the folder and its subfolders that a run would read, with its size and time of change."""
    for where, subfolders, names in os.walk(folder):
        subfolders[:] = [name for name in subfolders if not is_passed_over(name)]
        for name in names:
            path = Path(where, name)
            if is_passed_over(name) or path.suffix.lower() not in READABLE_SUFFIXES:
                continue
            try:
                status = path.stat()
            except OSError:  # gone again, or a link to nothing: no file to announce
                continue
            yield path, (status.st_size, status.st_mtime_ns)


def _recalled(memory: Path) -> dict[str, dict[str, Stamp]]:
    try:
        content: Mapping[str, Mapping[str, Sequence[int]]] = json.loads(memory.read_text(encoding="utf-8"))
    except (
        OSError,
        ValueError,
    ):  # never written, or damaged: everything in the inbox counts as new, which loses nothing
        return {}
    return {folder: {path: (stamp[0], stamp[1]) for path, stamp in files.items()} for folder, files in content.items()}
