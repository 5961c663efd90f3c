"""The commands of `pressgraph` (`flows.commands`), their exit codes, their errors in one line.

Exit codes: 0 done, 1 something asked for was not done, 2 wrong usage; 130, Ctrl-C, is in `flows.cli`. Errors are one
line on stderr; their tracebacks go to the logs in the data folder.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Final

import typer

from flows.commands import (
    annotate,
    doctor,
    entities,
    maintain,
    models,
    names,
    run,
    serve,
    sql,
    transfer,
)
from flows.interruption import INTERRUPTION
from tasks.errors import PressgraphError, of_system

app: Final = typer.Typer(
    name="pressgraph",
    help="News in, knowledge out: who did what to whom, from the press of several languages, in DuckDB.",
    epilog="Example: pressgraph run articles/ && pressgraph sql 'SELECT * FROM relation_facts LIMIT 10'",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for _commands in (run, annotate, sql, doctor, serve, transfer):
    app.add_typer(_commands.app)
app.add_typer(models.app, name="models")
app.add_typer(entities.app, name="entities")
app.add_typer(names.app, name="names")
app.add_typer(maintain.app, name="maintain")


def run_command(arguments: list[str]) -> int:
    """Run one command.

    Args:
        arguments: what follows `pressgraph`.

    Returns:
        The exit code.

    Raises:
        KeyboardInterrupt: when Ctrl-C was pressed.
    """
    logging.getLogger("pressgraph").addHandler(logging.NullHandler())
    logging.raiseExceptions = False  # a log that cannot be written (full disk) must not print tracebacks
    try:
        code = app(arguments or ["--help"], prog_name="pressgraph", standalone_mode=False)
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    except Exception as error:  # the outermost boundary: the log gets the traceback, the user a line
        if INTERRUPTION.happened:
            raise KeyboardInterrupt from error
        return _code_of(error)
    if INTERRUPTION.happened and code:  # Typer gives its own code for Ctrl-C
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _code_of(error: Exception) -> int:
    """Say what went wrong, in one line, and return the exit code for it."""
    log = logging.getLogger("pressgraph")
    match error:
        case typer.TyperException():
            context = getattr(error, "ctx", None)
            command = context.command_path if context else "pressgraph"
            _complain(f"{error.format_message().rstrip('.')}; see {command} --help")
            return 2
        case PressgraphError():
            log.error("%s", error, exc_info=error)
            _complain(str(error))
        case BrokenPipeError():
            sys.stderr.close()
        case OSError():
            log.error("the system refused", exc_info=error)
            _complain(str(of_system(error, Path(str(error.filename or "the data folder")))))
        case _:
            log.critical("unexpected", exc_info=error)
            _complain(f"unexpected {type(error).__name__}: {error}; the traceback is in logs/ of the data folder")
    return 1


def _complain(message: str) -> None:
    print(f"pressgraph: {' '.join(message.split())}", file=sys.stderr)
