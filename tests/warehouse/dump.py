"""All rows of a snapshot in an order of their own, without what rightly differs between equal runs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

_DIFFERS: Final = {"run_id", "ingested_at", "finished_at", "seen_at", "superseded_at", "seconds", "data_revision"}
_LEFT_OUT: Final = {"runs", "run_languages"}


def rows(data_dir: Path) -> dict[str, list[str]]:
    """The snapshot's tables but those about runs, as sorted rows without run ids, times of work and durations."""
    with duckdb.connect(data_dir / "news.duckdb", read_only=True) as connection:
        found: dict[str, list[str]] = {}
        for (table,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall():
            if table in _LEFT_OUT:
                continue
            columns = connection.execute(
                "SELECT column_name FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table]
            ).fetchall()
            kept = ", ".join(name for (name,) in columns if name not in _DIFFERS)
            found[table] = sorted(repr(row) for row in connection.execute(f"SELECT {kept} FROM {table}").fetchall())
        return found
