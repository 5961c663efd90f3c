"""Upkeep of a warehouse: look for damage, give back space, forget what is old.

Each can be killed at any moment: `check` only reads, `compact` exchanges whole files, `prune` is one transaction, after
which payloads go that nothing names any more. What a run does for itself (publishing, cleaning up) is not here.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import duckdb

from warehouse import checks, identity, snapshot, snapshot_file
from warehouse.checks import Failure, Severity
from warehouse.connection import SNAPSHOT_NAME, WRITER_NAME, errors_of, open_writer, transaction
from warehouse.duplicates import release_duplicates
from warehouse.errors import NoWarehouse
from warehouse.migrate import migrate
from warehouse.publish import publish
from warehouse.raw import RawStore
from warehouse.stages import delete_derived, next_revision, note_changes, scalar

_SURELY_LOADED: Final = timedelta(days=1)
"""A payload is kept before its articles are loaded; one that no row names after this time belongs to none."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What `check` found: broken rules, warnings, and payloads named by an article that are not in `raw`."""

    broken: tuple[Failure, ...]
    warnings: tuple[Failure, ...]
    articles: int
    missing_payloads: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of the writer's file and of the snapshots before and after."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Pruned:
    """What `prune` took out."""

    articles: int
    versions: int
    payloads: int


def check(data_dir: Path) -> Examination:
    """Run every data check on every row of the published snapshot, and look for the payloads of its articles.

    Raises:
        NoWarehouse: if nothing has been published.
        WarehouseDamaged: if the file cannot be read from end to end.
    """
    path = data_dir / SNAPSHOT_NAME
    if not path.exists():
        raise NoWarehouse(path)
    with errors_of(path), duckdb.connect(path, read_only=True) as connection:
        snapshot.check_everything(connection)
        broken = checks.run(connection, Severity.HARD)
        warnings = checks.run(connection, Severity.SOFT)
        payloads = connection.execute("SELECT payload_sha256 FROM articles").fetchall()
    raw = RawStore(data_dir)
    missing = sum(not raw.path(sha256).exists() for (sha256,) in payloads)
    return Examination(tuple(broken), tuple(warnings), len(payloads), missing)


def compact(data_dir: Path) -> Sizes:
    """Write the writer's file anew without gaps, build the snapshot anew and check it, and drop the spare snapshot.

    Raises:
        NoWarehouse: if there is no writer's file.
        WarehouseLocked, DiskFull, ChecksFailed: as the names say; the files stay as they were.
    """
    writer = data_dir / WRITER_NAME
    if not writer.exists():
        raise NoWarehouse(writer)
    before = _size(data_dir)
    aside = data_dir / f".{WRITER_NAME}.new-{os.getpid()}"
    _remove_asides(data_dir)
    try:
        with errors_of(writer), open_writer(data_dir) as connection:
            migrate(connection, writer)
            with transaction(connection):
                for table, key in (("article_changes", "article_id"), ("entity_changes", "entity_id")):
                    connection.execute(
                        f"CREATE OR REPLACE TABLE internal.{table} AS"  # noqa: S608 - names from the line above
                        f" SELECT {key}, max(revision) AS revision FROM internal.{table} GROUP BY {key}"
                    )
            connection.execute("CHECKPOINT")
            quoted = str(aside).replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS compacted")
            connection.execute(f"COPY FROM DATABASE {snapshot.WRITER} TO compacted")
            connection.execute("CHECKPOINT compacted")
            connection.execute("DETACH compacted")
            snapshot_file.sync(aside)
            aside.replace(writer)
            snapshot_file.sync(data_dir)
        with open_writer(data_dir) as connection:
            publish(connection, data_dir, force=True)
    finally:
        _remove_asides(data_dir)
    return Sizes(before, _size(data_dir))


