"""What a user sees while a run is under way: a live line on a terminal, plain log lines otherwise.

The rooms and steps only log (logger `pressgraph`, with `done` and `total` where they count); this module shows it.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

_LOGGER: Final = logging.getLogger("pressgraph")


class _PlainLines(logging.Handler):
    """One line a message on stderr, without counts between."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print messages that are not mere counts."""
        if record.levelno < logging.WARNING and not hasattr(record, "done"):
            print(f"pressgraph: {record.getMessage()}", file=sys.stderr, flush=True)


class _LiveLine(logging.Handler):
    """A spinner with the latest message, and a bar where steps count."""

    def __init__(self, progress: Progress, line: TaskID) -> None:
        super().__init__()
        self._progress = progress
        self._line = line

    def emit(self, record: logging.LogRecord) -> None:
        """Show the message; move the bar if the record counts."""
        if record.levelno >= logging.WARNING:
            return
        done, total = getattr(record, "done", None), getattr(record, "total", None)
        self._progress.update(self._line, description=record.getMessage(), completed=done or 0, total=total)


@contextmanager
def shown() -> Iterator[None]:
    """Show progress on stderr as long as the block runs."""
    console = Console(stderr=True)
    if not console.is_terminal:
        with _attached(_PlainLines()):
            yield
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        line = progress.add_task("starting", total=None)
        with _attached(_LiveLine(progress, line)):
            yield


@contextmanager
def _attached(handler: logging.Handler) -> Iterator[None]:
    level = _LOGGER.level
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.addHandler(handler)
    try:
        yield
    finally:
        _LOGGER.removeHandler(handler)
        _LOGGER.setLevel(level)
