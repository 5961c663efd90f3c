"""`pressgraph export` and `pressgraph import`: the published tables as files, and back."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from flows.commands.options import DATA, DataDir, writable_settings

if TYPE_CHECKING:
    from warehouse.transfer import Format

app: Final = typer.Typer()


class ExportFormat(StrEnum):
    """What `export` writes."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"
    GRAPHML = "graphml"


@app.command(
    "export",
    epilog="Examples: pressgraph export --output backup   pressgraph export --format graphml --output g.graphml",
)
def export_published(
    output: Annotated[Path, typer.Option("--output", help="Folder to write; with graphml, file.")],
    form: Annotated[
        ExportFormat, typer.Option("--format", help="A folder of tables, or the entity graph.")
    ] = ExportFormat.PARQUET,
    data_dir: DataDir = DATA,
) -> int:
    """Write the published tables (parquet by month, csv, jsonl) or the entity graph (graphml)."""
    if form is ExportFormat.GRAPHML:
        from warehouse.graph import export_graph

        size = export_graph(data_dir, output)
        print(f"{size.nodes} entities, {size.edges} edges: {output}")
        return 0
    from warehouse.transfer import export_tables

    rows = export_tables(data_dir, cast("Format", form.value), output).rows
    print(f"{len(rows)} tables, {sum(rows.values())} rows: {output}")
    return 0


@app.command("import", epilog="Example: pressgraph import backup --data-dir restored")
def import_exported(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Folder that `export` wrote as parquet, csv or jsonl.")],
    data_dir: DataDir = DATA,
) -> int:
    """Load an export into an empty warehouse and publish it."""
    from flows.transfer import import_export

    rows = import_export(writable_settings(data_dir), path).rows
    print(f"{len(rows)} tables, {sum(rows.values())} rows: {data_dir}")
    return 0
