"""Names of one thing and of two, across languages: how many are told apart. See `name_pairs` for the two tables."""

from __future__ import annotations

from itertools import combinations

import pytest

from tasks.entities.beginnings import beginnings, may_begin_alike
from tasks.entities.names import parse_person
from tasks.entities.person_matching import match_people
from tasks.records import Label
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


def test_the_quick_look_at_how_names_begin_parts_no_two_that_are_alike() -> None:
    for one in (
        thing for table in ("names_seen.csv", "names_unseen.csv") for thing in things(table) if thing.label is Label.PER
    ):
        spelled = [
            (parse_person(name), language)
            for language, names in one.names.items()
            for name in names
            if parse_person(name).given
        ]
        for (a, language_a), (b, language_b) in combinations(spelled, 2):
            if match_people(a, language_a, b, language_b)[0] > 0:
                assert may_begin_alike(beginnings(a), beginnings(b)), (a.full, b.full)
