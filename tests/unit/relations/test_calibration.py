"""Confidence: factors fitted on judged rows, and the table that shows how far it can be trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.records import Language, Relation, RelationType, Span, Voice
from tasks.relations.calibration import Calibration, calibrated, features_of, packaged
from tasks.relations.evaluation.bench import normal
from tasks.relations.evaluation.carb import read_carb, score_carb
from tasks.relations.evaluation.news import agreement, coverage, fact
from tasks.relations.evaluation.reliability import fit, judged, key_of, reliability
from tests.unit.relations.rows import made_end


def row(type_: RelationType | None = RelationType.CONSULT, score: float = 0.7, entities: bool = True) -> Relation:
    return Relation(
        type=type_, predicate="meet", predicate_text="met", voice=Voice.ACTIVE,
        subject=made_end("Blinken", 0, 1 if entities else None),
        object=made_end("Tokayev", 12, 2 if entities else None),
        sentence_no=0, evidence=Span(0, 19), rule="active-transitive", confidence=score,
    )  # fmt: skip


def test_fitting_finds_what_tells_right_rows_from_wrong_ones() -> None:
    rows = [({"score": 1.0, "good": 1.0}, True)] * 30 + [({"score": 1.0}, False)] * 30
    found = fit(rows)
    assert found.probability({"score": 1.0, "good": 1.0}) > 0.75
    assert found.probability({"score": 1.0}) < 0.25


def test_features_without_a_factor_add_nothing() -> None:
    assert Calibration(0.0, {"known": 1.0}).probability({"unknown": 5.0}) == 0.5


def test_a_higher_score_never_gives_a_lower_probability() -> None:
    values = [calibrated(row(score=score), Language("en")).confidence for score in (0.1, 0.3, 0.5, 0.7, 0.9)]
    assert values == sorted(values)
    assert all(0 < value < 1 for value in values)


def test_packaged_factors_are_of_features_that_rows_have() -> None:
    assert {"score", "language de", "rule title", "named ends 2"} <= set(packaged().factors)
    assert set(features_of(row(), Language("en"))) <= {*packaged().factors, "language en"}


def test_judged_rows_are_many_and_of_three_languages() -> None:
    rows = judged()
    assert len(rows) >= 300
    assert {key.language for key in rows} == {"en", "de", "it"}
    assert 0.4 < sum(rows.values()) / len(rows) < 0.9


def test_the_key_of_a_row_holds_what_it_says() -> None:
    key = key_of(row(), Language("en"), "article", 5)
    assert (key.type, key.subject, key.predicate, key.object) == ("CONSULT", "Blinken", "met", "Tokayev")


def test_reliability_table() -> None:
    (low, high) = reliability([(0.1, False), (0.2, True), (0.9, True), (1.0, True)])
    assert (low.rows, low.right, high.rows, high.right) == (2, 0.5, 2, 1.0)


def test_coverage_counts_rows_between_names() -> None:
    found = coverage([row(), row(None), row(None, entities=False)])
    assert (found.rows, found.typed, found.missing) == (2, 1, (("meet", 1),))


def test_symmetric_facts_agree_in_either_order() -> None:
    one, other = fact(row(), "a", "b"), fact(row(), "b", "a")
    assert one is not None
    assert other is not None
    assert agreement([frozenset({one})], [frozenset({other})]).f1 == 1.0
    assert fact(row(None), "a", "b") is None


def test_carb_counts_shared_words(tmp_path: Path) -> None:
    file = tmp_path / "dev.tsv"
    file.write_text("Blinken met Tokayev .\tmet\tBlinken\tTokayev\tin Astana\n", encoding="utf-8")
    tuples = read_carb(file)
    result = score_carb(tuples, {"Blinken met Tokayev .": [row()]})
    assert result.precision == 1.0
    assert result.recall == pytest.approx(3 / 5)
    assert score_carb(tuples, {}).f1 == 0.0
    assert normal("Blinken’s") == "blinken ' s"
