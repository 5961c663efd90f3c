"""Common labels become those of OntoNotes, with what a model saw where the corpus says nothing."""

from __future__ import annotations

import pytest

from tasks.training.ontonotes import Span, finer

TEXT = "On Monday Polish workers met Anna Kos of Fiat by the Rhine."


def at(words: str, label: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words), label


@pytest.mark.parametrize(
    ("gold", "seen", "found"),
    [
        ([at("Anna Kos", "PER"), at("Fiat", "ORG")], [], [at("Anna Kos", "PERSON"), at("Fiat", "ORG")]),
        ([at("Rhine", "LOC")], [at("Rhine", "LOC")], [at("Rhine", "LOC")]),
        ([at("Rhine", "LOC")], [at("the Rhine", "FAC")], [at("Rhine", "FAC")]),
        ([at("Rhine", "LOC")], [at("Rhine", "PERSON")], [at("Rhine", "GPE")]),
        ([at("Polish", "MISC")], [], [at("Polish", "NORP")]),
        ([at("Fiat", "MISC")], [at("Fiat", "PRODUCT")], [at("Fiat", "PRODUCT")]),
        (
            [],
            [at("Monday", "DATE"), at("Fiat", "ORG"), at("Polish", "NORP")],
            [at("Monday", "DATE"), at("Polish", "NORP")],
        ),
        ([at("Anna Kos", "PER")], [at("Anna", "WORK_OF_ART")], [at("Anna Kos", "PERSON")]),
    ],
    ids=["plain", "place", "overlap", "default", "nationality", "miscellany", "kept", "gold wins"],
)
def test_labels(gold: list[Span], seen: list[Span], found: list[Span]) -> None:
    assert finer(gold, seen, {"Polish"}, TEXT) == found
