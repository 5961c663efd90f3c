"""`pressgraph models`: the model packs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from flows.commands.options import DATA, DataDir
from tasks.settings import Settings

_TRAINED: Final = ("de", "en", "it")
_SCORED: Final = ("de", "en", "it")
_TRAINING_DATA: Final = "a folder with treebanks/, ner/ and raw/, whose files models/*/README.md names"
_DEVELOPMENT_DATA: Final = "a folder with treebanks/, ner/, oie/ and news/, whose files models/*/README.md names"

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


@app.command(epilog="Example: pressgraph models train it --data corpora --component ner --resume")
def train(
    language: Annotated[str, typer.Argument(help="de, en (names only) or it.")],
    data: Annotated[Path | None, typer.Option("--data", help=f"Needed: {_TRAINING_DATA}.")] = None,
    component: Annotated[list[str] | None, typer.Option(help="Only these parts; may be repeated.")] = None,
    output: Annotated[Path, typer.Option(help="Where the pack goes.")] = Path("models"),
    work: Annotated[Path, typer.Option(help="Where prepared data and checkpoints lie.")] = Path("data/training"),
    resume: Annotated[bool, typer.Option(help="Go on from the checkpoints.")] = False,
) -> int:
    """Make a pack from the data it is trained on (hours on a processor)."""
    from flows.models import require_packages
    from tasks.training import train as train_pack
    from tasks.training.recipes import components_of

    folder = _given(data, _TRAINING_DATA)
    if language not in _TRAINED:
        raise typer.BadParameter(f"no recipe for {language!r}; choose of {', '.join(_TRAINED)}")
    known = ("ner",) if language == "en" else components_of(language)
    unknown = [name for name in component or () if name not in known]
    if unknown:
        raise typer.BadParameter(f"no component {unknown[0]!r} for {language}; choose of {', '.join(known)}")
    require_packages()
    train_pack(
        language,
        folder,
        components=component,
        output=output / language,
        work=work / language,
        resume=resume,
        progress=lambda line: print(line, file=sys.stderr, flush=True),
    )
    return 0


@app.command(epilog="Example: pressgraph models evaluate de --data corpora --rules")
def evaluate(
    language: Annotated[str | None, typer.Argument(help="en, de or it; default: all.")] = None,
    data: Annotated[Path | None, typer.Option("--data", help=f"Needed: {_DEVELOPMENT_DATA}.")] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Also each rule of the name layer on and off.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Put the figures into the packs' cards.")] = False,
    data_dir: DataDir = DATA,
) -> int:
    """Score models, names and relations on held-out development data."""
    from flows.models import evaluate_packs

    folder = _given(data, _DEVELOPMENT_DATA)
    if language is not None and language not in _SCORED:
        raise typer.BadParameter(f"no development data for {language!r}; choose of {', '.join(_SCORED)}")
    return evaluate_packs(Settings(data_dir=data_dir), folder, language, rules=rules, write=write)


def _given(data: Path | None, needed: str) -> Path:
    """The folder named with --data.

    Raises:
        BadParameter: if there is none, saying what is needed.
    """
    if data is None:
        raise typer.BadParameter(f"--data DIR is needed: {needed}")
    if not data.is_dir():
        raise typer.BadParameter(f"--data {data} is no folder; it must be {needed}")
    return data
