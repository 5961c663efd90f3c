"""What an office leads where a noun stands between it and a name: the body itself, a part of it, or something there.

`Chef des Konzerns Apple` leads Apple, `Leiter der Presseabteilung der BASF` a part of it, `Chef des Zoos in Aachen`
nothing that is named. Which name stands beside an office belongs to office_bodies.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from tasks.records import End, EntityKind, Word
from tasks.relations.document import Reading
from tasks.relations.entries import Lexicon
from tasks.relations.further_bodies import GOVERNING
from tasks.relations.graph import SentenceGraph
from tasks.relations.office_words import OfficeWords

_BOARDS = (
    "vorstand", "aufsichtsrat", "verwaltungsrat", "rat", "geschäftsführung", "direktorium", "präsidium", "regierung",
    "kabinett", "board", "council", "government", "cabinet", "consiglio", "giunta", "governo", "executive",
)  # fmt: skip
"""Nouns for those who lead a body: whoever heads them heads it. The German ones also end compounds."""
_IN = frozenset({"in", "im", "nel", "nella", "at", "a"})


class Led(Enum):
    """What is led."""

    WHOLE = "whole"
    PART = "part"
    ELSEWHERE = "elsewhere"


def led_part(reading: Reading, lexicon: Lexicon, graph: SentenceGraph, office: OfficeWords, body: End | None) -> Led:
    """What an office leads of the body found beside it; the whole where nothing stands between."""
    entity = reading.entity(body.entity) if body is not None else None
    if body is None or entity is None or lexicon.language != "de":
        return Led.WHOLE
    if entity.kind is EntityKind.ORGANIZATION and office.office.lemma.lower().endswith(GOVERNING):
        return Led.PART
    behind = graph.words[office.last].span.end
    between = [word for word in graph.words if behind <= word.span.start and word.span.end <= body.span.start]
    nouns = [word for word in between if word.upos == "NOUN" and not reading.mentions_in(word.span)]
    if not nouns or any(word.text in {",", "("} for word in between):
        return Led.WHOLE
    beside = between[-1] is nouns[-1]
    if entity.kind is EntityKind.ORGANIZATION:
        return Led.WHOLE if beside or all(_leads_all(word, lexicon) for word in nouns) else Led.PART
    unknown = entity.country_code is None and nouns[-1].lemma.lower() in lexicon.words.organisation_nouns
    away = (beside and not unknown) or between[-1].text.lower() in _IN
    return Led.ELSEWHERE if entity.kind is EntityKind.PLACE and away and not _is_of_state(nouns, lexicon) else Led.WHOLE


def _leads_all(noun: Word, lexicon: Lexicon) -> bool:
    lemma = noun.lemma.lower()
    return lemma.endswith(_BOARDS) or lemma in lexicon.words.organisation_nouns


def _is_of_state(nouns: Sequence[Word], lexicon: Lexicon) -> bool:
    known = lexicon.words.place_nouns | lexicon.words.actor_nouns
    return any(noun.lemma.lower() in known or noun.lemma.lower().endswith(tuple(known)) for noun in nouns)
