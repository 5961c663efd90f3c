"""Work cut into batches of one language, and what a batch carries."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tasks.records import ArticleId, Language, Stage
from tasks.work import WorkItem
from tasks.work_batches import cut, read_work, write_work
from tests.unit.test_analysis import FakeEngine, work

items = st.lists(
    st.builds(
        WorkItem,
        article_id=st.uuids().map(lambda each: ArticleId(str(each))),
        language=st.sampled_from([Language("de"), Language("en"), None]),
        stages=st.just(frozenset({Stage.RELATIONS})),
        body_length=st.integers(0, 300),
    ),
    unique_by=lambda item: item.article_id,
)


@given(items)
def test_cutting_loses_nothing_and_keeps_the_limits(pending: list[WorkItem]) -> None:
    batches = list(cut(pending, articles=4, characters=500))
    assert sorted(item.article_id for batch in batches for item in batch) == sorted(item.article_id for item in pending)
    for batch in batches:
        assert len({item.language for item in batch}) == 1
        assert len(batch) <= 4
        assert len(batch) == 1 or sum(item.body_length for item in batch) <= 500


@given(items)
def test_the_order_of_work_does_not_matter(pending: list[WorkItem]) -> None:
    assert list(cut(pending, 4, 500)) == list(cut(pending[::-1], 4, 500))


def test_a_batch_comes_back_as_written(tmp_path: Path) -> None:
    annotation = FakeEngine().annotate(["old"])[0]
    batch = (work("old", annotation), work("new"))
    assert read_work(write_work(tmp_path / "batch", batch)) == batch
