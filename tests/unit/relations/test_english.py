"""Speakers, quotations, dates and amounts of English sentences, through the real engine."""

from __future__ import annotations

from datetime import date

import pytest

from tasks.engines.protocol import Engine
from tasks.records import ArgumentRole
from tests.unit.relations.rows import read

pytestmark = pytest.mark.model

SPEAKERS = [
    ("Scholz said that Germany supports Ukraine.", "support", "Scholz"),
    ("According to Reuters, Iran attacked Israel.", "attack", "Reuters"),
    ("“Iran attacked Israel,” Netanyahu said.", "attack", "Netanyahu"),
    ("Blinken said that Macron announced that France will help Ukraine.", "help", "Macron"),
    ("Germany supports Ukraine.", "support", "-"),
]

QUOTES = [
    ("“We will win,” Zelensky said.", "We will win,", "Zelensky"),
    ('"We will win," said Zelensky.', "We will win,", "Zelensky"),
    ("Zelensky said: “We will win. We need help.”", "We will win. We need help.", "Zelensky"),
    ("The so-called “dream deal” failed.", "dream deal", "-"),
]


@pytest.mark.parametrize(("body", "lemma", "speaker"), SPEAKERS)
def test_attribution(english: Engine, body: str, lemma: str, speaker: str) -> None:
    row = next(row for row in read(english, body).relations if row.predicate == lemma)
    assert (row.attribution.text if row.attribution else "-") == speaker


@pytest.mark.parametrize(("body", "words", "speaker"), QUOTES)
def test_quotes(english: Engine, body: str, words: str, speaker: str) -> None:
    (quote,) = read(english, body).quotes
    assert (quote.text, quote.speaker.text if quote.speaker else "-") == (words, speaker)


def test_arguments_and_event_date(english: Engine) -> None:
    body = "Blinken met Tokayev in Astana on Tuesday."
    row = next(row for row in read(english, body, date(2023, 3, 2)).relations if row.type == "CONSULT")
    assert [(each.role, each.text, each.value) for each in row.arguments] == [
        (ArgumentRole.LOCATION, "in Astana", None),
        (ArgumentRole.TIME, "on Tuesday", "2023-02-28"),
    ]
    assert row.event_date is not None
    assert (row.event_date.start, row.event_date.end) == (date(2023, 2, 28), date(2023, 2, 28))


def test_amount(english: Engine) -> None:
    rows = read(english, "Washington gave $25 million to Kyiv.").relations
    amounts = {each.value for row in rows for each in row.arguments if each.role is ArgumentRole.AMOUNT}
    assert "25000000 USD" in amounts
