"""Who holds an office by a name set apart from it: in brackets, behind another title, in a headline, when leaving.

`der Kanzler (Olaf Scholz)`, `Il direttore della OMC, il brasiliano Roberto Azevêdo, ...`, `Rosy Bindi presidente della
Commissione`, `le dimissioni di Fazio da governatore`. Works on words in a row. Titles and appositions belong to
offices.py, copulas to office_told.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from tasks.records import Mention, Word
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.office_told import Told
from tasks.relations.office_words import ARTICLES

_CALLINGS = frozenset(
    {
        "avvocato", "professore", "generale", "economista", "ingegnere", "magistrato", "ammiraglio", "cardinale",
        "professor", "general", "anwalt", "jurist", "ökonom",
    }
)  # fmt: skip
"""Offices that can also describe who holds another one (`il capo della Consob, l'economista Mario Rossi`)."""
_CLOSING = frozenset({",", ".", ")", "-", "–", "—", "»", ";", ":", "”", '"'})
_OF = frozenset({"di", "of", "von"})
_FROM = frozenset({"da"})
_TO = frozenset({"a", "quale"})
_LEAVING = frozenset({"dimissione", "dimissioni", "addio"})
_CHOOSING = frozenset({"elezione", "rielezione", "nomina", "promozione", "conferma", "designazione", "insediamento"})
_ROLES = frozenset({"carica", "incarico", "ruolo", "funzione", "posto", "poltrona"})
_TAKING = frozenset({"assumere", "ricoprire", "rivestire", "ottenere", "accettare", "svolgere", "occupare"})
_LONGEST_BRACKET = 10
_DESCRIBING = frozenset({"NOUN", "ADJ", "PROPN"})
_LONGEST_DESCRIPTION = 3


class SetApart:
    """People of one sentence that stand apart from their office."""

    def __init__(self, graph: SentenceGraph, lexicon: Lexicon, people: list[Mention]) -> None:
        """Index the people of the sentence by where they begin and end."""
        self.words = graph.words
        self.lexicon = lexicon
        self.people = people
        self.first: Mapping[int, Mention] = {m.span.start: m for m in people}
        self.last: Mapping[int, Mention] = {m.span.end: m for m in people}

    def holder(self, start: int, end: int) -> Told | None:
        """Who holds the office whose phrase begins at `start` and whose body ends before `end`."""
        return (
            self._in_brackets(end)
            or self._described(end)
            or self._before_brackets(start)
            or self._leaving(start)
            or self._in_role(start)
            or self._headline(start, end)
        )

    def _starting(self, place: int) -> Mention | None:
        return self.first.get(self.words[place].span.start) if place < len(self.words) else None

    def _behind(self, person: Mention) -> str:
        return next((word.text for word in self.words if word.span.start >= person.span.end), ".")

    def _in_brackets(self, end: int) -> Told | None:
        """`l'arcivescovo di Taranto (Benigno Papa)`: also where they were taken for a short form of the body."""
        opening = end
        if 0 < end <= len(self.words) and self.words[end - 1].text == ")":
            opening = self._opening(end - 1)
        if opening >= len(self.words) or self.words[opening].text != "(":
            return None
        person = self._starting(opening + 1)
        return Told(person, False, "title") if person is not None and self._behind(person) == ")" else None

    def _opening(self, closing: int) -> int:
        for place in range(closing - 1, max(0, closing - _LONGEST_BRACKET), -1):
            if self.words[place].text == "(":
                return place
        return len(self.words)

    def _described(self, end: int) -> Told | None:
        """`, il brasiliano Roberto Azevêdo,`: a name between commas with what its bearer is called besides."""
        if end + 2 >= len(self.words) or self.words[end].text != ",":
            return None
        if self.words[end + 1].text.lower() not in ARTICLES:
            return None
        place = end + 2
        while place < len(self.words) and place - end - 2 < _LONGEST_DESCRIPTION and self._starting(place) is None:
            word = self.words[place]
            if word.upos not in _DESCRIBING or not self._may_describe(word):
                return None
            place += 1
        person = self._starting(place) if place > end + 2 else None
        return Told(person, False, "title") if person is not None and self._behind(person) in _CLOSING else None

    def _may_describe(self, word: Word) -> bool:
        lemma = word.lemma.lower()
        return lemma in _CALLINGS or not ((lemma,) in self.lexicon.offices or lemma in self.lexicon.office_beginnings)

    def _before_brackets(self, start: int) -> Told | None:
        """`Claudio Ricci (FI) sindaco di Assisi`, `Armin Laschet (CDU), Ministerpräsident von NRW`."""
        place = start - 1 if start and self.words[start - 1].text == "," else start
        opening = place if self.words[place].text == "(" else 0
        if place > 1 and self.words[place - 1].text == ")":
            opening = self._opening(place - 1)
        person = self.last.get(self.words[opening - 1].span.end) if 0 < opening <= place else None
        return Told(person, False, "apposition") if person is not None else None

    def _leaving(self, start: int) -> Told | None:
        """`le dimissioni di Fazio da governatore`, `Fazio ha dato le dimissioni da ...`, `la nomina di X a`."""
        if start < 2:
            return None
        marker, before = self.words[start - 1].lemma.lower(), self.words[start - 2]
        person = self.last.get(before.span.end)
        if person is None:
            known = {mention.entity for mention in self.people if mention.span.end <= before.span.start}
            alone = before.lemma.lower() in _LEAVING and marker in _FROM and len(known) == 1
            return Told(self.people[0], True) if alone else None
        first = next(n for n, word in enumerate(self.words) if word.span.end > person.span.start)
        if first < 2 or self.words[first - 1].lemma.lower() not in _OF:
            return None
        noun = self.words[first - 2].lemma.lower()
        if marker in _FROM and noun in _LEAVING:
            return Told(person, True)
        return Told(person, False) if marker in _TO and noun in _CHOOSING else None

    def _in_role(self, start: int) -> Told | None:
        """`Cuperlo si è dimesso dalla carica di presidente del Pd`: the only person named before holds or leaves it."""
        if start < 2 or self.words[start - 1].lemma.lower() not in _OF:
            return None
        if self.words[start - 2].lemma.lower() not in _ROLES:
            return None
        before = [mention for mention in self.people if mention.span.end <= self.words[start - 2].span.start]
        verbs = {word.lemma.lower() for word in self.words[: start - 2]}
        left = not verbs.isdisjoint(self.lexicon.words.dismissing_verbs | _LEAVING | {"lasciare", "abbandonare"})
        known = len({mention.entity for mention in before}) == 1 and (left or not verbs.isdisjoint(_TAKING))
        return Told(before[0], left) if known else None

    def _headline(self, start: int, end: int) -> Told | None:
        """`Rosy Bindi presidente della Commissione`, `Mattarella eletto Presidente`: a sentence begins so."""
        place = start
        if place > 1 and self._is_chosen(self.words[place - 1]):
            place -= 1
        person = self.last.get(self.words[place - 1].span.end) if place else None
        if person is None or person.span.start != self.words[0].span.start:
            return None
        behind = self.words[end].text if end < len(self.words) else "."
        return Told(person, False) if behind in _CLOSING else None

    def _is_chosen(self, word: Word) -> bool:
        participle = word.features.get("VerbForm") == "Part" or word.upos == "ADJ"
        return participle and word.lemma.lower() in self.lexicon.words.appointing_verbs
