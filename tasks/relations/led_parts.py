"""What an office leads where a noun stands between it and a name: the body itself, a part of it, or something there.

`Chef des Konzerns Apple` leads Apple, `Leiter der Presseabteilung der BASF` a part of it, `Chef des Zoos in Aachen`
nothing that is named. Which name stands beside an office belongs to office_bodies.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from tasks.records import End, EntityKind, RelationType, Word
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
_PARTS = frozenset(
    {"department", "section", "office", "faculty", "dipartimento", "sezione", "ufficio", "facoltà", "reparto"}
)
"""Parts of a body that have heads of their own, beside those of the lexicon."""
_SECRETARY = "segretari"
_LINKS = frozenset({"of", "di", "at"})
_LONGEST_PART = 8
_IN = frozenset({"in", "im", "nel", "nella", "at", "a"})


class Led(Enum):
    """What is led."""

    WHOLE = "whole"
    PART = "part"
    ELSEWHERE = "elsewhere"


def led_part(reading: Reading, lexicon: Lexicon, graph: SentenceGraph, office: OfficeWords, body: End | None) -> Led:
    """What an office leads of the body found beside it; the whole where nothing stands between."""
    entity = reading.entity(body.entity) if body is not None else None
    if body is None or entity is None:
        return Led.WHOLE
    if lexicon.language != "de":
        return Led.PART if _is_of_part(lexicon, graph, office, body) else Led.WHOLE
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


def _is_of_part(lexicon: Lexicon, graph: SentenceGraph, office: OfficeWords, body: End) -> bool:
    """`capo del dipartimento esteri del Kurdistan`, `segretario alla Difesa americano`: not of the whole body."""
    behind = graph.words[office.last + 1 :]
    secretary = lexicon.language == "it" and office.office.lemma.startswith(_SECRETARY)
    if secretary and behind and behind[0].lemma.lower() == "a":
        return True
    between = [word for word in behind if word.span.end <= body.span.start]
    if len(between) >= _LONGEST_PART or any(word.upos == "PUNCT" for word in between):
        return False
    if lexicon.language == "en" and len(between) > 2 and between[0].text == "of" and between[-1].text in {"at", "for"}:
        return not any(_leads_all(word, lexicon) for word in between)  # `head of hotels at Oxford Properties`
    parts = [place for place, word in enumerate(between) if word.upos == "NOUN" and _is_part(lexicon, word)]
    return bool(parts) and any(word.lemma.lower() in _LINKS for word in between[parts[0] + 1 :])


def _is_part(lexicon: Lexicon, noun: Word) -> bool:
    lemma = noun.lemma.lower()
    frames = lexicon.nouns.get(lemma, ())
    return lemma in _PARTS or any(frame.type is RelationType.PART_OF for frame in frames)


def _leads_all(noun: Word, lexicon: Lexicon) -> bool:
    lemma = noun.lemma.lower()
    return lemma.endswith(_BOARDS) or lemma in lexicon.words.organisation_nouns


def _is_of_state(nouns: Sequence[Word], lexicon: Lexicon) -> bool:
    known = lexicon.words.place_nouns | lexicon.words.actor_nouns
    return any(noun.lemma.lower() in known or noun.lemma.lower().endswith(tuple(known)) for noun in nouns)
