"""What `pressgraph run` shows when it ends: articles by language, entities, ten relations, counts, rejects.

Everything is asked of the published snapshot, as a user would; the queries stand in summary.sql.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from flows.queries import queries_of, rows_of
from flows.runs import RunReport
from warehouse.connection import SNAPSHOT_NAME

_QUERIES: Final = Path(__file__).with_name("summary.sql")


def show(report: RunReport, data_dir: Path) -> None:
    """Print the summary on standard output; rejects and problems as one warning line each on stderr."""
    summary, counts = report.summary, report.summary.counts
    queries = queries_of(_QUERIES)
    for row in rows_of(data_dir, queries["rejects"], summary.run_id):
        print(f"pressgraph: warning: {row['origin']} rejected ({row['reason']}): {row['detail']}", file=sys.stderr)
    for row in rows_of(data_dir, queries["checks"], summary.run_id):
        print(f"pressgraph: warning: {row['line']}", file=sys.stderr)
    for source in report.missing:
        print(f"pressgraph: no such file or folder: {source}; check the path", file=sys.stderr)
    for problem in report.problems:
        print(f"pressgraph: {problem}", file=sys.stderr)
    console = Console(soft_wrap=not sys.stdout.isatty())
    if summary.mentions:
        _table(console, "Articles by language", rows_of(data_dir, queries["languages"]))
        _table(console, "Entities named most", rows_of(data_dir, queries["entities"]))
        console.print("\n[bold]Ten relations[/bold]")
        for row in rows_of(data_dir, queries["relations"]):
            console.print(f"  {row['sentence']}", markup=False, highlight=False)
    console.print(
        f"\narticles: {counts.new} new, {counts.updated} updated, {counts.unchanged} unchanged,"
        f" {counts.duplicate} duplicate, {counts.rejected} rejected",
        highlight=False,
    )
    console.print(
        f"{summary.mentions} mentions, {summary.entities} entities, {summary.relations} relations"
        f" in {summary.seconds:.1f} seconds",
        highlight=False,
    )
    console.print(f"database: {data_dir / SNAPSHOT_NAME}", highlight=False)


def _table(console: Console, title: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    table = Table(title=title, title_justify="left", title_style="bold")
    for name in rows[0]:
        table.add_column(name)
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row.values()))
    console.print()
    console.print(table)
