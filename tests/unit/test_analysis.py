"""The composition of annotation, names and relations: one article's failure is its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from tasks.analysis import Work, process
from tasks.records import Annotation, Article, ArticleId, Language, Sentence, Span, Stage, Word
from tasks.work import ANALYSIS_STAGES, Fingerprint

FINGERPRINTS = {stage: Fingerprint("1", "config") for stage in ANALYSIS_STAGES}


class FakeEngine:
    """Makes each body one sentence of one word; refuses bodies that say `poison`."""

    language = Language("en")
    name = "fake"
    model = "fake-1"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def annotate(self, bodies: Sequence[str]) -> list[Annotation]:
        self.seen += bodies
        if any("poison" in body for body in bodies):
            raise RuntimeError("the model choked")
        return [self._annotation(body) for body in bodies]

    def _annotation(self, body: str) -> Annotation:
        span = Span(0, len(body))
        word = Word(1, body, body, "X", 0, "root", span)
        return Annotation(self.language, self.name, self.model, (Sentence(span, (word,)),), ())


def work(body: str, annotation: Annotation | None = None) -> Work:
    article = Article(
        article_id=ArticleId(f"id-{body}"),
        origin=f"{body}.txt",
        source="test",
        body=body,
        content_sha256=body,
        payload_sha256=body,
        ingested_at=datetime(2026, 1, 1, tzinfo=UTC),
        language=Language("en"),
    )
    return Work(article, frozenset(ANALYSIS_STAGES), annotation)


def test_a_poisoned_article_is_a_reject_and_the_others_are_done() -> None:
    done = list(process([work("one"), work("poison"), work("two")], FakeEngine(), FINGERPRINTS))
    assert [bool(each.analysis) for each in done] == [True, False, True]
    assert [(reject.stage, reject.reason) for reject in done[1].rejects] == [(Stage.ANNOTATION, "engine-failed")]
    assert "the model choked" in done[1].rejects[0].detail
    assert {processing.error for processing in done[1].processing} == {"engine-failed"}
    assert {processing.stage for processing in done[0].processing} == set(ANALYSIS_STAGES)


def test_a_failure_after_the_engine_keeps_what_the_engine_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no such rule")

    monkeypatch.setattr("tasks.analysis.extract", broken)
    (done,) = process([work("one")], FakeEngine(), FINGERPRINTS)
    assert [reject.reason for reject in done.rejects] == ["analysis-failed"]
    assert done.analysis is not None
    assert done.analysis.annotation.sentences
    assert {each.stage: each.error for each in done.processing} == {
        Stage.ANNOTATION: None,
        Stage.ENTITIES: "analysis-failed",
        Stage.RELATIONS: "analysis-failed",
    }


def test_what_the_engine_said_before_is_not_asked_again() -> None:
    engine = FakeEngine()
    before = engine.annotate(["old"])[0]
    engine.seen.clear()
    done = list(process([work("old", before), work("new")], engine, FINGERPRINTS))
    assert engine.seen == ["new"]
    assert all(each.analysis for each in done)


def test_without_an_engine_each_article_is_a_reject_that_says_so() -> None:
    (done,) = process([work("one")], None, FINGERPRINTS)
    assert done.analysis is None
    assert [reject.reason for reject in done.rejects] == ["no-engine"]
    assert "en" in done.rejects[0].detail


@pytest.mark.parametrize("bodies", [["poison"], ["poison", "poison a"]])
def test_nothing_but_poison(bodies: list[str]) -> None:
    done = list(process([work(body) for body in bodies], FakeEngine(), FINGERPRINTS))
    assert [len(each.rejects) for each in done] == [1] * len(bodies)
