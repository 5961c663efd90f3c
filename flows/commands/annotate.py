"""`pressgraph annotate`: text in, annotations out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from flows.commands.options import DATA, DataDir
from tasks.records import Language
from tasks.settings import Settings

app: Final = typer.Typer()


class AnnotationFormat(StrEnum):
    """What `annotate` writes."""

    JSONL = "jsonl"
    CONLLU = "conllu"


@app.command(epilog="Example: pressgraph annotate --input articles.jsonl --output annotated.jsonl")
def annotate(
    data_dir: DataDir = DATA,
    source: Annotated[Path | None, typer.Option("--input", help="JSON Lines; default: standard input.")] = None,
    output: Annotated[Path | None, typer.Option("--output", help="Default: standard output.")] = None,
    form: Annotated[AnnotationFormat, typer.Option("--format", help="What to write.")] = AnnotationFormat.JSONL,
    language: Annotated[str | None, typer.Option(help="Of all lines that do not say theirs, e.g. de.")] = None,
) -> int:
    """Text in, annotations out: no database, no Prefect."""
    from flows.annotate import annotate_lines

    settings = Settings(data_dir=data_dir)
    return annotate_lines(settings, source, output, form.value, Language(language.lower()) if language else None)
