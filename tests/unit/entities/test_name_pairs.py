"""Names of one thing and of two, across languages: how many are told apart. See `name_pairs` for the two tables."""

from __future__ import annotations

import pytest

from tests.unit.entities.name_pairs import listed_pairs, pairs, score, things


@pytest.mark.parametrize("table", ["names_seen.csv", "names_unseen.csv"])
def test_names_are_told_apart(table: str) -> None:
    labelled = pairs(things(table))
    found, _ = score(labelled)
    assert len(labelled) > 1500
    assert found.f1 >= 0.95
    assert found.precision >= 0.98


@pytest.mark.parametrize("table", ["pairs_unseen.csv", "pairs_later.csv"])
def test_pairs_written_after_the_rules_are_told_apart(table: str) -> None:
    labelled = listed_pairs(table)
    found, _ = score(labelled)
    assert len(labelled) > 100
    assert found.f1 >= 0.95
    assert found.precision >= 0.98
