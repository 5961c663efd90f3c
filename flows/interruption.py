"""What Ctrl-C does to a command: it is remembered, and raised as an exception of our own.

Libraries written in C turn a KeyboardInterrupt into errors of theirs, so what the user sees must not hang on the type
of the exception that arrives. What each command does about it is its own business.
"""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from dataclasses import dataclass
from types import FrameType
from typing import Final

_MOMENT_SECONDS: Final = 0.05


class Interrupted(KeyboardInterrupt):
    """Ctrl-C was pressed.

    Python kills itself by a signal when a plain KeyboardInterrupt once left an `exec`, even where it was caught
    further out; with a class of our own our exit code stands (CPython, `run_eval_code_obj` in Python/pythonrun.c).
    """


@dataclass(slots=True)
class Interruption:
    """Whether Ctrl-C was pressed since `heed` was called."""

    happened: bool = False

    def heed(self, *, always: bool = False) -> None:
        """Raise `Interrupted` in the main thread on SIGINT from now on.

        Args:
            always: also where our starter ignores the signal, as shells do for jobs in the background.
        """
        if always or signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._interrupt)
            sys.unraisablehook = self._ask_again

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self.happened = True
        raise Interrupted

    @staticmethod
    def _ask_again(ignored: sys.UnraisableHookArgs) -> None:
        """Interrupt once more, a moment later, where Python was called by a library that lets no exception through."""
        if issubclass(ignored.exc_type, Interrupted):
            threading.Timer(_MOMENT_SECONDS, _thread.interrupt_main).start()
        else:
            sys.__unraisablehook__(ignored)


INTERRUPTION = Interruption()
"""The one of this process."""
