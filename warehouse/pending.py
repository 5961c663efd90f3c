"""What is to be done: an anti-join of articles and stages against what has been done with the same text and means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Final

import duckdb
import pyarrow as pa

from tasks.records import ArticleId, Language, Reprocess, Stage
from tasks.work import ANALYSIS_STAGES, Plan, WorkItem

_PLAN_COLUMNS: Final = (
    "language",
    "stage",
    "stage_version",
    "engine",
    "model",
    "model_sha256",
    "config_sha256",
)

_BUCKETS: Final = 1024
_MEANS: Final = "stage_version, engine, model, model_sha256, config_sha256"

_DIFFERING: Final = """
    SELECT bucket FROM (
        SELECT hash(a.article_id) % {buckets} AS bucket, hash(a.article_id, p.stage, a.content_sha256, {means}) AS mark
        FROM articles a
        JOIN plan p ON p.language IS NOT DISTINCT FROM a.language
        WHERE a.duplicate_of IS NULL
        UNION ALL
        SELECT hash(article_id) % {buckets}, hash(article_id, stage, content_sha256, {means})
        FROM article_processing WHERE error IS NULL
    )
    GROUP BY bucket HAVING bit_xor(mark) <> 0
"""
"""Articles fall into buckets by hash. What is wanted and what was done without error has the same checksum in a bucket
if it is the same, so that only the other buckets need to be looked at: of a hundred thousand articles few, mostly."""

_PENDING: Final = f"""
    WITH candidates AS MATERIALIZED (
        SELECT article_id, language, content_sha256 FROM articles
        WHERE duplicate_of IS NULL AND hash(article_id) % {_BUCKETS} IN (SELECT unnest($buckets))
    ), done AS MATERIALIZED (
        FROM article_processing WHERE article_id IN (SELECT article_id FROM candidates)
    )
    SELECT a.article_id, a.language, p.stage
    FROM candidates a
    JOIN plan p ON p.language IS NOT DISTINCT FROM a.language
    LEFT JOIN done d ON d.article_id = a.article_id AND d.stage = p.stage
    WHERE (
        $reprocess = 'all'
        OR d.article_id IS NULL
        OR d.content_sha256 <> a.content_sha256
        OR (
            ($reprocess = 'stale' OR d.error IS NOT NULL)
            AND (d.stage_version, d.engine, d.model, d.model_sha256, d.config_sha256)
                IS DISTINCT FROM (p.stage_version, p.engine, p.model, p.model_sha256, p.config_sha256)
        )
    )
"""  # noqa: S608 - a number


def pending(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    reprocess: Reprocess = Reprocess.NEW,
    languages: Collection[Language] | None = None,
) -> list[WorkItem]:
    """The articles with stages to be done, by article id.

    NEW: never done with this text, or failed with other means than the plan's. STALE: also done with other means than
    the plan's. ALL: everything. A stage to be done takes the later ones with it. Duplicates are never done.

    Args:
        connection: to the writer's file.
        plan: the means: fingerprints by language and stage.
        reprocess: which of the three.
        languages: only these; None for all.
    """
    stages: defaultdict[str, set[Stage]] = defaultdict(set)
    language_of: dict[str, Language | None] = {}
    connection.register("plan", _plan_table(connection, plan, languages))
    try:
        rows = connection.execute(
            _PENDING, {"reprocess": reprocess.value, "buckets": _buckets(connection, reprocess)}
        ).fetchall()
    finally:
        connection.unregister("plan")
    for article_id, language, stage in rows:
        stages[article_id].add(Stage(stage))
        language_of[article_id] = language
    lengths = _body_lengths(connection, list(stages))
    return [
        WorkItem(
            article_id=ArticleId(article_id),
            language=language_of[article_id],
            stages=_with_later(stages[article_id]),
            body_length=lengths[article_id],
        )
        for article_id in sorted(stages)
    ]


def _buckets(connection: duckdb.DuckDBPyConnection, reprocess: Reprocess) -> list[int]:
    """The buckets that may hold an article with something to be done."""
    if reprocess is Reprocess.ALL:
        return list(range(_BUCKETS))
    means = _MEANS if reprocess is Reprocess.STALE else "0"
    return [bucket for (bucket,) in connection.execute(_DIFFERING.format(buckets=_BUCKETS, means=means)).fetchall()]


def _plan_table(connection: duckdb.DuckDBPyConnection, plan: Plan, languages: Collection[Language] | None) -> pa.Table:
    """The plan with a row for each stage of each language that articles have."""
    present = [row[0] for row in connection.execute("SELECT DISTINCT language FROM articles").fetchall()]
    rows = [
        {
            "language": language,
            "stage": stage.value,
            "stage_version": means.stage_version,
            "engine": means.engine,
            "model": means.model,
            "model_sha256": means.model_sha256,
            "config_sha256": means.config_sha256,
        }
        for language in present
        if languages is None or language in languages
        for stage, means in plan.get(language, plan.get(None, {})).items()
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in _PLAN_COLUMNS]))


def _body_lengths(connection: duckdb.DuckDBPyConnection, article_ids: list[str]) -> dict[str, int]:
    if not article_ids:
        return {}
    return dict(
        connection.execute(
            "SELECT article_id, length(body) FROM articles WHERE article_id IN (SELECT unnest(?))", [article_ids]
        ).fetchall()
    )


def _with_later(stages: set[Stage]) -> frozenset[Stage]:
    """The stages and all that build on them."""
    first = min(ANALYSIS_STAGES.index(stage) for stage in stages)
    return frozenset(ANALYSIS_STAGES[first:])
