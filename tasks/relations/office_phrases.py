"""Where the phrase of an office begins and ends: before its adjectives and names, behind the body that follows it.

Who holds an office belongs to offices.py, what the body is to office_bodies.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Mention, Word
from tasks.relations.document import Reading
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.office_words import OfficeWords, office_at, office_words

_OF = frozenset(
    {
        "of", "von", "di", "for", "für", "per", "at", "bei", "the", "der", "des", "il", "lo", "la", "l'", "i", "gli",
        "le", "in", "to",
    }
)  # fmt: skip
_MARKS = frozenset({"-", '"', "„", "“", "«", "»", "”"})
"""What may stand inside or around a body's name: `Vorsitzender der Partei "Georgischer Traum"`."""

_LONGEST_BODY = 11
"""Words between an office and its holder's name; a name counts as one."""


class OfficePhrases:
    """The bounds of offices' phrases in the sentences of one article."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        """Remember the article and the language's words."""
        self.reading = reading
        self.lexicon = lexicon

    def skip_body(self, graph: SentenceGraph, position: int) -> int:
        """Past `of the Republic of Kazakhstan`, `kazako`, `degli Esteri kazako` to where the name could stand."""
        words = graph.words
        place = position
        steps = 0
        last: Mention | None = None
        while place < len(words) and steps < _LONGEST_BODY:
            word = words[place]
            mentions = self.reading.mentions_in(word.span)
            label = mentions[0].label if mentions else None
            closing = self._closing_bracket(words, place)
            if closing:
                place = closing + 1
                continue
            if label is Label.PER or word.text == "," or self._is_small_german(word, first=place == position):
                break
            if place > position and self._is_title_of_another(graph, place):
                break
            if (
                label is not None
                or word.text.lower() in _OF
                or word.lemma.lower() in _OF
                or word.upos in {"ADP", "DET"}
                or word.text in _MARKS
            ) or (word.upos in {"NOUN", "ADJ", "PROPN"} and steps < _LONGEST_BODY - 1):
                place += 1
                steps += not mentions or mentions[0] is not last
                last = mentions[0] if mentions else None
            else:
                break
        return place

    def _is_title_of_another(self, graph: SentenceGraph, place: int) -> bool:
        """`der US-Präsident im Streit mit Papst Leo`: an office behind an adposition, right before a person's name."""
        words = graph.words
        if (
            words[place - 1].upos != "ADP"
            or place + 1 >= len(words)
            or not office_at(graph, words[place], self.lexicon)
        ):
            return False
        return any(mention.label is Label.PER for mention in self.reading.mentions_in(words[place + 1].span))

    @staticmethod
    def _closing_bracket(words: Sequence[Word], place: int) -> int:
        """Where brackets end that open here and hold a short form: `des Komitees (IOC), Thomas Bach`."""
        if words[place].text != "(":
            return 0
        return next((n for n in range(place + 2, min(place + 4, len(words))) if words[n].text == ")"), 0)

    def _is_small_german(self, word: Word, *, first: bool) -> bool:
        """Whether a German word that is written small is taken for a noun, or for an adjective right behind an office.

        It is a verb more often than not: `luden` of `kasachische Präsidenten luden Trump ein`.
        """
        tags = {"NOUN", "PROPN", "ADJ"} if first else {"NOUN", "PROPN"}
        nationality = bool(self.reading.mentions_in(word.span))
        return self.lexicon.language == "de" and word.upos in tags and word.text.islower() and not nationality

    def start_of_joined(self, graph: SentenceGraph, last: int) -> int:
        """Where the phrase of the office begins that ends at a place: `a senior adviser` before `and spokeswoman`."""
        while last > 0 and graph.words[last].upos == "ADJ":
            last -= 1
        joined = next((each for each in office_words(graph, self.lexicon) if each.first <= last <= each.last), None)
        return self.start_of_phrase(graph, joined) if joined is not None else 0

    def start_of_phrase(self, graph: SentenceGraph, office: OfficeWords) -> int:
        """Where the adjectives, nouns and names in front of an office begin: `Bank of Montreal's managing director`."""
        words = graph.words
        start = office.first
        while start > 0 and office.first - start < 5:
            word = words[start - 1]
            opening = _opening_bracket(words, start - 1)
            if opening and start == office.first:
                start = opening
                continue
            if (
                word.upos in {"DET", "ADJ", "PROPN", "NOUN", "NUM"}
                or word.text in {"'s", "’s", "-"}
                or (word.text in _MARKS and words[start].text == "-")
                or (word.lemma.lower() in self.lexicon.words.former)
                or (word.upos == "VERB" and word.relation in {"amod", "compound"})
            ):
                mentions = self.reading.mentions_in(word.span)
                if mentions and mentions[0].label is Label.PER:
                    break
                start -= 1
            else:
                break
        return start


def _opening_bracket(words: Sequence[Word], place: int) -> int:
    """Where brackets begin that close at a place and hold a short form: `Agence France-Presse (AFP) photographer`."""
    if words[place].text != ")" or place < 3 or words[place - 2].text != "(":
        return 0
    return place - 2 if words[place - 1].text.isupper() else 0
