"""Work selection: which stages of which articles are to be done, by what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tasks.records import Language, Reprocess, Stage
from tasks.work import ANALYSIS_STAGES, Fingerprint, Plan
from tests.warehouse.builders import DE, EN, MEANS, NO_ENGINE, PLAN, article, body_of, ingest, load, processed
from warehouse.store import Warehouse

ALL = frozenset(ANALYSIS_STAGES)


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with Warehouse.open(tmp_path / "data") as opened:
        yield opened


def with_stage(stage: Stage, means: Fingerprint) -> Plan:
    return {EN: {**PLAN[EN], stage: means}}


@pytest.mark.parametrize(
    ("plan", "reprocess", "expected"),
    [
        (PLAN, Reprocess.NEW, None),
        (PLAN, Reprocess.STALE, None),
        (PLAN, Reprocess.ALL, ALL),
        (with_stage(Stage.RELATIONS, replace(MEANS, config_sha256="c2")), Reprocess.NEW, None),
        (with_stage(Stage.RELATIONS, replace(MEANS, config_sha256="c2")), Reprocess.STALE, {Stage.RELATIONS}),
        (with_stage(Stage.RELATIONS, replace(MEANS, stage_version="2")), Reprocess.STALE, {Stage.RELATIONS}),
        (
            with_stage(Stage.ENTITIES, replace(MEANS, config_sha256="c2")),
            Reprocess.STALE,
            {Stage.ENTITIES, Stage.RELATIONS},
        ),
        (with_stage(Stage.ANNOTATION, replace(MEANS, model_sha256="m2")), Reprocess.STALE, ALL),
        (with_stage(Stage.ANNOTATION, replace(MEANS, model_sha256=None)), Reprocess.STALE, ALL),
        (with_stage(Stage.ANNOTATION, replace(MEANS, engine="stanza")), Reprocess.NEW, None),
    ],
)
def test_what_changed_means_decide(
    warehouse: Warehouse, tmp_path: Path, plan: Plan, reprocess: Reprocess, expected: set[Stage] | None
) -> None:
    ingest(warehouse, tmp_path, [article(0)])
    load(warehouse, tmp_path, [processed(article(0))])
    found = [item.stages for item in warehouse.pending(plan, reprocess)]
    assert found == ([] if expected is None else [expected])


def test_new_and_changed_articles_are_pending_in_every_mode(warehouse: Warehouse, tmp_path: Path) -> None:
    ingest(warehouse, tmp_path, [article(0), article(1)])
    load(warehouse, tmp_path, [processed(article(0))])
    for reprocess in (Reprocess.NEW, Reprocess.STALE):
        items = warehouse.pending(PLAN, reprocess)
        assert [(item.article_id, item.stages, item.body_length) for item in items] == [
            (article(1).article_id, ALL, len(article(1).body))
        ]


def test_only_the_languages_asked_for(warehouse: Warehouse, tmp_path: Path) -> None:
    ingest(warehouse, tmp_path, [article(0), article(1, language=DE)])
    assert [item.language for item in warehouse.pending(PLAN, languages=[DE])] == [DE]
    assert warehouse.pending(PLAN, languages=[]) == []


def test_failed_article_is_tried_again_only_with_other_means(warehouse: Warehouse, tmp_path: Path) -> None:
    ingest(warehouse, tmp_path, [article(0)])
    load(warehouse, tmp_path, [processed(article(0), error="engine-failed")])
    assert warehouse.pending(PLAN, Reprocess.NEW) == []
    assert warehouse.pending(PLAN, Reprocess.STALE) == []
    assert len(warehouse.pending(PLAN, Reprocess.ALL)) == 1
    better = dict.fromkeys(ANALYSIS_STAGES, replace(MEANS, model_sha256="m2"))
    assert len(warehouse.pending({EN: better}, Reprocess.NEW)) == 1


def test_language_without_engine_waits_until_it_has_one(warehouse: Warehouse, tmp_path: Path) -> None:
    french = article(0, language=Language("fr"))
    ingest(warehouse, tmp_path, [french])
    assert [item.language for item in warehouse.pending(PLAN)] == ["fr"]
    load(warehouse, tmp_path, [processed(french, stages=[Stage.ANNOTATION], means=NO_ENGINE, error="no-engine")])
    assert warehouse.pending(PLAN) == []
    served = {**PLAN, Language("fr"): dict.fromkeys(ANALYSIS_STAGES, MEANS)}
    assert [item.stages for item in warehouse.pending(served)] == [ALL]


def test_article_of_unknown_language_falls_to_the_rest_of_the_plan(warehouse: Warehouse, tmp_path: Path) -> None:
    ingest(warehouse, tmp_path, [article(0, language=None)])
    assert [item.language for item in warehouse.pending(PLAN)] == [None]
    assert warehouse.pending({EN: PLAN[EN]}) == []


def test_settled_articles_are_not_looked_at_again_until_they_change(warehouse: Warehouse, tmp_path: Path) -> None:
    first, copy = article(0), article(1, body_of(0), duplicate_of=article(0).article_id)
    ingest(warehouse, tmp_path, [first, copy])
    load(warehouse, tmp_path, [processed(first)])
    assert warehouse.pending(PLAN) == []
    assert warehouse.pending(PLAN) == []
    assert len(warehouse.pending(PLAN, Reprocess.ALL)) == 1
    changed = article(0, body_of(9))
    ingest(warehouse, tmp_path, [changed])
    assert {item.article_id for item in warehouse.pending(PLAN)} == {changed.article_id, copy.article_id}
    assert len(warehouse.pending(PLAN, languages=[EN])) == 2
    load(warehouse, tmp_path, [processed(changed)])
    assert {item.article_id for item in warehouse.pending(PLAN)} == {copy.article_id}


def test_what_is_settled_with_one_plan_may_be_pending_with_another(warehouse: Warehouse, tmp_path: Path) -> None:
    ingest(warehouse, tmp_path, [article(0)])
    load(warehouse, tmp_path, [processed(article(0), error="engine-failed")])
    assert warehouse.pending(PLAN) == []
    better = dict.fromkeys(ANALYSIS_STAGES, replace(MEANS, model_sha256="m2"))
    assert len(warehouse.pending({EN: better})) == 1
    assert warehouse.pending(PLAN) == []
    assert len(warehouse.pending(with_stage(Stage.RELATIONS, replace(MEANS, config_sha256="c2")), Reprocess.STALE)) == 1
