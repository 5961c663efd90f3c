"""Named queries in a file, asked of the published snapshot. What they are for is said where they are used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tasks.records import RunId
from warehouse.query import run_query


def queries_of(path: Path) -> dict[str, str]:
    """The queries of a file by the name in the comment line `-- query: NAME` before each."""
    parts = path.read_text(encoding="utf-8").split("-- query: ")[1:]
    return {name: query for name, _, query in (part.partition("\n") for part in parts)}


def rows_of(data_dir: Path, query: str, run_id: RunId | None = None) -> list[dict[str, Any]]:
    """The rows that a query gives, `$run_id` in it being the run's.

    Raises:
        NoWarehouse: if nothing has been published yet.
    """
    bound = query.replace("$run_id", f"'{run_id}'") if run_id else query
    rows: list[dict[str, Any]] = run_query(data_dir, bound).to_pylist()
    return rows
