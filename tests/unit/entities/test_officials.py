"""Whose politicians people are, by their names in any language's spelling; the table says nothing of offices."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from tasks.entities.gazetteers import DATA
from tasks.entities.officials import country_of, is_full_name, read_rows
from tasks.records import Language


@pytest.mark.parametrize(
    ("name", "language", "country"),
    [
        ("Emomali Rahmon", "en", "TJ"),
        ("Emomalij Rachmon", "de", "TJ"),
        ("Kassym-Schomart Tokajew", "de", "KZ"),
        ("Qasym-Jomart Tokaev", "it", "KZ"),
        ("Wladimir Putin", "de", "RU"),
        ("Putin", "it", "RU"),
        ("Macron", "de", "FR"),
        ("Maria Sandu", "en", None),
        ("Smith", "en", None),
        ("Kim", "en", None),
        ("provincia di Napoli", "it", None),
        ("Bach", "de", None),
    ],
)
def test_whose_politician(name: str, language: Language, country: str | None) -> None:
    assert country_of(name, Language(language)) == country


def test_a_party_named_for_somebody_is_no_full_name() -> None:
    assert is_full_name("Sahra Wagenknecht", Language("de"))
    assert not is_full_name("Bündnis Sahra Wagenknecht", Language("de"))
    assert not is_full_name("Putin", Language("de"))


def test_nobody_stands_twice_in_the_table() -> None:
    with (DATA / "officials.csv").open(encoding="utf-8", newline="") as lines:
        names = Counter(name for name, _ in read_rows(csv.reader(lines)))
    assert [name for name, times in names.items() if times > 1] == []
    assert len(names) > 5000


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["name", "land", "also"]], "first line"),
        ([["name", "country", "also"], ["Maia Sandu", "Moldova", ""]], "line 2"),
        ([["name", "country", "also"], ["", "MD", ""]], "line 2"),
        ([["name", "country", "also"], ["Maia Sandu", "MD"]], "line 2"),
    ],
)
def test_a_damaged_table_is_refused(rows: list[list[str]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        list(read_rows(iter(rows)))
