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
from warehouse.identity import apply_links
from warehouse.stages import LINKS, STAGE_TABLES, delete_stage, files, scalar, touch


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
        connection.execute(
            """
            CREATE TEMP TABLE done AS
            SELECT p.* EXCLUDE (filename), parse_dirpath(p.filename) AS folder
            FROM read_parquet(?, filename = true) p
            JOIN articles a ON a.article_id = p.article_id AND a.content_sha256 = p.content_sha256
            WHERE a.duplicate_of IS NULL
            QUALIFY row_number() OVER (PARTITION BY p.article_id, p.stage ORDER BY p.finished_at DESC, p.filename) = 1
            """,
            [files(folders, "processing")],
        )
        for stage in STAGE_TABLES:
            _supersede_stage(connection, stage)
            _insert_stage(connection, folders, stage)
        _load_processing(connection, folders, run_id)
        apply_links(connection, "SELECT DISTINCT article_id FROM done")
        counts = _analysis_counts(connection)
        if counts.articles:
            touch(connection)
        connection.execute("DROP TABLE done")
    return counts


def _supersede_stage(connection: duckdb.DuckDBPyConnection, stage: Stage) -> None:
    delete_stage(connection, stage, f"SELECT article_id FROM done WHERE stage = '{stage.value}'")  # noqa: S608


def _insert_stage(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], stage: Stage) -> None:
    """Insert the rows of a stage; a row counts only where its article was done in the same batch."""
    done = (
        "JOIN done d ON d.article_id = b.article_id AND d.folder = parse_dirpath(b.filename)"
        f" AND d.stage = '{stage.value}' AND d.error IS NULL"
    )
    for table, columns in STAGE_TABLES[stage].items():
        chosen = ", ".join(f"b.{column.strip()}" for column in columns.split(","))
        connection.execute(
            f"INSERT INTO {table} ({columns}) SELECT {chosen} FROM read_parquet(?, filename = true) b {done}",  # noqa: S608
            [files(folders, table.removeprefix("internal."))],
        )
    for link_stage, file, role, item, argument, entity in LINKS:
        if link_stage is stage:
            connection.execute(
                f"""
                INSERT INTO internal.entity_links
                SELECT b.article_id, '{role}', b.{item}, {argument}, b.{entity}
                FROM read_parquet(?, filename = true) b {done} WHERE b.{entity} IS NOT NULL
                """,  # noqa: S608
                [files(folders, file)],
            )


def _load_processing(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], run_id: RunId) -> None:
    connection.execute(
        """
        DELETE FROM article_processing USING done d
        WHERE d.article_id = article_processing.article_id AND d.stage = article_processing.stage
        """
    )
    connection.execute(
        "INSERT INTO article_processing BY NAME SELECT * EXCLUDE (folder), ? AS run_id FROM done", [run_id]
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


def _analysis_counts(connection: duckdb.DuckDBPyConnection) -> AnalysisCounts:
    return AnalysisCounts(
        articles=scalar(connection, "SELECT count(DISTINCT article_id) FROM done"),
        failed=scalar(connection, "SELECT count(DISTINCT article_id) FROM done WHERE error IS NOT NULL"),
        mentions=scalar(connection, "SELECT count(*) FROM mentions SEMI JOIN done USING (article_id)"),
        relations=scalar(connection, "SELECT count(*) FROM relations SEMI JOIN done USING (article_id)"),
    )
