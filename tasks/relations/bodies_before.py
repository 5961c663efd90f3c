"""The body that stands in front of a person's name in German: `FDP-Mann X`, `die für den WDR tätige Reporterin X`.

Works on words in a row. Offices that the lexicon knows belong to offices.py, what stands behind a name to staff.py.
"""

from __future__ import annotations

from collections.abc import Callable

from tasks.records import EntityKind, Mention, Word
from tasks.relations.document import Reading
from tasks.relations.graph import SentenceGraph

_FOR = frozenset({"für", "bei", "an", "in", "von", "im", "am", "beim", "vom"})
_WORKING = (
    "tätig", "spielend", "arbeitend", "forschend", "lehrend", "beschäftigt", "angestellt", "engagiert", "startend",
    "fahrend", "kandidierend", "schreibend", "berichtend", "antretend", "nominiert",
)  # fmt: skip
"""Stems of what somebody is who belongs to what stands before: all but the last are also true of the present."""
_PEOPLE = frozenset({"mann", "frau"})
"""Nouns that behind a body's name call its people, elsewhere a family's (outsider nouns)."""
_MEMBERS = ("mitglied", "demokrat", "republikaner", "sozialdemokrat", "christdemokrat")
"""Beginnings of nouns for who belongs to a body without an office."""
_TITLES = frozenset({"dr.", "prof.", "prof", "dr", "sir"})
_LONGEST_ROLE = 3
_LONGEST_ARTICLE = 3
_NAMES = frozenset({"NOUN", "PROPN"})


def body_before(
    reading: Reading, graph: SentenceGraph, person: Mention, is_outside: Callable[[Word], bool]
) -> Mention | None:
    """The organisation in front of a German name, None if there is none.

    Args:
        reading: the article.
        graph: the sentence.
        person: the name.
        is_outside: whether a noun calls people who are not a body's own (`Kritiker`).
    """
    first = next((n for n, word in enumerate(graph.words) if word.span.start == person.span.start), 0)
    while first > 1 and graph.words[first - 1].text.lower() in _TITLES:
        first -= 1
    return (
        _in_compound(reading, graph, first, is_outside)
        or _in_attribute(reading, graph, first, is_outside)
        or _of_member(reading, graph, first)
    )


def _in_compound(
    reading: Reading, graph: SentenceGraph, first: int, is_outside: Callable[[Word], bool]
) -> Mention | None:
    """`Chelsea-Star Eden Hazard`, `der FDP-Mann Kubicki`: the body in front of a compound."""
    words = graph.words
    if first < 3 or words[first - 2].text != "-":
        return None
    noun = words[first - 1]
    outside = is_outside(noun) and noun.text.lower() not in _PEOPLE
    if noun.upos not in _NAMES or reading.mentions_in(noun.span) or outside:
        return None
    return _organization(reading, words[first - 3])


def _in_attribute(
    reading: Reading, graph: SentenceGraph, first: int, is_outside: Callable[[Word], bool]
) -> Mention | None:
    """`der für Real Madrid spielende Toni Kroos`, `die für den WDR tätige Reporterin Anna Weber`."""
    words = graph.words
    place = first - 1
    while place > 1 and first - place <= _LONGEST_ROLE and not words[place].text.lower().startswith(_WORKING):
        if words[place].upos not in {"NOUN", "PROPN", "ADJ"} or is_outside(words[place]):
            return None
        place -= 1
    if place < 2 or not words[place].text.lower().startswith(_WORKING) or not words[place].text.islower():
        return None
    body = _organization(reading, words[place - 1])
    if body is None:
        return None
    start = next(n for n, word in enumerate(words) if word.span.end > body.span.start) - 1
    for marker in range(start, max(-1, start - _LONGEST_ARTICLE), -1):
        if words[marker].text.lower() in _FOR:
            return body
        if words[marker].upos not in {"DET", "ADJ", "NOUN"}:
            return None
    return None


def _of_member(reading: Reading, graph: SentenceGraph, first: int) -> Mention | None:
    """`die ranghöchste Demokratin im Justizausschuss, Senatorin Dianne Feinstein`: a member's body before a comma."""
    words = graph.words
    place = first - 1
    while place > 0 and first - place <= _LONGEST_ROLE and words[place].upos in _NAMES:
        place -= 1
    body = _organization(reading, words[place - 1]) if place > 2 and words[place].text == "," else None
    if body is None:
        return None
    start = next(n for n, word in enumerate(words) if word.span.end > body.span.start) - 1
    while start > 0 and words[start].upos in {"DET", "ADP"}:
        start -= 1
    return body if start >= 0 and words[start].text.lower().startswith(_MEMBERS) else None


def _organization(reading: Reading, word: Word) -> Mention | None:
    body = next(iter(reading.mentions_in(word.span)), None)
    entity = reading.entity(body.entity) if body is not None else None
    return body if entity is not None and entity.kind is EntityKind.ORGANIZATION else None
