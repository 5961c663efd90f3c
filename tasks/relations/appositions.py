"""Where an apposition begins and ends: past an age (`John Smith, 45, spokesman for X`), behind whose somebody is.

Also whom a noun in the plural has named behind it. What the apposition says belongs to offices.py and staff.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Mention, Word
from tasks.relations.document import Reading
from tasks.relations.graph import SentenceGraph

_OLD = frozenset({"alt", "old", "anni", "jahre", "years", "year"})
_LONGEST_AGE = 5


def past_age(words: Sequence[Word], place: int) -> int:
    """Where what follows a comma at this place begins: behind the age and its comma, if there is one."""
    following = words[place + 1] if place + 1 < len(words) else None
    if following is None or not _is_age(following):
        return place + 1
    for closing in range(place + 2, min(place + _LONGEST_AGE, len(words))):
        if words[closing].text == ",":
            return closing + 1
        if words[closing].text.lower() not in _OLD:
            break
    return place + 1


def before_age(words: Sequence[Word], comma: int) -> int:
    """The place right behind the name that a comma at this place follows, an age between them left out."""
    for opening in range(comma - 2, max(0, comma - _LONGEST_AGE), -1):
        if words[opening].text in {",", "("} and _is_age(words[opening + 1]):
            return opening
        if words[opening].text.lower() not in _OLD and not _is_age(words[opening]):
            break
    return comma


def named_behind(graph: SentenceGraph, noun: Word) -> list[Word]:
    """`the two leaders, A and B, ...`: the heads of the names that tell who the people of a noun are."""
    for child in graph.children(noun, "appos") if noun.upos == "NOUN" else ():
        if child.upos == "PROPN" and child.index > noun.index:
            return graph.conjuncts(child)
    return []


def name_between_commas(reading: Reading, graph: SentenceGraph, noun: Word) -> Mention | None:
    """`Il marito di Cecilia Sala, Daniele Raineri, ha`: a full name set apart behind the name of whose person it is."""
    whose = graph.child(noun, "nmod")
    if whose is None or graph.child(noun, "det") is None:
        return None
    named = next(iter(reading.mentions_in(whose.span)), None)
    end = whose.span.end if named is None else named.span.end
    place = next((n for n, word in enumerate(graph.words) if word.span.start >= end), len(graph.words))
    if place + 1 >= len(graph.words) or graph.words[place].text != ",":
        return None
    mention = next(iter(reading.mentions_in(graph.words[place + 1].span)), None)
    if mention is None or mention.label is not Label.PER or " " not in mention.text:
        return None
    after = next((word for word in graph.words if word.span.start >= mention.span.end), None)
    return mention if after is not None and after.text == "," else None


def person_called(reading: Reading, graph: SentenceGraph, word: Mention) -> Mention | None:
    """`il leghista Claudio Borghi`, `l'ucraino Zelensky`: whom an Italian word for somebody's people calls by name."""
    behind = next((each for each in graph.words if each.span.start >= word.span.end), None)
    for mention in reading.mentions_in(behind.span) if behind is not None else ():
        if mention.label is Label.PER and behind is not None and mention.span.start == behind.span.start:
            return mention
    return None


def _is_age(word: Word) -> bool:
    return word.text.isdigit() and len(word.text) < 4