def prune(data_dir: Path, older_than: datetime) -> Pruned:
    """Take out articles published (else first read) before `older_than`, and earlier versions superseded before it.

    All that was found in them goes with them; a later article that repeats one of them becomes an original and is
    analysed by the next run. Payloads that no article, version or reject names any more are deleted at the end, those
    that a run or a pruning left behind when it was killed, too.

    Args:
        data_dir: the folder.
        older_than: UTC, without a zone.

    Raises:
        NoWarehouse: if there is no writer's file.
        WarehouseLocked, DiskFull: as the names say.
    """
    writer = data_dir / WRITER_NAME
    if not writer.exists():
        raise NoWarehouse(writer)
    with errors_of(writer), open_writer(data_dir) as connection:
        migrate(connection, writer)
        with transaction(connection):
            articles, versions, payloads = _take_out(connection, older_than)
        if identity.identities_outdated(connection):
            identity.save_identities(connection, (), ())
        connection.execute("CHECKPOINT")
        publish(connection, data_dir)
        raw = RawStore(data_dir)
        forgotten = raw.older_than(datetime.now(UTC) - _SURELY_LOADED)
        unnamed = _unnamed(connection, [*payloads, *forgotten])
    for sha256 in unnamed:
        raw.path(sha256).unlink(missing_ok=True)
    return Pruned(articles, versions, len(unnamed))


def _take_out(connection: duckdb.DuckDBPyConnection, older_than: datetime) -> tuple[int, int, list[str]]:
    """Delete old articles and versions; returns their numbers and the payloads that they named."""
    connection.execute(
        "CREATE TEMP TABLE old_articles AS SELECT article_id, article_no, payload_sha256 FROM articles"
        " WHERE coalesce(published_at, ingested_at) < ?",
        [older_than],
    )
    connection.execute(
        "CREATE TEMP TABLE old_versions AS SELECT article_id, version, payload_sha256 FROM article_versions"
        " WHERE superseded_at < ? OR article_id IN (SELECT article_id FROM old_articles)",
        [older_than],
    )
    counts = [scalar(connection, f"SELECT count(*) FROM {table}") for table in ("old_articles", "old_versions")]  # noqa: S608
    payloads = connection.execute(
        "SELECT payload_sha256 FROM old_articles UNION SELECT payload_sha256 FROM old_versions"
    ).fetchall()
    if any(counts):
        revision = next_revision(connection)
        old = "SELECT article_id FROM old_articles"
        delete_derived(connection, old, revision)
        for table in ("blocks", "internal.article_signatures", "rejects", "articles"):
            connection.execute(f"DELETE FROM {table} WHERE article_id IN ({old})")  # noqa: S608
        release_duplicates(connection, old, revision)
        connection.execute(
            "DELETE FROM article_versions"
            " WHERE (article_id, version) IN (SELECT (article_id, version) FROM old_versions)"
        )
        note_changes(connection, old, revision)
        note_changes(connection, "SELECT DISTINCT article_id FROM old_versions", revision)
    for table in ("old_articles", "old_versions"):
        connection.execute(f"DROP TABLE {table}")
    return counts[0], counts[1], [sha256 for (sha256,) in payloads]


def _unnamed(connection: duckdb.DuckDBPyConnection, payloads: Sequence[str]) -> list[str]:
    """Those of the payloads that no row names any more."""
    rows = connection.execute(
        """
        SELECT unnest($payloads::VARCHAR[]) AS sha256
        EXCEPT SELECT payload_sha256 FROM articles
        EXCEPT SELECT payload_sha256 FROM article_versions
        EXCEPT SELECT payload_sha256 FROM rejects
        """,
        {"payloads": list(payloads)},
    ).fetchall()
    return [sha256 for (sha256,) in rows]


def _size(data_dir: Path) -> int:
    return sum(path.stat().st_size for path in data_dir.glob("*.duckdb*")) + sum(
        path.stat().st_size for path in data_dir.glob(f".{SNAPSHOT_NAME}*")
    )


def _remove_asides(data_dir: Path) -> None:
    for leftover in data_dir.glob(f".{WRITER_NAME}.new-*"):
        leftover.unlink(missing_ok=True)
