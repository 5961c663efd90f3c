"""The table `runs`: a row for each run from its beginning, with its counts once it has ended, and what it worked on.

When a run begins and how it ends is decided in `flows`.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import duckdb

from tasks.records import RunId
from warehouse.load_articles import IngestionCounts


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A finished run as its row in `runs` says; mentions, entities and relations are what the warehouse now holds."""

    run_id: RunId
    status: str
    counts: IngestionCounts
    mentions: int
    entities: int
    relations: int
    seconds: float


def begin_run(
    connection: duckdb.DuckDBPyConnection, parameters: Mapping[str, object], code_version: str, flow_run_id: str | None
) -> RunId:
    """Start a run: a row in `runs` with status `running`. Runs that never ended become `interrupted`."""
    now = _now()
    run_id = RunId(f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}")
    connection.execute("UPDATE runs SET status = 'interrupted' WHERE status = 'running'")
    connection.execute(
        "INSERT INTO runs BY NAME SELECT ? AS run_id, ? AS flow_run_id, ? AS started_at, 'running' AS status,"
        " ? AS parameters, ? AS code_version",
        [
            run_id,
            flow_run_id,
            now,
            json.dumps(parameters, default=str, sort_keys=True, ensure_ascii=False),
            code_version,
        ],
    )
    return run_id


def finish_run(
    connection: duckdb.DuckDBPyConnection, run_id: RunId, status: str, counts: IngestionCounts, error: str | None
) -> RunSummary:
    """Complete the run's row with its counts, what the warehouse now holds, its seconds, and why it failed.

    Raises:
        KeyError: if there is no such run.
    """
    connection.execute(
        """
        UPDATE runs SET
            finished_at = $now, status = $status, articles_new = $new, articles_updated = $updated,
            articles_unchanged = $unchanged, articles_duplicate = $duplicate, articles_rejected = $rejected,
            mentions = (SELECT count(*) FROM mentions), entities = (SELECT count(*) FROM entities),
            relations = (SELECT count(*) FROM relations), seconds = epoch($now - started_at),
            error = $error
        WHERE run_id = $run_id
        """,
        {
            "now": _now(),
            "status": status,
            "new": counts.new,
            "updated": counts.updated,
            "unchanged": counts.unchanged,
            "duplicate": counts.duplicate,
            "rejected": counts.rejected,
            "error": error,
            "run_id": run_id,
        },
    )
    _note_languages(connection, run_id)
    row = connection.execute(
        "SELECT mentions, entities, relations, seconds FROM runs WHERE run_id = ?", [run_id]
    ).fetchone()
    if row is None:
        raise KeyError(run_id)
    return RunSummary(run_id, status, counts, *row)


def completed_runs(connection: duckdb.DuckDBPyConnection) -> list[tuple[datetime, dict[str, object]]]:
    """When each completed run began (UTC), with what it was asked; the latest first, a thousand at most."""
    rows = connection.execute(
        "SELECT started_at, parameters FROM runs WHERE status = 'completed' ORDER BY started_at DESC LIMIT 1000"
    ).fetchall()
    return [(started_at.replace(tzinfo=UTC), json.loads(parameters)) for started_at, parameters in rows]


_LANGUAGES: Final = """
    WITH worked AS (
        SELECT p.article_id, coalesce(a.language, 'und') AS language, a.word_count
        FROM article_processing p JOIN articles a ON a.article_id = p.article_id
        WHERE p.run_id = $run_id AND p.stage = 'entities' AND p.error IS NULL
    ), found AS (
        SELECT article_id, 1 AS mention, 0 AS relation FROM mentions WHERE revision >= $since
        UNION ALL
        SELECT article_id, 0, 1 FROM relations WHERE revision >= $since
    ), counted AS (
        SELECT article_id, sum(mention) AS mentions, sum(relation) AS relations FROM found GROUP BY article_id
    )
    INSERT INTO run_languages
    SELECT $run_id, w.language, count(*), sum(w.word_count), coalesce(sum(c.mentions), 0), coalesce(sum(c.relations), 0)
    FROM worked w LEFT JOIN counted c ON c.article_id = w.article_id
    GROUP BY w.language
"""
"""What a run found is in rows of its own revisions, which are read without a search for its articles."""


def _note_languages(connection: duckdb.DuckDBPyConnection, run_id: RunId) -> None:
    connection.execute("DELETE FROM run_languages WHERE run_id = ?", [run_id])
    row = connection.execute("SELECT min(revision) FROM article_processing WHERE run_id = ?", [run_id]).fetchone()
    if row and row[0] is not None:
        connection.execute(_LANGUAGES, {"run_id": run_id, "since": row[0]})


def _now() -> datetime:
    """Now, as stored: UTC without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)
