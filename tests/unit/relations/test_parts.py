"""Dates, amounts, quotations, the score on BenchIE and the lexicon's checks: what needs no sentence tree."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.records import Block, BlockKind, Language, RelationType, Scheme, Span, Tense
from tasks.relations.amounts import amount_of
from tasks.relations.dates import resolve
from tasks.relations.entries import Lexicon
from tasks.relations.evaluation.bench import read_bench, score
from tasks.relations.lexicon import lexicon
from tasks.relations.lexicon_format import LexiconInvalid, parse
from tasks.relations.quotes import find_quotes

THURSDAY = date(2023, 3, 2)


def words_of(language: str) -> Lexicon:
    found = lexicon(Language(language))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "text", "tense", "expected"),
    [
        ("en", "on Tuesday", Tense.PAST, "2023-02-28"),
        ("en", "on Tuesday", Tense.FUTURE, "2023-03-07"),
        ("en", "last week", Tense.PAST, "2023-02-20/2023-02-26"),
        ("en", "yesterday", Tense.PAST, "2023-03-01"),
        ("en", "in 2015", Tense.PAST, "2015-01-01/2015-12-31"),
        ("en", "on February 28, 2023", Tense.PAST, "2023-02-28"),
        ("en", "in August", Tense.PAST, "2022-08-01/2022-08-31"),
        ("en", "three days ago", Tense.PAST, "2023-02-27"),
        ("en", "2023-02-28", None, "2023-02-28"),
        ("en", "in Berlin", Tense.PAST, None),
        ("en", "on 31 February", Tense.PAST, None),
        ("de", "am Dienstag", Tense.PAST, "2023-02-28"),
        ("de", "letzte Woche", Tense.PAST, "2023-02-20/2023-02-26"),
        ("de", "am 28. Februar 2023", Tense.PAST, "2023-02-28"),
        ("de", "im Jahr 2015", Tense.PAST, "2015-01-01/2015-12-31"),
        ("de", "gestern", Tense.PAST, "2023-03-01"),
        ("de", "in Berlin", Tense.PAST, None),
        ("it", "nel 2015", Tense.PAST, "2015-01-01/2015-12-31"),
        ("it", "il 28 febbraio 2023", Tense.PAST, "2023-02-28"),
        ("it", "martedì", Tense.PAST, "2023-02-28"),
        ("it", "ieri", Tense.PAST, "2023-03-01"),
        ("it", "la settimana scorsa", Tense.PAST, "2023-02-20/2023-02-26"),
        ("it", "a Roma", Tense.PAST, None),
    ],
)
def test_dates(language: str, text: str, tense: Tense | None, expected: str | None) -> None:
    period = resolve(text, THURSDAY, tense, words_of(language).words)
    assert (period.iso() if period else None) == expected


def test_weekday_needs_a_publication_date() -> None:
    assert resolve("on Tuesday", None, Tense.PAST, words_of("en").words) is None


@given(st.text(max_size=60), st.sampled_from(["en", "de", "it"]))
def test_any_text_has_a_date_or_none(text: str, language: str) -> None:
    period = resolve(text, THURSDAY, Tense.PAST, words_of(language).words)
    assert period is None or period.start <= period.end


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "$25 million", "25000000 USD"),
        ("en", "1.5 billion euros", "1500000000 EUR"),
        ("en", "£2.8bn", "2800000000 GBP"),
        ("en", "25,000 dollars", "25000 USD"),
        ("en", "12 %", "12 %"),
        ("en", "25 people", None),
        ("en", "many dollars", None),
        ("de", "25 Millionen US-Dollar", "25000000 USD"),
        ("de", "1,5 Milliarden Euro", "1500000000 EUR"),
        ("de", "2.500 Euro", "2500 EUR"),
        ("de", "25 Menschen", None),
        ("it", "25 milioni di dollari", "25000000 USD"),
        ("it", "1,5 miliardi di euro", "1500000000 EUR"),
        ("it", "25 persone", None),
    ],
)
def test_amounts(language: str, text: str, expected: str | None) -> None:
    assert amount_of(text, words_of(language).words, language) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("“One,” he said. “Two.”", ["One,", "Two."]),
        ('"One," he said, "and two."', ["One,", "and two."]),
        ('„Eins“ und „zwei", sagte er.', ["Eins", "zwei"]),
        ("«Uno» e “due”.", ["Uno", "due"]),
        ("»Eins«, sagte er.", ["Eins"]),
        ("“One. Two. Three.”", ["One. Two. Three."]),
        ("“One “two” three”", ["One “two” three"]),
        ('A 5" pipe.', []),
        ("“Never closed", []),
        ("It’s Trump’s.", []),
    ],
)
def test_quotations(body: str, expected: list[str]) -> None:
    spans = find_quotes(body, [Block(BlockKind.TEXT, Span(0, len(body)))])
    assert [span.of(body) for span in spans] == expected


def test_furniture_has_no_quotation() -> None:
    body = "“Read more”\nText."
    blocks = [Block(BlockKind.FURNITURE, Span(0, 11)), Block(BlockKind.TEXT, Span(12, 17))]
    assert find_quotes(body, blocks) == []


@given(st.text(alphabet='ab \n.,"“”„«»', max_size=80))
def test_quotations_lie_in_the_text_and_apart(body: str) -> None:
    spans = find_quotes(body, [Block(BlockKind.TEXT, Span(0, len(body)))] if body else [])
    assert all(span.start < span.end <= len(body) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


WORDS: dict[str, Any] = {
    **{
        name: []
        for name in (
            "actor_nouns", "act_nouns", "blame_words", "praise_words", "doing_verbs", "work_nouns", "follower_nouns",
            "ending_verbs", "envoy_nouns", "force_nouns", "target_nouns", "share_nouns", "property_nouns",
            "honoured_nouns", "demanded_nouns", "quantity_nouns", "expert_nouns",
            "negation", "former", "passive_auxiliaries", "modal_future", "modal_possible",
            "modal_conditional", "condition_markers", "copulas", "last_words", "next_words", "this_words", "ago_words",
            "location_prepositions", "time_prepositions", "topic_prepositions", "instrument_prepositions",
            "recipient_prepositions", "agent_prepositions", "feminine_nouns", "group_nouns", "organisation_nouns",
            "place_nouns", "partial_offices", "outsider_nouns", "state_servants", "addressee_prepositions",
            "forum_prepositions", "receiving_verbs", "appointing_verbs", "dismissing_verbs", "staff_nouns",
        )
    },
    "weekdays": [[]] * 7,
    "months": [[]] * 12,
    **{name: {} for name in ("number_words", "magnitudes", "currencies", "relative_days", "relative_units")},
}  # fmt: skip


def test_a_sound_lexicon_is_read() -> None:
    verb = {"lemma": "meet", "type": "CONSULT", "object": ["obj", "obl:with"], "also": ["encounter"]}
    found = parse({"verb": [verb], "words": WORDS}, Language("en"))
    assert sorted(found.verbs) == ["encounter", "meet"]


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        ({"verbs": []}, "unknown section"),
        ({"verb": [{"lemma": "meet", "type": "MEET"}]}, "no relation type"),
        ({"verb": [{"lemma": "meet", "object": ["object"]}]}, "not a slot"),
        ({"verb": [{"lemma": "meet", "object": ["obl:"]}]}, "not a slot"),
        ({"verb": [{"type": "CONSULT"}]}, "lemma"),
        ({"verb": [{"lemma": "meet", "colour": "red"}]}, "unknown key"),
        ({"verb": [{"lemma": "meet", "reciprocal": "yes"}]}, "true or false"),
        ({"verb": [{"lemma": "meet", "object_labels": ["PERSON"]}]}, "object_labels"),
        ({"verb": [{"lemma": "meet", "ends": ["one"]}]}, "ends"),
        ({"noun": [{"lemma": "visit"}]}, "type"),
        ({"office": [{"lemma": "president", "fact": "LEADS"}]}, "fact"),
        ({"office": [{"lemma": "president", "fact": "HEAD_OF", "country": "Germany"}]}, "country"),
        ({"office": [{"lemma": "premier", "fact": "HEAD_OF", "parts_of": ["Australia"]}]}, "parts_of"),
        ({"office": [{"lemma": "premier", "fact": "HEAD_OF", "post": "boss"}]}, "post"),
        ({"control": [{"lemma": "want", "modality": "maybe"}]}, "polarity or modality"),
        ({"speech": [{"lemma": "say", "form": "shout"}]}, "form"),
        ({}, "missing"),
        ({"words": {**WORDS, "weekdays": [[]] * 6}}, "7 entries"),
        ({"words": {**WORDS, "currencies": ["USD"]}}, "table"),
        ({"words": {**WORDS, "colours": []}}, "unknown key"),
    ],
)
def test_a_lexicon_that_does_not_follow_the_format(content: dict[str, Any], detail: str) -> None:
    with pytest.raises(LexiconInvalid, match=detail):
        parse({"words": WORDS, **content} if content else content, Language("en"))


def test_a_language_without_lexicon_has_none() -> None:
    assert lexicon(Language("xx")) is None


def test_score_on_bench(tmp_path: Path) -> None:
    file = tmp_path / "bench.txt"
    file.write_text(
        "sent_id:1\tHe served as the first Prime Minister .\n1--> Cluster 1:\n"
        "He --> served as --> [the] [first] Prime Minister\n1--> Cluster 2:\nHe --> was --> there\n",
        encoding="utf-8",
    )
    (sentence,) = read_bench(file)
    assert ("he", "served as", "the prime minister") in sentence.facts[0]
    assert ("he", "served as", "minister") not in sentence.facts[0]
    empty = score([sentence], {})
    assert (empty.facts, empty.rows, empty.f1) == (2, 0, 0.0)


@pytest.mark.parametrize("language", ["en", "de", "it"])
def test_each_type_has_enough_words(language: str) -> None:
    words = words_of(language)
    lemmas: dict[str, set[str]] = {}
    verbs = [frame for frames in words.verbs.values() for frame in frames if frame.example]
    nouns = [frame for frames in words.nouns.values() for frame in frames if frame.example]
    for type_, lemma in [(each.type, each.lemma) for each in verbs] + [(each.type, each.lemma) for each in nouns]:
        if type_ is not None:
            lemmas.setdefault(type_.value, set()).add(lemma)
    for office in words.offices.values():
        lemmas.setdefault(office.fact, set()).add(office.lemma)
        lemmas.setdefault(RelationType.POSITION_HELD.value, set()).add(office.lemma)
    for each in RelationType:
        needed = 40 if each is RelationType.STATE or each.scheme is Scheme.PLOVER else 15
        assert len(lemmas[each.value]) >= needed, each
