"""English sentences and the rows they give, through the real engine. A third says what must not be there."""

from __future__ import annotations

from datetime import date

import pytest

from tasks.engines.protocol import Engine
from tasks.records import ArgumentRole
from tests.unit.relations.rows import read, shorts

pytestmark = pytest.mark.model

PRESENT = [
    # active
    ("Blinken met Tokayev in Astana.", "CONSULT | Blinken | met | Tokayev"),
    ("Germany supports Ukraine.", "SUPPORT | Germany | supports | Ukraine"),
    ("The United States condemned the attack.", "ACCUSE | The United States | condemned | the attack"),
    # passive with and without agent
    ("The minister was criticized by Macron.", "ACCUSE | Macron | was criticized | The minister"),
    ("Navalny was arrested by Russian police on Sunday.", "COERCE | Russian police | was arrested | Navalny"),
    ("Navalny was arrested on Sunday.", "COERCE | - | was arrested | Navalny"),
    ("Three journalists were killed in Gaza.", "ASSAULT | - | were killed | Three journalists"),
    # coordination
    ("France and Germany condemned Russia.", "ACCUSE | France | condemned | Russia"),
    ("France and Germany condemned Russia.", "ACCUSE | Germany | condemned | Russia"),
    ("Iran attacked Israel and threatened Jordan.", "THREATEN | Iran | threatened | Jordan"),
    ("Biden met Macron and Scholz.", "CONSULT | Biden | met | Scholz"),
    ("Macron and Scholz met in Paris.", "CONSULT | Macron | met | Scholz"),
    # control
    ("Kazakhstan agreed to support Ukraine.", "SUPPORT | Kazakhstan | agreed to support | Ukraine"),
    ("Washington urged Israel to release the prisoners.", "CONCEDE | Israel | release | the prisoners"),
    ("Turkey promised to help Syria.", "AID | Turkey | promised to help | Syria"),
    # relative clauses
    ("The minister, who visited Kyiv, praised Zelensky.", "CONSULT | The minister | visited | Kyiv"),
    ("China, which supports Pakistan, criticized India.", "SUPPORT | China | supports | Pakistan"),
    ("The general whom Putin praised left Moscow.", "SUPPORT | Putin | praised | The general"),
    # participles and adverbial clauses
    ("Russia attacked Kyiv, killing three people.", "ASSAULT | Russia | killing | three people"),
    ("Speaking in Berlin, Scholz condemned Hamas.", "ACCUSE | Scholz | condemned | Hamas"),
    ("The treaty signed by France entered into force.", "AGREE | France | signed | The treaty"),
    # copulas
    ("Tokayev is the president of Kazakhstan.", "HEAD_OF | Tokayev | president | Kazakhstan"),
    ("Kazakhstan is a member of the United Nations.", "MEMBER_OF | Kazakhstan | is a member of | the United Nations"),
    ("Merkel was a physicist.", "OPEN | Merkel | was | a physicist"),
    # titles and appositions
    ("Chancellor Olaf Scholz arrived.", "POSITION_HELD | Olaf Scholz | Chancellor | «Chancellor»"),
    ("German Chancellor Olaf Scholz arrived.", "HEAD_OF | Olaf Scholz | Chancellor | German"),
    ("Polish Foreign Minister Adam Nowak left.", "AFFILIATED_WITH | Adam Nowak | Foreign Minister | Polish"),
    ("Emmanuel Macron, the president of France, arrived.", "HEAD_OF | Emmanuel Macron | president | France"),
    # genitives and nominal events
    ("Russia's invasion of Ukraine shocked Europe.", "ASSAULT | Russia's | invasion | Ukraine"),
    ("Xi's visit to Moscow was short.", "CONSULT | Xi's | visit | Moscow"),
    ("The agreement between Armenia and Azerbaijan was welcomed.", "AGREE | Armenia | agreement | Azerbaijan"),
    # light verbs
    ("Biden paid a visit to Israel.", "CONSULT | Biden | paid a visit to | Israel"),
    ("Macron held talks with Netanyahu.", "CONSULT | Macron | held talks with | Netanyahu"),
    ("The EU imposed sanctions on Iran.", "SANCTION | The EU | imposed sanctions on | Iran"),
    # obliques
    ("Zelensky spoke with Trump.", "CONSULT | Zelensky | spoke with | Trump"),
    ("The company is based in Berlin.", "LOCATED_IN | The company | is based in | Berlin"),
    ("Russia withdrew from Kherson.", "RETREAT | Russia | withdrew from | Kherson"),
    # speech
    ("Scholz said that Germany supports Ukraine.", "STATE | Scholz | said | «Germany supports Ukraine»"),
    ("“We support Ukraine,” Scholz said.", "STATE | Scholz | said | «We support Ukraine»"),
    ("Poland will help Ukraine, Duda announced.", "STATE | Duda | announced | «Poland will help Ukraine»"),
    # negation stays a row
    ("Hungary did not support Ukraine.", "SUPPORT | Hungary | did not support | Ukraine"),
]  # fmt: skip

