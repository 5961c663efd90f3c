"""Publishing: a new, complete snapshot beside the old one, checked, then put in its place in one move.

A client that has the old file open keeps it. Whatever stops the process, readers find the old snapshot or the new one;
what a killed publish left behind is removed by the next. Where the last but one snapshot is still there and unread it
is brought up to date, which costs what has changed; else the present one is copied and the copy brought up to date; a
snapshot of another make, or of which most has changed, is built anew.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse import checks, snapshot, snapshot_file
from warehouse.checks import Failure, Severity
from warehouse.connection import SNAPSHOT_NAME, errors_of
from warehouse.errors import ChecksFailed
from warehouse.snapshot import WRITER, SnapshotInfo


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing did: whether the snapshot was replaced, and which soft checks found rows."""

    replaced: bool
    warnings: tuple[Failure, ...] = ()


def publish(connection: duckdb.DuckDBPyConnection, data_dir: Path, *, force: bool = False) -> Publication:
    """Replace `DATA_DIR/news.duckdb` by what the writer's file holds now.

    It is not replaced where it holds the current data and every run already. `force` builds it anew in any case, and
    so checks every row. What the checks found is noted in the latest row of `runs`.

    Raises:
        ChecksFailed: if a hard check finds rows; the snapshot stays as it was.
    """
    target = data_dir / SNAPSHOT_NAME
    snapshot_file.remove_leftovers(data_dir, spare=force)
    wanted = snapshot.writer_info(connection)
    present = None if force else _info(connection, target)
    if present == wanted and _holds_all_runs(connection, target):
        return Publication(replaced=False)
    aside = snapshot_file.aside_of(data_dir)
    try:
        with errors_of(aside):
            base = _base(connection, data_dir, aside, wanted) if _is_like(present, wanted) else None
            with snapshot.attached(connection, aside):
                if base is None:
                    snapshot.build(connection)
                elif base != wanted:
                    snapshot.update(connection, base.data_revision)
                warnings = _checked(connection, target) if base != wanted else ()
                snapshot.copy_runs(connection)
                connection.execute("CHECKPOINT snapshot")
            connection.execute("UPDATE internal.state SET published_revision = ?", [wanted.data_revision])
            snapshot_file.exchange(aside, target)
    finally:
        snapshot.forget(connection)
        snapshot_file.remove_leftovers(data_dir, spare=force)
    return Publication(replaced=True, warnings=warnings)


def publish_runs(connection: duckdb.DuckDBPyConnection, data_dir: Path) -> bool:
    """Bring `runs` of the present snapshot up to date and nothing else: a run that failed has nothing else to show.

    Returns:
        False, with nothing done, if there is no snapshot or one of another make.
    """
    target = data_dir / SNAPSHOT_NAME
    snapshot_file.remove_leftovers(data_dir)
    present, wanted = _info(connection, target), snapshot.writer_info(connection)
    if not _is_like(present, wanted):
        return False
    aside = snapshot_file.aside_of(data_dir)
    try:
        with errors_of(aside):
            snapshot_file.take_copy(data_dir, aside)
            with snapshot.attached(connection, aside):
                snapshot.copy_runs(connection)
                connection.execute("CHECKPOINT snapshot")
            snapshot_file.exchange(aside, target)
    finally:
        snapshot_file.remove_leftovers(data_dir)
    return True


def _is_like(found: SnapshotInfo | None, wanted: SnapshotInfo) -> bool:
    """Whether a snapshot is an earlier one of the same make, so that it can be brought up to date."""
    return (
        found is not None
        and (found.warehouse_id, found.surface_sha256, found.schema_version)
        == (wanted.warehouse_id, wanted.surface_sha256, wanted.schema_version)
        and found.data_revision <= wanted.data_revision
    )


def _base(
    connection: duckdb.DuckDBPyConnection, data_dir: Path, aside: Path, wanted: SnapshotInfo
) -> SnapshotInfo | None:
    """Put an earlier snapshot `aside` and say what it holds; None, and nothing there, if it is better built anew."""
    for fetch in (snapshot_file.take_spare, snapshot_file.take_copy):
        if fetch(data_dir, aside):
            found = _info(connection, aside)
            if found is not None and _is_like(found, wanted) and _is_worth_updating(connection, found, wanted):
                return found
            snapshot_file.remove_leftovers(data_dir)
    return None


def _is_worth_updating(connection: duckdb.DuckDBPyConnection, found: SnapshotInfo, wanted: SnapshotInfo) -> bool:
    return found == wanted or snapshot.is_worth_updating(connection, found.data_revision)


def _info(connection: duckdb.DuckDBPyConnection, path: Path) -> SnapshotInfo | None:
    """What the file says of itself; None if it is no snapshot, damaged, or not there."""
    if not path.exists():
        return None
    try:
        with snapshot.attached(connection, path, read_only=True):
            return snapshot.info(connection)
    except duckdb.Error:
        return None


def _holds_all_runs(connection: duckdb.DuckDBPyConnection, target: Path) -> bool:
    with snapshot.attached(connection, target, read_only=True):
        row = connection.execute(f"SELECT count(*) FROM (FROM {WRITER}.main.runs EXCEPT FROM runs)").fetchone()  # noqa: S608
    return row is not None and row[0] == 0


def _checked(connection: duckdb.DuckDBPyConnection, target: Path) -> tuple[Failure, ...]:
    """Check what is about to be published, note the findings in the latest run, and return the warnings.

    Raises:
        ChecksFailed: if a hard check finds rows.
    """
    hard = checks.run(connection, Severity.HARD)
    soft = checks.run(connection, Severity.SOFT)
    _note(connection, [*hard, *soft])
    if hard:
        raise ChecksFailed(target, "; ".join(failure.summary for failure in hard))
    return tuple(soft)


def _note(connection: duckdb.DuckDBPyConnection, failures: Sequence[Failure]) -> None:
    found = [
        {
            "check": failure.check.name,
            "severity": failure.check.severity.value,
            "finding": failure.check.finding,
            "rows": failure.rows,
            "example": failure.example,
        }
        for failure in failures
    ]
    connection.execute(
        f"UPDATE {WRITER}.main.runs SET checks = ?"  # noqa: S608
        f" WHERE run_id = (SELECT max_by(run_id, started_at) FROM {WRITER}.main.runs)",
        [json.dumps(found, ensure_ascii=False)],
    )
