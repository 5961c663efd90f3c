"""Processes that `pressgraph serve` keeps running: started apart from the terminal, logged, started again, stopped.

What they do does not belong here.
"""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

_log: Final = logging.getLogger("pressgraph.serve")
_PR_SET_PDEATHSIG: Final = 1
_LARGEST_LOG: Final = 5_000_000
_GRACE_SECONDS: Final = 20.0
_STARTS_ALLOWED: Final = 5
_STARTS_WINDOW_SECONDS: Final = 600.0


@dataclass(slots=True)
class KeptProcess:
    """A process that is started again when it ends by itself, up to five times in ten minutes.

    Attributes:
        name: for people and for the log file, `logs/NAME.log`.
        command: program and arguments.
        logs_dir: where its output goes.
    """

    name: str
    command: Sequence[str]
    logs_dir: Path
    _running: subprocess.Popen[bytes] | None = None
    _starts: list[float] = field(default_factory=list)

    @property
    def log(self) -> Path:
        """Where its output goes."""
        return self.logs_dir / f"{self.name}.log"

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only us and we stop it in order."""
        self._starts.append(time.monotonic())
        with _opened_log(self.log) as output:
            self._running = subprocess.Popen(  # noqa: S603 - our own commands, no shell
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_prepare_child,  # noqa: PLW1509 - only system calls
            )

    @property
    def ended(self) -> bool:
        """Whether it is not running."""
        return self._running is None or self._running.poll() is not None

    def keep(self) -> bool:
        """Start it again if it has ended; False if it has ended too often."""
        if not self.ended:
            return True
        code = self._running.returncode if self._running else None
        now = time.monotonic()
        recent = [start for start in self._starts if now - start < _STARTS_WINDOW_SECONDS]
        if len(recent) >= _STARTS_ALLOWED:
            return False
        _log.warning("%s ended with code %s; starting it again", self.name, code)
        self._starts = recent
        self.start()
        return True

    def stop(self) -> None:
        """Ask it to end; after twenty seconds, end it and all it has started."""
        if self._running is None:
            return
        if self._running.poll() is None:
            self._running.terminate()
            try:
                self._running.wait(_GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                _log.warning("%s did not end within %d seconds", self.name, _GRACE_SECONDS)
        _signal_group(self._running.pid, signal.SIGKILL)
        self._running.wait()
        self._running = None


def _signal_group(leader: int, number: signal.Signals) -> None:
    try:
        os.killpg(leader, number)
    except ProcessLookupError:
        return


def _opened_log(path: Path) -> IO[bytes]:
    """The log, opened to append; one that has grown large makes room for a new one first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _LARGEST_LOG:
        path.replace(path.with_suffix(".old.log"))
    return path.open("ab")


def _prepare_child() -> None:
    """Heed Ctrl-C even where our own starter ignores it, and end when we are killed, so that nothing holds the port."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
