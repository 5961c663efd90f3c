"""Loading articles in one transaction: new ones, new versions, duplicates, and what could not be read.

Batches are folders of Parquet files as `tasks/batches.py` writes them. What is found in articles is loaded in
`load_analyses`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from tasks.records import RunId
from warehouse.connection import transaction
from warehouse.duplicates import point_to_originals, release_duplicates
from warehouse.stages import delete_derived, files, next_revision, note_changes, scalar

_ARTICLE_COLUMNS: Final = (
    "i.article_id, i.origin, i.url, i.source, i.title, i.author, i.published_at, i.language, i.language_confidence,"
    " i.word_count, i.content_sha256, i.payload_sha256, i.article_no"
)


@dataclass(frozen=True, slots=True)
class IngestionCounts:
    """What became of the articles of a load; each counts once."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    rejected: int = 0


def load_ingestion(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], run_id: RunId) -> IngestionCounts:
    """Load articles: new ones, new versions of known ones, and what could not be read.

    An article whose text changed loses all that was found in the old text; the old text goes to `article_versions`.
    One whose text is the same but whose language, date or blocks are not keeps its version but is analysed again;
    one that comes without blocks has only been found to have the same text, and stays as it is.
    Of several articles with one id in the batches, the first by origin counts.
    """
    if not folders:
        return IngestionCounts()
    with transaction(connection):
        _stage_articles(connection, folders)
        if scalar(connection, "SELECT count(*) FROM incoming WHERE status <> 'unchanged'"):
            revision = next_revision(connection)
            _supersede_articles(connection, folders, revision)
            _insert_articles(connection, folders, revision)
            release_duplicates(connection, "SELECT article_id FROM incoming WHERE status = 'updated'", revision)
            point_to_originals(connection, revision)
            note_changes(connection, "SELECT article_id FROM incoming WHERE status <> 'unchanged'", revision)
        rejected = _load_ingestion_rejects(connection, folders, run_id)
        counts = _ingestion_counts(connection, rejected)
        connection.execute("DROP TABLE incoming")
    return counts


def _stage_articles(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path]) -> None:
    """Temporary table `incoming`: each article once, with what it means to the warehouse; bodies stay in the files."""
    connection.execute(
        """
        CREATE TEMP TABLE incoming AS
        WITH read AS (
            SELECT * EXCLUDE (body, filename), parse_dirpath(filename) AS folder,
                   count(*) OVER (PARTITION BY article_id) - 1 AS repeats
            FROM read_parquet($articles, filename = true)
            QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY origin, content_sha256, filename) = 1
        ), known AS MATERIALIZED (
            SELECT * EXCLUDE (body) FROM articles
            WHERE rowid IN (SELECT rowid FROM articles WHERE article_id IN (SELECT article_id FROM read))
        ), same AS (
            SELECT r.article_id, r.folder FROM read r
            JOIN known k ON k.article_id = r.article_id AND k.content_sha256 = r.content_sha256
        ), blocks_in AS (
            SELECT s.article_id, list((b.block_no, b.kind, b.start_char, b.end_char) ORDER BY b.block_no) AS lines
            FROM read_parquet($blocks, filename = true) b
            JOIN same s ON s.article_id = b.article_id AND s.folder = parse_dirpath(b.filename)
            GROUP BY s.article_id
        ), blocks_known AS (
            SELECT article_id, list((block_no, kind, start_char, end_char) ORDER BY block_no) AS lines
            FROM blocks WHERE article_id IN (SELECT article_id FROM blocks_in) GROUP BY article_id
        )
        SELECT i.*, coalesce(k.version, 0) AS known_version, k.ingested_at AS known_since,
               k.duplicate_of AS known_duplicate,
               CASE WHEN k.article_id IS NULL THEN 'new'
                    WHEN k.content_sha256 <> i.content_sha256 THEN 'updated'
                    WHEN b.lines IS NULL THEN 'unchanged'
                    WHEN (k.language, k.published_at, kb.lines) IS DISTINCT FROM (i.language, i.published_at, b.lines)
                        THEN 'reread'
                    WHEN (k.url, k.title, k.author, k.origin, k.source, k.payload_sha256)
                        IS DISTINCT FROM (i.url, i.title, i.author, i.origin, i.source, i.payload_sha256)
                        THEN 'described'
                    ELSE 'unchanged' END AS status,
               coalesce(k.article_no, (SELECT coalesce(max(article_no), 0) FROM articles)
                   + row_number() OVER (PARTITION BY k.article_id IS NULL ORDER BY i.article_id)) AS article_no
        FROM read i
        LEFT JOIN known k ON k.article_id = i.article_id
        LEFT JOIN blocks_known kb ON kb.article_id = i.article_id
        LEFT JOIN blocks_in b ON b.article_id = i.article_id
        """,
        {"articles": files(folders, "articles"), "blocks": files(folders, "blocks")},
    )


