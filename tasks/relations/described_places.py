"""Places told by nouns for places: `the Ukrainian city of Kharkiv`, `Surabaya, capital of East Java`.

Works on words in a row. Two names with nothing but a comma or `in` between belong to place_rows.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tasks.records import ArticleEntity, EntityKind, Label, Mention, RelationType, Word
from tasks.relations.beside import Beside, beside, end_of
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.graph import SentenceGraph
from tasks.relations.place_rows import PlaceRows

_OF = frozenset({"of", "di", "von"})
_LINKS = frozenset({*_OF, "in", "the", "der", "des", "il", "lo", "la", "l'", "l’", "d'", "d’", "dem", "den"})
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_REACH = 4
_LONGEST_LINK = 9
_SEATS = ("capital", "hauptstadt", "capitale", "capoluogo")
_LIES_IN = frozenset({"in", "on", "im", "auf", "nel", "nello", "nella", "nell'", "su", "sul", "sulla", "sull'"})
_BE = frozenset({"be", "sein", "essere"})


class DescribedPlaces:
    """Finds such facts in the sentences of one article."""

    def __init__(self, reading: Reading, ends: EndFinder, rows: PlaceRows) -> None:
        """Remember the article; `ends` knows the nouns for places, `rows` what can lie in what."""
        self.reading = reading
        self.ends = ends
        self.rows = rows

    def _entity(self, mention: Mention) -> ArticleEntity | None:
        return self.reading.entity(mention.entity)

    def placed(self, graph: SentenceGraph, places: Sequence[Mention]) -> Iterator[Beside]:
        """`Surabaya, capital of East Java`, `die Stadt Padang in der Provinz Westsumatra`, `X ist eine Stadt auf Y`."""
        for first, second in pairwise(places):
            if first.entity == second.entity or not self.rows.is_part(first, second):
                continue
            between = [
                word for word in graph.words if first.span.end <= word.span.start and word.span.end <= second.span.start
            ]
            if self._tell_place(between):
                yield beside(RelationType.LOCATED_IN, first, second, "place-description", "in")

    def _tell_place(self, between: Sequence[Word]) -> bool:
        """Whether words can only say that what stands before them lies in what stands behind."""
        if len(between) == 2:
            of = between[1].lemma.lower() in _OF
            return of and between[0].upos in {"NOUN", "PROPN"} and self.ends.is_place_noun(between[0])
        if not 2 < len(between) <= _LONGEST_LINK:
            return False
        nouns = [word for word in between if word.upos == "NOUN"]
        if not nouns or not all(self.ends.is_place_noun(word) for word in nouns):
            return False
        seats = all(word.lemma.lower().endswith(_SEATS) for word in nouns)
        inside = any(word.text.lower() in _LIES_IN for word in between)
        comma = between[0].text == ","
        known = all(self._may_link(word, between[0]) for word in between)
        ending = next(word for word in reversed(between) if word.upos != "DET")
        return known and (inside or (comma and (seats or ending.lemma.lower() in _OF)))

    def _may_link(self, word: Word, first: Word) -> bool:
        if word is first and word.text == ",":
            return True
        if word.upos == "ADP":
            return word.text.lower() in _LIES_IN or word.lemma.lower() in _OF or word.text.lower() in _OF
        if word.upos == "AUX":
            return word.lemma.lower() in _BE
        return word.upos in {"DET", "ADJ", "NOUN"} or word.text in _GENITIVE or self._country_at(word) is not None

    def described(self, graph: SentenceGraph) -> Iterator[Beside]:
        """A noun for a place with its country and name: `the Ukrainian city of Kharkiv`."""
        for word in graph.words:
            if word.upos not in {"NOUN", "PROPN"} or not self.ends.is_place_noun(word):
                continue
            owner, end = self._owner(graph, word)
            if owner is None:
                continue
            name = self._name(graph, word, end, owner)
            if name is not None:
                yield Beside(
                    RelationType.LOCATED_IN,
                    end_of(name),
                    end_of(owner),
                    word.span,
                    word.lemma.lower(),
                    "place-description",
                )

    def _owner(self, graph: SentenceGraph, noun: Word) -> tuple[Mention | None, int]:
        """The country of the noun, before or after it, and where the words after noun and country begin."""
        for place in range(noun.index - 2, max(-1, noun.index - 2 - _REACH), -1):
            word = graph.words[place]
            owner = self._country_at(word)
            if owner is not None:
                return owner, noun.index
            if word.upos not in {"ADJ", "DET", "NOUN", "PROPN"} and word.text not in _GENITIVE:
                break
        place = noun.index
        while place < len(graph.words) and place - noun.index < _REACH:
            word = graph.words[place]
            owner = self._country_at(word)
            if owner is not None:
                last = place
                while last < len(graph.words) and owner.span.contains(graph.words[last].span):
                    last += 1
                return owner, last
            if word.text.lower() not in _LINKS and word.upos not in {"ADP", "DET", "ADJ"}:
                break
            place += 1
        return None, noun.index

    def _country_at(self, word: Word) -> Mention | None:
        for mention in self.reading.mentions_in(word.span):
            entity = self._entity(mention)
            if entity is not None and entity.kind is EntityKind.COUNTRY:
                return mention
        return None

    def _name(self, graph: SentenceGraph, noun: Word, end: int, owner: Mention) -> Mention | None:
        """The place's name: behind noun and country (`of`, comma or nothing between), else before an apposition."""
        words = graph.words
        place = end
        while place < len(words) and place - end < 2 and (words[place].text.lower() in {*_OF, ","}):
            place += 1
        if place < len(words):
            found = self._place_at(words[place], owner)
            if found is not None and found.span.start == words[place].span.start:
                return found
        start = noun.index - 1
        while start > 0 and words[start - 1].upos in {"DET", "ADJ"} and start > noun.index - _REACH:
            start -= 1
        if start < 2 or words[start - 1].text != ",":
            return None
        found = self._place_at(words[start - 2], owner)
        return found if found is not None and found.span.end == words[start - 2].span.end else None

    def _place_at(self, word: Word, owner: Mention) -> Mention | None:
        for mention in self.reading.mentions_in(word.span):
            entity = self._entity(mention)
            if mention.label is not Label.LOC or entity is None or entity.kind is EntityKind.COUNTRY:
                continue
            code, country = entity.country_code, self._entity(owner)
            if code is None or country is None or country.country_code in {None, code}:
                return mention
        return None
