"""The command line `pressgraph`: thin, and importing what a command needs only when it runs, so that `--help` is quick.

Exit codes: 0 done, 1 something asked for was not done, 2 wrong usage, 130 Ctrl-C. Errors are one line on stderr; their
tracebacks go to the logs in the data folder.
"""

from __future__ import annotations

import errno
import logging
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from tasks.errors import DiskFull, FolderNotWritable, PressgraphError
from tasks.records import Language, Reprocess
from tasks.settings import Settings

app: Final = typer.Typer(
    name="pressgraph",
    help="News in, knowledge out: who did what to whom, from the press of several languages, in DuckDB.",
    epilog="Example: pressgraph run articles/ && pressgraph sql 'SELECT * FROM relation_facts LIMIT 10'",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
models: Final = typer.Typer(help="The model packs: what is there, checksums, licences, scores.")
app.add_typer(models, name="models")

DataDir = Annotated[
    Path,
    typer.Option("--data-dir", envvar="PRESSGRAPH_DATA_DIR", help="Folder of the warehouse.", show_default=True),
]
_DATA: Final = Path("data")
_INTERRUPTED: Final = 130


class AnnotationFormat(StrEnum):
    """What `annotate` writes."""

    JSONL = "jsonl"
    CONLLU = "conllu"


class TableFormat(StrEnum):
    """What `sql` writes."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


@app.command(epilog="Examples: pressgraph run   pressgraph run news/ more/a.txt   pressgraph run --reprocess stale")
def run(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Files and folders; default: seeds/.")
    ] = None,
    data_dir: DataDir = _DATA,
    reprocess: Annotated[Reprocess, typer.Option(help="Work also on outdated articles, or on all.")] = Reprocess.NEW,
    languages: Annotated[str | None, typer.Option(help="Only these, e.g. en,de,it.")] = None,
) -> int:
    """Read articles, find names and relations, publish the database."""
    from flows.main_job import default_sources, run_main_job
    from flows.parameters import RunParameters
    from flows.progress import shown
    from flows.summary import show

    settings = _settings(data_dir)
    parameters = RunParameters(
        sources=tuple(sources or default_sources()), reprocess=reprocess, languages=_languages(languages)
    )
    with shown():
        report = run_main_job(settings, parameters)
    show(report, settings.data_dir)
    return 1 if report.missing or report.problems else 0


@app.command(epilog="Example: pressgraph annotate --input articles.jsonl --output annotated.jsonl")
def annotate(
    data_dir: DataDir = _DATA,
    source: Annotated[Path | None, typer.Option("--input", help="JSON Lines; default: standard input.")] = None,
    output: Annotated[Path | None, typer.Option("--output", help="Default: standard output.")] = None,
    form: Annotated[AnnotationFormat, typer.Option("--format", help="What to write.")] = AnnotationFormat.JSONL,
    language: Annotated[str | None, typer.Option(help="Of all lines that do not say theirs, e.g. de.")] = None,
) -> int:
    """Text in, annotations out: no database, no Prefect."""
    from flows.annotate import annotate_lines

    settings = Settings(data_dir=data_dir)
    return annotate_lines(settings, source, output, form.value, Language(language.lower()) if language else None)


@app.command(epilog="""Example: pressgraph sql "SELECT name, mention_count FROM entities" --format csv""")
def sql(
    query: Annotated[str, typer.Argument(help="One SELECT; `-` reads it from standard input.")],
    data_dir: DataDir = _DATA,
    form: Annotated[
        TableFormat | None, typer.Option("--format", help="Default: table on a terminal, else csv.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", help="File to write; parquet needs one.")] = None,
) -> int:
    """Ask the published snapshot, read-only."""
    from warehouse.query import run_query, write

    if form is TableFormat.PARQUET and output is None:
        raise typer.BadParameter("parquet needs --output FILE")
    chosen = form or (TableFormat.TABLE if output is None and sys.stdout.isatty() else TableFormat.CSV)
    result = run_query(data_dir, sys.stdin.read() if query == "-" else query)
    write(result, chosen.value, output or sys.stdout)
    return 0


@app.command()
def doctor(data_dir: DataDir = _DATA) -> int:
    """Say what is installed and whether the main job can run."""
    from flows.doctor import examine

    return examine(Settings(data_dir=data_dir))


@models.command("list")
def list_models(data_dir: DataDir = _DATA) -> int:
    """Which model serves each language, with its licence and scores."""
    from flows.models import list_packs

    return list_packs(Settings(data_dir=data_dir))


@models.command()
def verify(data_dir: DataDir = _DATA) -> int:
    """Compare every file of the packs with its checksum."""
    from flows.models import verify_packs

    return verify_packs(Settings(data_dir=data_dir))


@models.command()
def train(
    language: Annotated[str, typer.Argument(help="de or it.")],
    data: Annotated[
        Path, typer.Option("--data", help="Folder with treebanks/, ner/ and raw/; models/*/README.md names the files.")
    ],
    component: Annotated[list[str] | None, typer.Option(help="Only these parts; may be repeated.")] = None,
    output: Annotated[Path, typer.Option(help="Where the pack goes.")] = Path("models"),
    work: Annotated[Path, typer.Option(help="Where prepared data and checkpoints lie.")] = Path("data/training"),
    resume: Annotated[bool, typer.Option(help="Go on from the checkpoints.")] = False,
) -> int:
    """Make a pack from the data it is trained on (hours on a processor)."""
    from tasks.training import train as train_pack

    train_pack(
        language,
        data,
        components=component,
        output=output / language,
        work=work / language,
        resume=resume,
        progress=lambda line: print(line, file=sys.stderr, flush=True),
    )
    return 0


@models.command()
def evaluate(
    data: Annotated[Path, typer.Option("--data", help="Folder with treebanks/ and ner/.")],
    language: Annotated[str | None, typer.Argument(help="de or it; default: both.")] = None,
    data_dir: DataDir = _DATA,
) -> int:
    """Score packs on held-out development data."""
    from flows.models import evaluate_packs

    return evaluate_packs(Settings(data_dir=data_dir), data, language)


def _settings(data_dir: Path) -> Settings:
    """Settings with a data folder that can be written, and a log in it."""
    from flows.logs import log_to_file
    from warehouse.connection import make_folder

    settings = Settings(data_dir=data_dir)
    make_folder(settings.data_dir)
    log_to_file(settings)
    return settings


def _languages(text: str | None) -> tuple[Language, ...] | None:
    if text is None:
        return None
    codes = [code.strip().lower() for code in text.split(",") if code.strip()]
    wrong = [code for code in codes if not (len(code) == 2 and code.isascii() and code.isalpha())]
    if wrong or not codes:
        raise typer.BadParameter(f"--languages takes two-letter codes such as en,de,it, not {text!r}")
    return tuple(Language(code) for code in codes)


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
