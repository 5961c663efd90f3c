"""Whether a name beside an office can be its body: not a persuasion, what a candidate wants, or where it is held.

Which of the names that can be is the body belongs to office_bodies.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Mention, Word
from tasks.relations.graph import SentenceGraph
from tasks.relations.office_words import OfficeWords

_CANDIDATES = ("candidat",)
_OF = frozenset({"of", "von", "di"})


def is_minister(lemma: str) -> bool:
    """Whether an office is that of a minister: not that of an `amministratore`."""
    return "minist" in lemma and "amminist" not in lemma


def is_party_written_small(mention: Mention) -> bool:
    """`il gruppo dei conservatori`: people of a persuasion, no party that has a leader."""
    return mention.native_label == "party" and mention.text.islower()


def is_only_wanted(mention: Mention, office: OfficeWords, before: Sequence[Word]) -> bool:
    """`candidato al Senato`, `Senate candidate`: whoever wants to get into a body is not of it, but of a party."""
    if not office.office.lemma.lower().startswith(_CANDIDATES) or mention.label is not Label.ORG:
        return False
    marker = next((word for word in reversed(before) if word.upos != "DET"), None)
    return mention.native_label != "party" and (marker is None or marker.lemma.lower() not in _OF)


def is_name_of_office(mention: Mention, office: OfficeWords, place: int) -> bool:
    """Whether a name stands inside an office of several words; a nationality is its body (`commissario europeo`)."""
    several = office.first != office.last and office.first <= place <= office.last
    return several and mention.label is not Label.MISC


def is_where(words: Sequence[Word], place: int, mention: Mention) -> bool:
    """Whether a name tells where an office is held: `der US-Botschafter in Deutschland` acts for the US.

    So does a place behind English `for`: `World Bank director for the Sahel`.
    """
    before = place - 1
    while before > 0 and words[before].upos == "DET":
        before -= 1
    lemma = words[before].lemma.lower()
    return lemma == "in" or (lemma == "for" and mention.label in {Label.LOC, Label.MISC})


def tells_origin(words: Sequence[Word], country: Mention) -> bool:
    """`the Polish singer`, `US lawyer`: a nationality, or a country's name with nothing that makes it an owner."""
    behind = next((word.text for word in words if word.span.start >= country.span.end), "")
    return country.label is Label.MISC or behind[:1].isalpha()


def in_compound(graph: SentenceGraph, office: OfficeWords, place: int) -> bool:
    """`SPÖ-Außenpolitik-Sprecher`: whether nothing but hyphens parts the words from a place to the office."""
    return all(graph.words[n].text == "-" for n in range(office.first - 1, place, -2)) and place < office.first - 1
