"""Where `pressgraph` starts: Ctrl-C is minded before anything else is imported. The commands are in `application`."""

from __future__ import annotations

import atexit
import os
import sys
from typing import Final, Never

from flows.interruption import INTERRUPTION

_INTERRUPTED: Final = 130


def main() -> None:
    """Run the command line and exit with its code."""
    INTERRUPTION.heed()
    try:
        from flows.application import run_command  # noqa: PLC0415 - takes half a second, in which Ctrl-C may come

        code = run_command(sys.argv[1:])
    except KeyboardInterrupt:
        _leave_interrupted()
    sys.exit(code)


def _leave_interrupted() -> Never:
    """Say so, clean up, and end without taking the interpreter apart.

    A library in C whose import was cut short can crash while Python is taken apart, and change the exit code.
    """
    print("pressgraph: interrupted; what was finished is kept, run again to go on", file=sys.stderr)
    atexit._run_exitfuncs()  # noqa: SLF001 - what `os._exit` leaves out
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
