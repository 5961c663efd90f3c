"""Loading: counts, versions, supersession, duplicates, rejects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tasks.batches import IngestionBatch, write_ingestion
from tasks.records import Article, ArticleId, Block, BlockKind, Reject, RunId, Span, Stage
from tasks.text.duplicates import DuplicateIndex, signature
from tests.warehouse import dump
from tests.warehouse.builders import (
    DE,
    MEANS,
    NOW,
    PLAN,
    article,
    body_of,
    ingest,
    load,
    processed,
    resolve,
    whole_run,
)
from warehouse.load_articles import IngestionCounts
from warehouse.query import run_query
from warehouse.store import Warehouse


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with Warehouse.open(tmp_path / "data") as opened:
        yield opened


def ask(tmp_path: Path, sql: str) -> list[dict[str, Any]]:
    return list(run_query(tmp_path / "data", sql).to_pylist())


def reject(origin: str, reason: str = "empty", stage: Stage = Stage.INGESTION) -> Reject:
    return Reject(stage, reason, "it has no text", "folder", origin, NOW)


def test_second_run_over_the_same_articles_changes_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    articles = [article(number) for number in range(5)]
    assert whole_run(warehouse, tmp_path, articles) == IngestionCounts(new=5)
    before = dump.rows(tmp_path / "data")
    assert whole_run(warehouse, tmp_path, articles) == IngestionCounts(unchanged=5)
    assert dump.rows(tmp_path / "data") == before
    assert len(before["mentions"]) == 20
    assert [row["articles_unchanged"] for row in ask(tmp_path, "FROM runs ORDER BY started_at")] == [0, 5]


def test_doing_everything_again_gives_equal_rows(warehouse: Warehouse, tmp_path: Path) -> None:
    articles = [article(number) for number in range(3)]
    whole_run(warehouse, tmp_path, articles)
    before = dump.rows(tmp_path / "data")
    load(warehouse, tmp_path, [processed(each) for each in articles], run="run-2")
    assert warehouse.identities_outdated()
    resolve(warehouse)
    assert warehouse.publish().replaced
    assert dump.rows(tmp_path / "data") == before


def test_new_text_is_a_new_version_and_its_old_rows_go(warehouse: Warehouse, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0), article(1)])
    changed = article(0, body_of(0, visitor="Nazarbayev"))
    assert whole_run(warehouse, tmp_path, [changed, article(1)]) == IngestionCounts(updated=1, unchanged=1)
    assert ask(tmp_path, "SELECT version, count(*) AS n FROM articles GROUP BY 1 ORDER BY 1") == [
        {"version": 1, "n": 1},
        {"version": 2, "n": 1},
    ]
    assert ask(tmp_path, "SELECT version, body FROM article_versions") == [{"version": 1, "body": body_of(0)}]
    texts = {
        row["text"] for row in ask(tmp_path, f"SELECT text FROM mentions WHERE article_id = '{changed.article_id}'")
    }
    assert texts == {"Nazarbayev", "Scholz", "Berlin"}
    fresh = tmp_path / "fresh"
    with Warehouse.open(fresh) as undisturbed:
        whole_run(undisturbed, tmp_path, [changed, article(1)])
    old, new = dump.rows(fresh), dump.rows(tmp_path / "data")
    for table in ("sentences", "mentions", "entities", "entity_aliases", "relations", "relation_arguments", "quotes"):
        assert new[table] == old[table], table


def test_entity_without_mentions_is_removed_and_its_slug_kept(warehouse: Warehouse, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    whole_run(warehouse, tmp_path, [article(0, body_of(0, visitor="Nazarbayev"))])
    assert {row["entity_id"] for row in ask(tmp_path, "FROM entities")} == {"nazarbayev", "scholz", "berlin"}
    assert "tokayev" in {entity.entity_id for entity in warehouse.known_entities()}


def test_other_language_of_the_same_text_is_worked_on_again(warehouse: Warehouse, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    assert warehouse.pending(PLAN) == []
    assert ingest(warehouse, tmp_path, [article(0, language=DE)]) == IngestionCounts(unchanged=1)
    assert [item.language for item in warehouse.pending(PLAN)] == [DE]


def test_other_blocks_of_the_same_text_are_worked_on_again(warehouse: Warehouse, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    first = replace(article(0), blocks=(Block(BlockKind.FURNITURE, Span(0, 9)), article(0).blocks[1]))
    ingest(warehouse, tmp_path, [first])
    assert len(warehouse.pending(PLAN)) == 1
    assert warehouse.articles([first.article_id]) == [first]


def test_other_title_alone_needs_no_work(warehouse: Warehouse, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    ingest(warehouse, tmp_path, [article(0, title="Better")])
    assert warehouse.pending(PLAN) == []
    assert warehouse.publish().replaced
    assert ask(tmp_path, "SELECT title, version FROM articles") == [{"title": "Better", "version": 1}]


def test_equal_body_points_to_the_first_article(warehouse: Warehouse, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(5)])
    copies = [article(number, body_of(5)) for number in (1, 2)]
    assert ingest(warehouse, tmp_path, copies) == IngestionCounts(duplicate=2)
    assert {each.duplicate_of for each in warehouse.articles([copy.article_id for copy in copies])} == {
        article(5).article_id
    }
    assert warehouse.pending(PLAN) == []


def test_duplicates_point_to_an_original_never_to_a_duplicate(warehouse: Warehouse, tmp_path: Path) -> None:
    first, second, third = article(1), article(2), article(3)
    ingest(
        warehouse,
        tmp_path,
        [
            first,
            replace(second, duplicate_of=first.article_id),
            replace(third, duplicate_of=second.article_id),
        ],
    )
    found = {each.article_id: each.duplicate_of for each in warehouse.articles([second.article_id, third.article_id])}
    assert set(found.values()) == {first.article_id}


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 0)])
def test_equal_texts_in_one_load_have_one_original(
    warehouse: Warehouse, tmp_path: Path, first: int, second: int
) -> None:
    original, copy = article(first, body_of(0)), article(second, body_of(0))
    ingest(warehouse, tmp_path, [original, replace(copy, duplicate_of=original.article_id)])
    found = {each.article_id: each.duplicate_of for each in warehouse.articles([original.article_id, copy.article_id])}
    assert found == {original.article_id: None, copy.article_id: original.article_id}


LONG = " ".join(f"word{number}" for number in range(200))


def reworded(*numbers: int) -> str:
    """A long text with some words replaced: each of them changes three of some 200 triples."""
    words = LONG.split()
    for number in numbers:
        words[number] = f"other{number}"
    return f"Title\n{' '.join(words)}"


@pytest.mark.parametrize(
    ("text", "others", "expected"),
    [
        (reworded(30), [reworded(), reworded(10)], [0, 0]),
        (reworded(*range(100)), [reworded(), reworded(10)], [None, 1]),
        (reworded(*range(100)), [reworded(*range(0, 60, 6)), reworded(*range(120, 180, 6))], [None, None]),
        (reworded(30), [reworded(), reworded(10), reworded(*range(0, 90, 6))], [0, 0, None]),
    ],
)
def test_duplicates_stay_while_they_are_like_their_original(
    warehouse: Warehouse, tmp_path: Path, text: str, others: list[str], expected: list[int | None]
) -> None:
    """Article 0 gets `text`; of the articles after it, those that are still like it stay its duplicates."""
    first = article(0, reworded())
    copies = [article(number, body, duplicate_of=first.article_id) for number, body in enumerate(others, start=1)]
    ids = [article(number).article_id for number in range(len(others) + 1)]
    signed(warehouse, tmp_path, [first, *copies])
    signed(warehouse, tmp_path, [article(0, text)])
    found = {each.article_id: each.duplicate_of for each in warehouse.articles(ids)}
    assert [found[each] for each in ids] == [None, *(None if number is None else ids[number] for number in expected)]


def signed(warehouse: Warehouse, work: Path, articles: list[Article]) -> None:
    """Ingest articles with the signatures of their texts."""
    signatures = {each.article_id: signature(each.body) for each in articles}
    folder = write_ingestion(
        work / f"signed-{len(list(work.iterdir()))}", IngestionBatch(tuple(articles), (), signatures)
    )
    warehouse.load_ingestion([folder], RunId("run"))


@pytest.mark.parametrize(
    "changed", [(), (30,), *(tuple(range(0, 6 * count, 6)) for count in range(3, 9)), tuple(range(100))]
)
def test_the_database_finds_texts_alike_as_the_index_of_duplicates_does(
    warehouse: Warehouse, changed: tuple[int, ...]
) -> None:
    marks = [signature(reworded()), signature(reworded(*changed)), signature("A few words"), signature("a FEW words!")]
    for one in marks:
        for other in marks:
            index = DuplicateIndex([(ArticleId("known"), one)])
            expected = index.first_like(ArticleId("new"), other) is not None
            found = warehouse._connection.execute("SELECT internal.are_alike(?, ?)", [one, other]).fetchone()
            assert found == (expected,)


def test_duplicates_of_a_changed_article_get_a_new_original(warehouse: Warehouse, tmp_path: Path) -> None:
    copies = [article(number, body_of(0)) for number in (0, 1, 2)]
    ingest(warehouse, tmp_path, copies)
    originals = [each for each in warehouse.articles([copy.article_id for copy in copies]) if not each.duplicate_of]
    number = next(number for number in (0, 1, 2) if article(number).article_id == originals[0].article_id)
    ingest(warehouse, tmp_path, [article(number, body_of(7))])
    after = warehouse.articles([copy.article_id for copy in copies])
    assert sorted(each.duplicate_of is None for each in after) == [False, True, True]
    assert originals[0].article_id not in {each.duplicate_of for each in after}
    assert len(warehouse.pending(PLAN)) == 2


def test_one_article_twice_in_a_load_counts_once(warehouse: Warehouse, tmp_path: Path) -> None:
    other = replace(article(0, body_of(9)), origin="z.txt")
    assert ingest(warehouse, tmp_path, [article(0), other]) == IngestionCounts(new=1, duplicate=1)
    assert ingest(warehouse, tmp_path, [other, article(0)]) == IngestionCounts(unchanged=1, duplicate=1)


def test_reject_is_kept_once_and_goes_when_its_origin_loads(warehouse: Warehouse, tmp_path: Path) -> None:
    broken = reject(article(0).origin)
    assert ingest(warehouse, tmp_path, [], [broken, broken]).rejected == 1
    assert ingest(warehouse, tmp_path, [], [broken], run="run-2").rejected == 1
    warehouse.publish()
    assert [row["run_id"] for row in ask(tmp_path, "FROM rejects")] == ["run-1"]
    ingest(warehouse, tmp_path, [], [reject(article(0).origin, "binary")])
    warehouse.publish()
    assert [row["reason"] for row in ask(tmp_path, "FROM rejects")] == ["binary"]
    ingest(warehouse, tmp_path, [article(0)])
    warehouse.publish()
    assert ask(tmp_path, "FROM rejects") == []


def test_failed_stage_leaves_a_reject_and_no_rows(warehouse: Warehouse, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    counts = load(warehouse, tmp_path, [processed(article(0), error="engine-failed")])
    assert (counts.articles, counts.failed) == (1, 1)
    resolve(warehouse)
    warehouse.publish()
    assert ask(tmp_path, "SELECT stage, reason FROM rejects") == [{"stage": "annotation", "reason": "engine-failed"}]
    assert ask(tmp_path, "FROM mentions") == []
    assert ask(tmp_path, "FROM entities") == []
    load(warehouse, tmp_path, [processed(article(0))])
    resolve(warehouse)
    warehouse.publish()
    assert ask(tmp_path, "FROM rejects") == []


def test_redone_relations_leave_mentions_and_keep_entities(warehouse: Warehouse, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    before = dump.rows(tmp_path / "data")
    load(
        warehouse, tmp_path, [processed(article(0), stages=[Stage.RELATIONS], means=replace(MEANS, config_sha256="c2"))]
    )
    warehouse.publish()
    after = dump.rows(tmp_path / "data")
    assert after.pop("article_processing") != before.pop("article_processing")
    assert after == before


def test_work_on_an_old_text_is_left_out(warehouse: Warehouse, tmp_path: Path) -> None:
    ingest(warehouse, tmp_path, [article(0, body_of(3))])
    assert load(warehouse, tmp_path, [processed(article(0))]).articles == 0
    assert len(warehouse.pending(PLAN)) == 1


def test_annotation_is_kept_for_doing_relations_again(warehouse: Warehouse, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    analysis = processed(article(0)).analysis
    assert analysis is not None
    assert warehouse.annotations([article(0).article_id]) == {article(0).article_id: analysis.annotation}


def test_counts_of_the_run_are_those_of_the_tables(warehouse: Warehouse, tmp_path: Path) -> None:
    run_id = warehouse.begin_run({"sources": ["a"]}, "1.0")
    counts = ingest(warehouse, tmp_path, [article(0)], run=run_id)
    load(warehouse, tmp_path, [processed(article(0))], run=run_id)
    resolve(warehouse)
    summary = warehouse.finish_run(run_id, "completed", counts)
    assert (summary.mentions, summary.entities, summary.relations) == (4, 3, 2)
    assert summary.seconds >= 0


def test_run_that_never_ended_is_interrupted(warehouse: Warehouse, tmp_path: Path) -> None:
    lost = warehouse.begin_run({}, "1.0")
    whole_run(warehouse, tmp_path, [article(0)])
    assert {row["run_id"]: row["status"] for row in ask(tmp_path, "FROM runs")}[lost] == "interrupted"


def test_unknown_run_cannot_be_finished(warehouse: Warehouse) -> None:
    with pytest.raises(KeyError):
        warehouse.finish_run(RunId("never"), "completed", IngestionCounts())
