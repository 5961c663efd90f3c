"""`pressgraph names`: how names are compared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from tasks.records import Label

app: Final = typer.Typer(help="How names are compared across spellings and languages.")


@app.callback()
def names() -> None:
    """How names are compared across spellings and languages."""


@app.command(
    epilog="Examples: pressgraph names match Tokajew Tokayev --language-a de --language-b en --label PER   "
    "pressgraph names match --input pairs.csv > answers.csv"
)
def match(
    name_a: Annotated[str | None, typer.Argument(metavar="[A]", help="A name.", show_default=False)] = None,
    name_b: Annotated[str | None, typer.Argument(metavar="[B]", help="Another.", show_default=False)] = None,
    source: Annotated[
        Path | None,
        typer.Option("--input", help="CSV with columns name_a,lang_a,name_b,lang_b,label; `-` is standard input."),
    ] = None,
    language_a: Annotated[str | None, typer.Option(help="Language of A, e.g. en.")] = None,
    language_b: Annotated[str | None, typer.Option(help="Language of B.")] = None,
    label: Annotated[Label | None, typer.Option(help="What A and B name; default: whatever fits best.")] = None,
) -> int:
    """Could two strings name one real thing? Prints the answer, a score from 0 to 1, and the reasons.

    With --input, writes the same rows in the same order as CSV, with `same` (1 or 0) and `score` added.
    """
    from flows.names import match_pair, match_table

    if source is not None:
        if name_a is not None:
            raise typer.BadParameter("give two names or --input, not both")
        return match_table(source)
    if name_a is None or name_b is None:
        raise typer.BadParameter("give two names, or a file with --input")
    return match_pair(name_a, name_b, (language_a, language_b), label)
