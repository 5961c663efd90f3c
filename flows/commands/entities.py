"""`pressgraph entities`: look at identities, correct them, explain them."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated, Final

import typer

from flows.commands.options import DATA, DataDir, writable_settings
from tasks.records import EntityKind

app: Final = typer.Typer(help="Look at entities, correct who is who, and see why.")

Reason = Annotated[str, typer.Option(help="Why, for whoever looks at it later.")]


class ListFormat(StrEnum):
    """What lists are written as."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Form = Annotated[ListFormat | None, typer.Option("--format", help="Default: table on a terminal, else csv.")]


@app.command("list", epilog="Example: pressgraph entities list --search tokaj --kind person")
def list_entities(
    data_dir: DataDir = DATA,
    search: Annotated[str | None, typer.Option(help="Only those with this in a name.")] = None,
    kind: Annotated[EntityKind | None, typer.Option(help="Only of this kind.")] = None,
    language: Annotated[str | None, typer.Option(help="Only those named in this language, e.g. de.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    form: Form = None,
) -> int:
    """Entities, the most named first."""
    from flows import entities

    choice = entities.Choice(search, kind.value if kind else None, language, limit)
    return entities.list_entities(data_dir, choice, _chosen(form).value)


@app.command(epilog="Example: pressgraph entities review --format csv")
def review(data_dir: DataDir = DATA, form: Form = None) -> int:
    """Pairs of entities that may be one and that nobody has judged: merge them, or split them."""
    from flows import entities

    return entities.list_review(data_dir, _chosen(form).value)


@app.command(epilog="Example: pressgraph entities show kassym-jomart-tokayev")
def show(
    entity: Annotated[str, typer.Argument(help="Identifier, name, or a form that only one entity has.")],
    data_dir: DataDir = DATA,
) -> int:
    """One entity: its names with the reason why each is taken for it, and what has been judged."""
    from flows import entities

    return entities.show_entity(data_dir, entity)


@app.command(epilog='Example: pressgraph entities merge antony-blinken blinken --reason "the same man"')
def merge(
    kept: Annotated[str, typer.Argument(help="The entity whose identifier is kept.")],
    other: Annotated[str, typer.Argument(help="The entity that becomes the same.")],
    data_dir: DataDir = DATA,
    reason: Reason = "",
) -> int:
    """Make two entities one. It holds for articles to come; `entities undo` takes it back."""
    from flows import entities

    return entities.merge_entities(writable_settings(data_dir), kept, other, reason)


@app.command(epilog='Example: pressgraph entities split john-smith "J. Smith" --reason "a namesake"')
def split(
    entity: Annotated[str, typer.Argument(help="The entity that has names of another.")],
    names: Annotated[list[str], typer.Argument(help="The forms that are not its own, as `entities show` has them.")],
    data_dir: DataDir = DATA,
    into: Annotated[str | None, typer.Option(help="The entity that they belong to; default: a new one.")] = None,
    reason: Reason = "",
) -> int:
    """Take names out of an entity. It holds for articles to come; `entities undo` takes it back."""
    from flows import entities

    return entities.split_entity(writable_settings(data_dir), entity, names, into, reason)


@app.command(epilog="Example: pressgraph entities undo j-1a2b3c4d")
def undo(
    judgement: Annotated[str, typer.Argument(help="The judgement, as `entities merge`, `split` and `show` name it.")],
    data_dir: DataDir = DATA,
) -> int:
    """Undo a merge or a split."""
    from flows import entities

    return entities.undo(writable_settings(data_dir), judgement)


def _chosen(form: ListFormat | None) -> ListFormat:
    return form or (ListFormat.TABLE if sys.stdout.isatty() else ListFormat.CSV)