def _supersede_articles(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], revision: int) -> None:
    """Keep the old versions and drop what was found in them."""
    if scalar(connection, "SELECT count(*) FROM incoming WHERE status = 'updated'"):
        connection.execute(
            """
            INSERT INTO article_versions
            SELECT a.article_id, a.version, a.origin, a.url, a.source, a.title, a.author, a.published_at,
                   a.ingested_at, a.language, a.body, a.content_sha256, a.payload_sha256, i.ingested_at, ?
            FROM articles a JOIN incoming i ON i.article_id = a.article_id WHERE i.status = 'updated'
            """,
            [revision],
        )
        delete_derived(connection, "SELECT article_id FROM incoming WHERE status = 'updated'", revision)
    connection.execute(
        """
        DELETE FROM article_processing
        WHERE article_id IN (SELECT article_id FROM incoming WHERE status = 'reread')
        """
    )
    if scalar(connection, "SELECT count(*) FROM incoming WHERE status NOT IN ('new', 'unchanged')"):
        for table in ("articles", "blocks"):
            connection.execute(
                f"DELETE FROM {table} WHERE article_id IN"  # noqa: S608
                " (SELECT article_id FROM incoming WHERE status NOT IN ('new', 'unchanged'))"
            )
    connection.execute(
        """
        DELETE FROM internal.article_signatures
        WHERE article_id IN (SELECT article_id FROM incoming WHERE status = 'updated')
        OR article_id IN (SELECT article_id FROM read_parquet(?))
        """,
        [files(folders, "signatures")],
    )


def _insert_articles(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], revision: int) -> None:
    """Insert articles, their blocks and signatures."""
    once = ""
    if scalar(connection, "SELECT count(*) FROM incoming WHERE repeats > 0"):
        once = "QUALIFY row_number() OVER (PARTITION BY b.article_id, {}) = 1"
    connection.execute(
        f"""
        INSERT INTO articles BY NAME
        SELECT {_ARTICLE_COLUMNS}, b.body,
               CASE WHEN status IN ('new', 'updated') THEN i.ingested_at ELSE known_since END AS ingested_at,
               CASE WHEN status IN ('new', 'updated') THEN i.duplicate_of ELSE known_duplicate END AS duplicate_of,
               known_version + (status IN ('new', 'updated'))::INTEGER AS version, {revision} AS revision
        FROM (SELECT article_id, content_sha256, origin, body, parse_dirpath(filename) AS folder
              FROM read_parquet(?, filename = true)) b
        JOIN incoming i ON i.article_id = b.article_id AND i.folder = b.folder AND i.origin = b.origin
            AND i.content_sha256 = b.content_sha256
        WHERE i.status <> 'unchanged' {once.format("0")}
        """,  # noqa: S608
        [files(folders, "articles")],
    )
    connection.execute(
        f"""
        INSERT INTO blocks
        SELECT b.article_id, b.block_no, b.kind, b.start_char, b.end_char, ?
        FROM read_parquet(?, filename = true) b
        JOIN incoming i ON i.article_id = b.article_id AND i.folder = parse_dirpath(b.filename)
        WHERE i.status <> 'unchanged' {once.format("b.block_no")}
        """,  # noqa: S608
        [revision, files(folders, "blocks")],
    )
    connection.execute(
        """
        INSERT INTO internal.article_signatures
        SELECT s.article_id, s.signature, internal.signature_keys(s.signature) FROM read_parquet(?, filename = true) s
        JOIN incoming i ON i.article_id = s.article_id AND i.folder = parse_dirpath(s.filename)
        QUALIFY row_number() OVER (PARTITION BY s.article_id) = 1
        """,
        [files(folders, "signatures")],
    )


def _load_ingestion_rejects(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], run_id: RunId) -> int:
    """A reject seen before keeps its row; one whose origin is now loaded, or fails otherwise, goes."""
    paths = files(folders, "rejects")
    before = _reject_ids(connection)
    connection.execute(
        """
        DELETE FROM rejects WHERE stage = 'ingestion'
        AND ((source, origin) IN (SELECT (source, origin) FROM incoming)
             OR (source, origin) IN (SELECT (source, origin) FROM read_parquet($files)))
        AND reject_id NOT IN (SELECT reject_id FROM read_parquet($files))
        """,
        {"files": paths},
    )
    connection.execute(
        """
        INSERT INTO rejects BY NAME
        SELECT *, $run AS run_id FROM read_parquet($files)
        WHERE reject_id NOT IN (SELECT reject_id FROM rejects)
        QUALIFY row_number() OVER (PARTITION BY reject_id ORDER BY seen_at) = 1
        """,
        {"files": paths, "run": run_id},
    )
    if _reject_ids(connection) != before:
        next_revision(connection)
    row = connection.execute("SELECT count(DISTINCT reject_id) FROM read_parquet(?)", [paths]).fetchone()
    return int(row[0]) if row else 0


def _reject_ids(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT reject_id FROM rejects WHERE stage = 'ingestion'").fetchall()}


def _ingestion_counts(connection: duckdb.DuckDBPyConnection, rejected: int) -> IngestionCounts:
    row = connection.execute(
        """
        SELECT count(*) FILTER (i.status = 'new' AND a.duplicate_of IS NULL),
               count(*) FILTER (i.status = 'updated' AND a.duplicate_of IS NULL),
               count(*) FILTER (i.status NOT IN ('new', 'updated')),
               count(*) FILTER (i.status IN ('new', 'updated') AND a.duplicate_of IS NOT NULL)
                   + coalesce(sum(i.repeats), 0)::BIGINT
        FROM incoming i JOIN articles a ON a.article_id = i.article_id
        """
    ).fetchone()
    new, updated, unchanged, duplicate = row or (0, 0, 0, 0)
    return IngestionCounts(new, updated, unchanged, duplicate, rejected)
