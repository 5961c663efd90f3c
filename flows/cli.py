"""The command line `pressgraph`: its commands (`flows.commands`), its exit codes, its errors in one line.

Exit codes: 0 done, 1 something asked for was not done, 2 wrong usage, 130 Ctrl-C. Errors are one line on stderr; their
tracebacks go to the logs in the data folder.
"""

from __future__ import annotations

import errno
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
from tasks.errors import DiskFull, FolderNotWritable, PressgraphError

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

_INTERRUPTED: Final = 130


def main() -> None:
    """Run the command line and exit with its code."""
    logging.getLogger("pressgraph").addHandler(logging.NullHandler())
    logging.raiseExceptions = False  # a log that cannot be written (full disk) must not print tracebacks
    try:
        code = app(sys.argv[1:] or ["--help"], prog_name="pressgraph", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        code = _INTERRUPTED
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        _complain(
            f"{error.format_message().rstrip('.')}; see {context.command_path if context else 'pressgraph'} --help"
        )
        code = 2
    except PressgraphError as error:
        logging.getLogger("pressgraph").error("%s", error, exc_info=error)
        _complain(str(error))
        code = 1
    except BrokenPipeError:
        sys.stderr.close()
        code = 1
    except OSError as error:
        logging.getLogger("pressgraph").error("the system refused", exc_info=error)
        _complain(str(_of_system(error)))
        code = 1
    except Exception as error:  # the outermost boundary: the log gets the traceback, the user a line
        logging.getLogger("pressgraph").critical("unexpected", exc_info=error)
        _complain(f"unexpected {type(error).__name__}: {error}; the traceback is in logs/ of the data folder")
        code = 1
    if code == _INTERRUPTED:
        _complain("interrupted; what was finished is kept, run again to go on")
    sys.exit(code if isinstance(code, int) else 0)


def _of_system(error: OSError) -> PressgraphError:
    """An error of the operating system as one of ours."""
    path = Path(str(error.filename or "the data folder"))
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DiskFull(path)
    return FolderNotWritable(path, error.strerror or str(error))


def _complain(message: str) -> None:
    print(f"pressgraph: {' '.join(message.split())}", file=sys.stderr)


if __name__ == "__main__":
    main()
