"""Who holds an office by a copula or `as`: `Chef der Bundesbank ist Jens Weidmann`, `der Rücktritt von X als Direktor`.

Works on words in a row, where parsers take the office or the person for the predicate. Titles and appositions belong to
offices.py, copulas behind their subject to office_rules.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.records import Label, Mention, Word
from tasks.relations.document import Reading
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph

_AS = frozenset({"als", "as", "come", "quale"})
_OF = frozenset({"of", "von", "di"})
_OBLIQUE = frozenset({"dem", "den", "des", "einem", "einen", "eines"})
_LONGEST_TIME = 6
"""Words between a person and an office behind a copula (`war X von 1882 bis 1886 Präsident`)."""
_LONGEST_ADVERB = 3
_BETWEEN = frozenset({"ADP", "NUM", "ADV", "DET", "ADJ"})
_NOT_FINITE = frozenset({"Inf", "Part"})


@dataclass(frozen=True, slots=True)
class Told:
    """Who holds an office, whether no more, and the rule that saw it."""

    person: Mention
    former: bool
    rule: str = "office-copula"


def told_holder(reading: Reading, lexicon: Lexicon, graph: SentenceGraph, phrase: tuple[int, int]) -> Told | None:
    """Who holds an office by what a sentence tells.

    Args:
        reading: the article.
        lexicon: the language's words.
        graph: the sentence.
        phrase: where the phrase of the office begins, and where the words behind its body begin.
    """
    people = _People(reading, lexicon, graph)
    start, end = phrase
    return people.behind_copula(start, end) or people.before_office(start) or people.named_as(start, end)


class _People:
    """People of one sentence by where they stand."""

    def __init__(self, reading: Reading, lexicon: Lexicon, graph: SentenceGraph) -> None:
        self.words = graph.words
        self.copulas = lexicon.words.copulas
        self.negation = lexicon.words.negation
        people = [m for m in reading.mentions_in(graph.span) if m.label is Label.PER and m.entity is not None]
        self.first = {m.span.start: m for m in people}
        self.last = {m.span.end: m for m in people}
        self.asks = graph.words[-1].text == "?"

    def behind_copula(self, start: int, end: int) -> Told | None:
        """`Chef der Bundesbank ist Jens Weidmann`, `The head of the bank is John Smith`."""
        marked = start > 0 and self.words[start - 1].upos in {"ADP", "VERB", "AUX"}
        if marked or self.words[start].text.lower() in _OBLIQUE or not self._is_copula(end):
            return None
        place = end + 1
        while place < len(self.words) and place - end <= _LONGEST_ADVERB and self._is_adverb(self.words[place]):
            place += 1
        person = self.first.get(self.words[place].span.start) if place < len(self.words) else None
        if person is None or not self._closes(person):
            return None
        return Told(person, self._is_past(end))

    def before_office(self, start: int) -> Told | None:
        """`war Karl Stössel von 1882 bis 1886 Präsident der Gesellschaft`: a person between a copula and the office."""
        place = start - 1
        while place > 1 and start - place <= _LONGEST_TIME and self._is_between(self.words[place]):
            place -= 1
        person = self.last.get(self.words[place].span.end) if place > 0 else None
        if person is None:
            return None
        first = next(n for n, word in enumerate(self.words) if word.span.end > person.span.start)
        return Told(person, self._is_past(first - 1)) if first and self._is_copula(first - 1) else None

    def named_as(self, start: int, end: int) -> Told | None:
        """`der Rücktritt von Riccardo Muti als Direktor der Scala`, `Als Leiter des Instituts ist X gefragt`."""
        marker = start - 1
        if marker < 0 or self.words[marker].text.lower() not in _AS:
            return None
        if marker == 0:
            return self._subject_behind(end)
        person = self.last.get(self.words[marker - 1].span.end)
        if person is None:
            return None
        first = next(n for n, word in enumerate(self.words) if word.span.end > person.span.start)
        before = self.words[first - 1] if first else None
        if before is None or not (before.lemma.lower() in _OF or (before.upos == "NOUN" and person.text.endswith("s"))):
            return None
        return Told(person, False)

    def _subject_behind(self, end: int) -> Told | None:
        """The person right behind the finite verb that follows a phrase in front."""
        if end + 1 >= len(self.words) or self.words[end].upos not in {"VERB", "AUX"}:
            return None
        person = self.first.get(self.words[end + 1].span.start)
        return Told(person, False) if person is not None and not self.asks else None

    def _is_copula(self, place: int) -> bool:
        if self.asks or not 0 <= place < len(self.words):
            return False
        word = self.words[place]
        return (
            word.upos in {"AUX", "VERB"}
            and word.lemma.lower() in self.copulas
            and word.features.get("VerbForm", "Fin") == "Fin"
            and word.features.get("Mood", "Ind") == "Ind"
        )

    def _is_past(self, place: int) -> bool:
        word = self.words[place]
        return word.features.get("Tense") in {"Past", "Imp"} and word.lemma.lower() in {"sein", "be", "essere"}

    def _is_adverb(self, word: Word) -> bool:
        return word.upos == "ADV" and word.lemma.lower() not in self.negation

    def _is_between(self, word: Word) -> bool:
        return word.upos in _BETWEEN and word.lemma.lower() not in self.negation and word.text.lower() not in _AS

    def _closes(self, person: Mention) -> bool:
        """Whether nothing that the copula could be an auxiliary of follows the name in its clause."""
        behind: Sequence[Word] = [word for word in self.words if word.span.start >= person.span.end]
        for word in behind:
            if word.upos == "PUNCT" or word.upos in {"CCONJ", "SCONJ"}:
                return True
            infinite = word.upos == "VERB" and word.features.get("VerbForm", "Part") in _NOT_FINITE
            if infinite or word.lemma.lower() in self.negation:
                return False
        return True
