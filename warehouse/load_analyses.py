"""Loading analyses in one transaction: the new rows of each article and stage take the place of the old.

Batches are folders of Parquet files as `tasks/batches.py` writes them. Which articles need work is `pending`'s
question, and what their entities are across articles that of `identity`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tasks.records import RunId, Stage
from warehouse.connection import transaction
from warehouse.stages import (
    BY_NUMBER,
    STAGE_TABLES,
    WITHOUT_REVISION,
    delete_stage,
    files,
    next_revision,
    note_changes,
    scalar,
)


@dataclass(frozen=True, slots=True)
class AnalysisCounts:
    """What a load of analyses brought in. `failed` counts articles of which a stage failed."""

    articles: int = 0
    failed: int = 0
    mentions: int = 0
    relations: int = 0


def load_analyses(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], run_id: RunId) -> AnalysisCounts:
    """Load analyses: for every article and stage in the batches, the new rows take the place of the old.

    Work on a text that is no longer the article's is left out.
    """
    if not folders:
        return AnalysisCounts()
    with transaction(connection):
        _stage_work(connection, folders)
        articles = scalar(connection, "SELECT count(DISTINCT article_id) FROM done")
        counts = AnalysisCounts()
        if articles:
            revision = next_revision(connection)
            inserted = {
                table: _replace(connection, folders, stage, table, revision)
                for stage in STAGE_TABLES
                if _supersede(connection, stage, revision)
                for table in STAGE_TABLES[stage]
            }
            _load_processing(connection, folders, run_id, revision)
            note_changes(connection, "SELECT DISTINCT article_id FROM done", revision)
            counts = AnalysisCounts(
                articles=articles,
                failed=scalar(connection, "SELECT count(DISTINCT article_id) FROM done WHERE error IS NOT NULL"),
                mentions=inserted.get("mentions", 0),
                relations=inserted.get("relations", 0),
            )
        connection.execute("DROP TABLE done")
    return counts


def _stage_work(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path]) -> None:
    """Temporary table `done`: what was done to which article, in which batch, and whether it was done before."""
    connection.execute(
        """
        CREATE TEMP TABLE done AS
        WITH incoming AS MATERIALIZED (
            FROM read_parquet(?, filename = true)
        ), present AS MATERIALIZED (
            SELECT article_id, article_no, content_sha256, duplicate_of FROM articles
            WHERE rowid IN (SELECT rowid FROM articles WHERE article_id IN (SELECT article_id FROM incoming))
        ), before AS MATERIALIZED (
            SELECT article_id, stage FROM article_processing
            WHERE rowid IN (
                SELECT rowid FROM article_processing WHERE article_id IN (SELECT article_id FROM incoming)
            )
        )
        SELECT p.* EXCLUDE (filename), parse_dirpath(p.filename) AS folder, a.article_no,
               d.article_id IS NOT NULL AS done_before
        FROM incoming p
        JOIN present a ON a.article_id = p.article_id AND a.content_sha256 = p.content_sha256
        LEFT JOIN before d ON d.article_id = p.article_id AND d.stage = p.stage
        WHERE a.duplicate_of IS NULL
        QUALIFY row_number() OVER (PARTITION BY p.article_id, p.stage ORDER BY p.finished_at DESC, p.filename) = 1
        """,
        [files(folders, "processing")],
    )


def _supersede(connection: duckdb.DuckDBPyConnection, stage: Stage, revision: int) -> bool:
    """Take out the rows of the stage; whether any article has had it done now."""
    if scalar(connection, f"SELECT count(*) FROM done WHERE stage = '{stage.value}' AND done_before"):  # noqa: S608
        before = f"SELECT article_id FROM done WHERE stage = '{stage.value}' AND done_before"  # noqa: S608
        delete_stage(connection, stage, before, revision)
    if stage is Stage.ENTITIES:
        connection.execute(
            f"INSERT INTO internal.unresolved_articles SELECT article_id FROM done WHERE stage = '{stage.value}'"  # noqa: S608
        )
    return scalar(connection, f"SELECT count(*) FROM done WHERE stage = '{stage.value}'") > 0  # noqa: S608


def _replace(
    connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], stage: Stage, table: str, revision: int
) -> int:
    """Insert the rows of a table of a stage; returns how many.

    A row counts only where its article was done in the same batch, unless every article of the batches was.
    """
    columns = STAGE_TABLES[stage][table]
    chosen = ", ".join(f"b.{column.strip()}" for column in columns.split(","))
    source = "read_parquet(?, filename = true) b"
    if table in BY_NUMBER or not _all_done(connection, folders, stage):
        source += (
            " JOIN done d ON d.article_id = b.article_id AND d.folder = parse_dirpath(b.filename)"
            f" AND d.stage = '{stage.value}' AND d.error IS NULL"
        )
    if table in BY_NUMBER:
        columns, chosen = f"article_no, {columns}", f"d.article_no, {chosen}"
    if table not in WITHOUT_REVISION:
        columns, chosen = f"{columns}, revision", f"{chosen}, {revision}"
    row = connection.execute(
        f"INSERT INTO {table} ({columns}) SELECT {chosen} FROM {source}",  # noqa: S608
        [files(folders, table.removeprefix("internal."))],
    ).fetchone()
    return int(row[0]) if row else 0


def _all_done(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], stage: Stage) -> bool:
    """Whether the batches hold no row that must be left out for this stage."""
    row = connection.execute(
        f"""
        SELECT (SELECT count(*) FROM read_parquet(?)) =
               (SELECT count(*) FROM done WHERE stage = '{stage.value}' AND error IS NULL)
        """,  # noqa: S608
        [files(folders, "articles")],
    ).fetchone()
    return bool(row and row[0])


def _load_processing(
    connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], run_id: RunId, revision: int
) -> None:
    if scalar(connection, "SELECT count(*) FROM done WHERE done_before"):
        connection.execute(
            """
            DELETE FROM article_processing USING done d
            WHERE d.article_id = article_processing.article_id AND d.stage = article_processing.stage
            """
        )
    connection.execute(
        "INSERT INTO article_processing BY NAME"
        " SELECT * EXCLUDE (folder, article_no, done_before), ? AS run_id, ? AS revision FROM done",
        [run_id, revision],
    )
    connection.execute(
        "DELETE FROM rejects USING done d WHERE d.article_id = rejects.article_id AND d.stage = rejects.stage"
    )
    connection.execute(
        """
        INSERT INTO rejects BY NAME
        SELECT r.* EXCLUDE (filename, batch_article), ? AS run_id FROM read_parquet(?, filename = true) r
        JOIN done d ON d.article_id = r.batch_article AND d.stage = r.stage AND d.folder = parse_dirpath(r.filename)
        WHERE r.reject_id NOT IN (SELECT reject_id FROM rejects)
        QUALIFY row_number() OVER (PARTITION BY r.reject_id ORDER BY r.seen_at) = 1
        """,
        [run_id, files(folders, "rejects")],
    )
