"""Publishing: a new, complete snapshot beside the old one, checked, then put in its place in one move.

A client that has the old file open keeps it. Whatever stops the process, readers find the old snapshot or the new one;
what a killed publish left behind is removed by the next. Only schema `main` is published. Where nothing but `runs` has
changed, the old file is copied and its `runs` brought up to date, which is cheaper than building it anew.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse import checks, surface
from warehouse.connection import SNAPSHOT_NAME, WRITER_NAME, errors_of, transaction
from warehouse.errors import ChecksFailed

_ASIDE_PREFIX: Final = f".{SNAPSHOT_NAME}.new-"
_WRITER: Final = Path(WRITER_NAME).stem
"""The catalog name that DuckDB gives the writer's file."""


def publish(connection: duckdb.DuckDBPyConnection, data_dir: Path, *, force: bool = False) -> bool:
    """Replace `DATA_DIR/news.duckdb` by what the writer's file holds now.

    Returns:
        Whether it was replaced: not, where it holds the current data and every run already, unless `force`.

    Raises:
        ChecksFailed: if a hard check finds rows; the snapshot stays as it was.
    """
    target = data_dir / SNAPSHOT_NAME
    _remove_leftovers(data_dir)
    is_current = not force and target.exists() and _holds_current_data(connection, target)
    if is_current and _holds_all_runs(connection, target):
        return False
    aside = data_dir / f"{_ASIDE_PREFIX}{os.getpid()}"
    try:
        with errors_of(aside):
            if is_current:
                shutil.copyfile(target, aside)
                with _attached(connection, aside):
                    _refresh_runs(connection)
            else:
                _build(connection, aside, target)
            _sync(aside)
            aside.replace(target)
            _sync(data_dir)
    finally:
        _remove_leftovers(data_dir)
    return True


def _build(connection: duckdb.DuckDBPyConnection, aside: Path, target: Path) -> None:
    with _attached(connection, aside):
        with transaction(connection):
            _copy_tables(connection)
        with transaction(connection):
            surface.add(connection)
            _sign(connection)
        failures = checks.run(connection, checks.Severity.HARD)
        connection.execute("CHECKPOINT snapshot")
    if failures:
        raise ChecksFailed(target, "; ".join(failure.summary for failure in failures))


def _copy_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Every table of schema main, keys included, into the current database."""
    tables = connection.execute(
        "SELECT table_name, sql FROM duckdb_tables() WHERE database_name = ? AND schema_name = 'main' ORDER BY 1",
        [_WRITER],
    ).fetchall()
    for name, definition in tables:
        connection.execute(definition.replace(f"CREATE TABLE {_WRITER}.main.", "CREATE TABLE "))
        connection.execute(f"INSERT INTO {name} FROM {_WRITER}.main.{name}")


def _sign(connection: duckdb.DuckDBPyConnection) -> None:
    """Say in the snapshot what it holds: in a macro, since equal work is to leave equal tables."""
    revision, version = _scalars(
        connection,
        f"SELECT data_revision, (SELECT max(number) FROM {_WRITER}.internal.schema_migrations)"  # noqa: S608
        f" FROM {_WRITER}.internal.state",
    )
    connection.execute(
        "CREATE MACRO snapshot_info() AS TABLE"
        f" SELECT {int(revision)} AS data_revision, '{surface.sha256()}' AS surface_sha256,"
        f" {int(version)} AS schema_version"
    )
    surface.comment(connection)


def _scalars(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row = connection.execute(query).fetchone()
    if row is None:
        raise LookupError(query)
    return row


def _holds_current_data(connection: duckdb.DuckDBPyConnection, target: Path) -> bool:
    try:
        with _attached(connection, target, read_only=True):
            row = connection.execute(
                f"""
                SELECT i.surface_sha256 = $surface AND i.data_revision = s.data_revision
                       AND i.schema_version = (SELECT max(number) FROM {_WRITER}.internal.schema_migrations)
                FROM snapshot_info() i, {_WRITER}.internal.state s
                """,  # noqa: S608
                {"surface": surface.sha256()},
            ).fetchone()
    except duckdb.Error:
        return False  # not one of ours, or damaged: to be replaced
    return bool(row and row[0])


def _holds_all_runs(connection: duckdb.DuckDBPyConnection, target: Path) -> bool:
    with _attached(connection, target, read_only=True):
        row = connection.execute(
            f"SELECT count(*) FROM (FROM {_WRITER}.main.runs EXCEPT FROM runs)"  # noqa: S608
        ).fetchone()
    return row is not None and row[0] == 0


def _refresh_runs(connection: duckdb.DuckDBPyConnection) -> None:
    with transaction(connection):
        connection.execute(f"INSERT OR REPLACE INTO runs FROM {_WRITER}.main.runs")
    connection.execute("CHECKPOINT snapshot")


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool = False) -> Iterator[None]:
    """The file attached as `snapshot` and current: a name without a catalog means the snapshot's."""
    options = " (READ_ONLY)" if read_only else ""
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS snapshot{options}")
    try:
        connection.execute("USE snapshot")
        yield
    finally:
        connection.execute(f"USE {_WRITER}")
        connection.execute("DETACH snapshot")


def _remove_leftovers(data_dir: Path) -> None:
    for leftover in data_dir.glob(f"{_ASIDE_PREFIX}*"):
        leftover.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """See that the file, or the folder's entries, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