ABSENT = [
    ("The leaders met in Paris.", "CONSULT | The leaders | met | Paris"),
    ("Navalny was arrested on Sunday.", "COERCE | Navalny | was arrested | -"),
    ("Navalny was arrested by Russian police.", "COERCE | Navalny | was arrested | Russian police"),
    ("China, which supports Pakistan, criticized India.", "SUPPORT | which | supports | Pakistan"),
    ("China, which supports Pakistan, criticized India.", "ACCUSE | Pakistan | criticized | India"),
    ("Iran attacked Israel and threatened Jordan.", "ASSAULT | Iran | attacked | Jordan"),
    ("Iran attacked Israel and threatened Jordan.", "THREATEN | Israel | threatened | Jordan"),
    ("Washington urged Israel to release the prisoners.", "CONCEDE | Washington | release | the prisoners"),
    ("Turkey promised to help Syria.", "AID | Syria | promised to help | Turkey"),
    ("Scholz said that Germany supports Ukraine.", "SUPPORT | Scholz | supports | Ukraine"),
    ("“We support Ukraine,” Scholz said.", "STATE | Ukraine | said | «We support Ukraine»"),
    ("Merkel was a physicist.", "HEAD_OF | Merkel | physicist | -"),
    ("French Foreign Minister Catherine Colonna arrived.", "HEAD_OF | Catherine Colonna | Foreign Minister | French"),
    ("Emmanuel Macron, the president of France, arrived.", "AFFILIATED_WITH | Emmanuel Macron | president | France"),
    ("The agreement between Armenia and Azerbaijan was welcomed.", "SUPPORT | Armenia | was welcomed | Azerbaijan"),
    ("The match between Bayern and Inter ended in a draw.", "AGREE | Bayern | match | Inter"),
    ("Macron and Scholz met in Paris.", "CONSULT | Scholz | met | Macron"),
    ("Biden paid a visit to Israel.", "OPEN | Israel | paid | a visit"),
    ("The weather was fine in Berlin.", "LOCATED_IN | The weather | was | Berlin"),
    ("Hungary did not support Ukraine.", "SUPPORT | Ukraine | did not support | Hungary"),
]  # fmt: skip

COMMITMENT = [
    ("Hungary did not support Ukraine.", "support", ("negative", "asserted", "past")),
    ("Hungary never supported Ukraine.", "support", ("negative", "asserted", "past")),
    ("Hungary refused to support Ukraine.", "support", ("negative", "asserted", None)),
    ("Israel attacked Hamas without informing Biden.", "inform", ("negative", "asserted", None)),
    ("Germany supports Ukraine.", "support", ("positive", "asserted", "present")),
    ("Germany has supported Ukraine.", "support", ("positive", "asserted", "past")),
    ("Germany will support Ukraine.", "support", ("positive", "future", "future")),
    ("Poland will visit Kyiv.", "visit", ("positive", "future", "future")),
    ("Germany may support Ukraine.", "support", ("positive", "possible", None)),
    ("Germany wants to support Ukraine.", "support", ("positive", "possible", None)),
    ("Germany plans to support Ukraine.", "support", ("positive", "possible", None)),
    ("Germany would support Ukraine.", "support", ("positive", "conditional", None)),
    ("If Germany supports Ukraine, Russia will attack Kyiv.", "support", ("positive", "conditional", "present")),
    ("If Germany supports Ukraine, Russia will attack Kyiv.", "attack", ("positive", "future", "future")),
    ("Does Germany support Ukraine?", "support", ("positive", "question", "present")),
    ("Hungary did not veto the plan.", "veto", ("negative", "asserted", "past")),
    ("No country supported Russia.", "support", ("negative", "asserted", "past")),
]

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


@pytest.mark.parametrize(("body", "row"), PRESENT)
def test_rows_that_a_sentence_gives(english: Engine, body: str, row: str) -> None:
    assert row in shorts(read(english, body).relations)


@pytest.mark.parametrize(("body", "row"), ABSENT)
def test_rows_that_a_sentence_does_not_give(english: Engine, body: str, row: str) -> None:
    assert row not in shorts(read(english, body).relations)


@pytest.mark.parametrize(("body", "lemma", "expected"), COMMITMENT)
def test_commitment(english: Engine, body: str, lemma: str, expected: tuple[str, str, str | None]) -> None:
    row = next(row for row in read(english, body).relations if row.predicate == lemma)
    assert (row.polarity, row.modality, row.tense) == expected


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
