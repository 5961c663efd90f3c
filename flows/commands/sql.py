"""`pressgraph sql`: questions to the published snapshot."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from flows.commands.options import DATA, DataDir

app: Final = typer.Typer()


class TableFormat(StrEnum):
    """What `sql` writes."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


@app.command(epilog="""Example: pressgraph sql "SELECT name, mention_count FROM entities" --format csv""")
def sql(
    query: Annotated[str, typer.Argument(help="One SELECT; `-` reads it from standard input.")],
    data_dir: DataDir = DATA,
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
