"""What is to be done: an anti-join of articles and stages against what has been done with the same text and means."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import astuple
from typing import Final

import duckdb
import pyarrow as pa

from tasks.records import ArticleId, Language, Reprocess, Stage
from tasks.work import ANALYSIS_STAGES, Plan, WorkItem
from warehouse.stages import scalar

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

_PENDING: Final = """
    WITH chosen AS MATERIALIZED (
        SELECT rowid AS place, article_id, language, content_sha256 FROM articles
        WHERE duplicate_of IS NULL AND rowid IN (SELECT rowid FROM articles WHERE article_id IN (FROM candidates))
    ), done AS MATERIALIZED (
        FROM article_processing
        WHERE rowid IN (SELECT rowid FROM article_processing WHERE article_id IN (SELECT article_id FROM chosen))
    )
    SELECT a.article_id, a.place, a.language, p.stage
    FROM chosen a
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
"""
"""Rows are found by one column, then read by their place: of a few rows in a large table that costs a third."""

_WORTH_NOTING: Final = 1000
"""Changed articles from which on it is noted that they are settled."""


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
    places: dict[str, int] = {}
    connection.register("plan", _plan_table(connection, plan, languages))
    try:
        _stage_candidates(connection, plan, reprocess)
        rows = connection.execute(_PENDING, {"reprocess": reprocess.value}).fetchall()
        if reprocess is Reprocess.NEW and languages is None and not rows:
            _note_settled(connection, plan)
    finally:
        connection.unregister("plan")
        connection.execute("DROP TABLE IF EXISTS temp.candidates")
    for article_id, place, language, stage in rows:
        stages[article_id].add(Stage(stage))
        language_of[article_id] = language
        places[article_id] = place
    lengths = _body_lengths(connection, places.values())
    return [
        WorkItem(
            article_id=ArticleId(article_id),
            language=language_of[article_id],
            stages=_with_later(stages[article_id]),
            body_length=lengths[article_id],
        )
        for article_id in sorted(stages)
    ]


def _stage_candidates(connection: duckdb.DuckDBPyConnection, plan: Plan, reprocess: Reprocess) -> None:
    """Temporary table: the articles that may have something to be done."""
    if reprocess is Reprocess.ALL:
        query = "SELECT article_id FROM articles"
    elif reprocess is Reprocess.NEW and (settled := _settled(connection, plan)) is not None:
        query = f"SELECT DISTINCT article_id FROM internal.article_changes WHERE revision > {settled}"  # noqa: S608
    else:
        means = _MEANS if reprocess is Reprocess.STALE else "0"
        differing = _DIFFERING.format(buckets=_BUCKETS, means=means)
        query = f"SELECT article_id FROM articles WHERE hash(article_id) % {_BUCKETS} IN ({differing})"  # noqa: S608
    connection.execute(f"CREATE TEMP TABLE candidates AS {query}")


def _settled(connection: duckdb.DuckDBPyConnection, plan: Plan) -> int | None:
    """The revision up to which nothing was pending with this plan; None if that is not known."""
    row = connection.execute("SELECT settled_revision, settled_plan_sha256 FROM internal.state").fetchone()
    return int(row[0]) if row and row[1] == _checksum(plan) else None


def _note_settled(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """Note that nothing is pending, where the next time will be spared enough for it."""
    if _settled(connection, plan) is None or scalar(connection, "SELECT count(*) FROM candidates") >= _WORTH_NOTING:
        connection.execute(
            "UPDATE internal.state SET settled_revision = data_revision, settled_plan_sha256 = ?", [_checksum(plan)]
        )


def _checksum(plan: Plan) -> str:
    means = sorted(
        (language or "", stage.value, astuple(fingerprint))
        for language, stages in plan.items()
        for stage, fingerprint in stages.items()
    )
    return hashlib.sha256(repr(means).encode()).hexdigest()


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


def _body_lengths(connection: duckdb.DuckDBPyConnection, places: Iterable[int]) -> dict[str, int]:
    chosen = sorted(set(places))
    if not chosen:
        return {}
    return dict(
        connection.execute(
            "SELECT article_id, length(body) FROM articles WHERE rowid IN (SELECT unnest(?))", [chosen]
        ).fetchall()
    )


def _with_later(stages: set[Stage]) -> frozenset[Stage]:
    """The stages and all that build on them."""
    first = min(ANALYSIS_STAGES.index(stage) for stage in stages)
    return frozenset(ANALYSIS_STAGES[first:])
