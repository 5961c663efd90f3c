"""B-cubed by hand-counted examples; where gold names stand in a text."""

from __future__ import annotations

import pytest

from tasks.training.identity_scores import b_cubed, jaccard, places_of

PLACES = [("a", at, at + 1) for at in range(4)]


@pytest.mark.parametrize(
    ("gold", "found", "precision", "recall"),
    [
        ("xxyy", "1122", 1.0, 1.0),
        ("xxyy", "1111", 0.5, 1.0),
        ("xxyy", "1234", 1.0, 0.5),
        ("xxyy", "1112", (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, (1 + 1 + 0.5 + 0.5) / 4),
        ("xxyy", "11 2", 1.0, (1 + 1 + 0.5 + 0.5) / 4),
    ],
)
def test_b_cubed(gold: str, found: str, precision: float, recall: float) -> None:
    score = b_cubed(
        dict(zip(PLACES, gold, strict=True)),
        {place: cluster for place, cluster in zip(PLACES, found, strict=True) if cluster != " "},
    )
    assert (score.precision, score.recall) == pytest.approx((precision, recall))
    assert score.mentions == 4
    assert score.found == 4 - found.count(" ")


def test_the_longest_name_counts_and_words_are_whole() -> None:
    names = {"Kos": "kos", "Kosovo": "XK", "US": "US", "US-Dollar": ""}
    assert places_of("a", "Kos sah Kosovo, US-Dollar und US-Truppen.", names) == {
        ("a", 0, 3): "kos",
        ("a", 8, 14): "XK",
        ("a", 30, 32): "US",
    }


def test_jaccard() -> None:
    assert jaccard(frozenset("ab"), frozenset("bc")) == pytest.approx(1 / 3)
    assert jaccard(frozenset(), frozenset()) == 1.0
