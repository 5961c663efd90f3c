"""`pressgraph models`: the model packs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from flows.commands.options import DATA, DataDir
from tasks.settings import Settings

app: Final = typer.Typer(help="The model packs: what is there, checksums, licences, scores.")


@app.command("list")
def list_models(data_dir: DataDir = DATA) -> int:
    """Which model serves each language, with its licence and scores."""
    from flows.models import list_packs

    return list_packs(Settings(data_dir=data_dir))


@app.command()
def verify(data_dir: DataDir = DATA) -> int:
    """Compare every file of the packs with its checksum."""
    from flows.models import verify_packs

    return verify_packs(Settings(data_dir=data_dir))


@app.command()
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


@app.command()
def evaluate(
    data: Annotated[Path, typer.Option("--data", help="Folder with treebanks/, ner/, oie/ and news/.")],
    language: Annotated[str | None, typer.Argument(help="en, de or it; default: all.")] = None,
    data_dir: DataDir = DATA,
) -> int:
    """Score the packs, and the relations found with them, on held-out development data."""
    from flows.models import evaluate_packs

    return evaluate_packs(Settings(data_dir=data_dir), data, language)
