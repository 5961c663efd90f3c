"""Bodies and places with the adjective of where they are: `der Linzer Konzern Voestalpine`, `der US-Sender CNN`.

In German a nationality or a town's adjective stands before what kind of thing a name is, and the name right behind.
Works on words in a row. A country with a noun for a place belongs to adjacency.py, whom a body employs to staff.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.records import End, EntityKind, Label, Mention, RelationType, Word
from tasks.relations.beside import Beside, beside
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.kinds import kinds

_LANDS = frozenset({EntityKind.COUNTRY, EntityKind.PLACE})
_RULE = "linked-names"
_LOCAL = "local"
_LONGEST_KIND = 4
_DASHES = frozenset({"–", "—", "-"})
_LONGEST_LINE = 8
_PARTS_TOLD = frozenset(kinds("de", "parts_of_towns"))
_PARTS_OF_TOWN = ("teil", "viertel", "quartier")
_QUOTES = frozenset({'"', "„", "»", "«", "“", "‚", "'"})
_DEFINITE = frozenset({"der", "die", "das", "dem", "den", "des", "vom", "beim", "zum", "zur"})
_STATE_BODIES = kinds("de", "state_bodies")
"""Ends of nouns for bodies that act for a country, or in its politics."""
_PRIVATE = kinds("de", "private_bodies")
"""Of these, what is a business all the same."""
_BUSINESSES = kinds("de", "businesses")
"""Ends of nouns for bodies that stand somewhere."""


class HomeFinder:
    """Finds such facts in the sentences of one article."""

    def __init__(self, reading: Reading, ends: EndFinder, lexicon: Lexicon) -> None:
        """Remember the article; `ends` knows the nouns for places."""
        self.reading = reading
        self.ends = ends
        self.german = lexicon.language == "de"
        self.reported = self._place_line() if self.german else None

    def find(self, graph: SentenceGraph) -> Iterator[Beside]:
        """Facts of one sentence, in order."""
        if not self.german:
            return
        mentions = self.reading.mentions_in(graph.span)
        yield from self._parts_of_reported_town(graph, mentions)
        if len(mentions) < 2:
            return
        for home in mentions:
            if home.label is not Label.MISC or not self._is_land(home):
                continue
            named = self._named_behind(graph, home)
            if named is not None:
                name, kind = named
                type_ = self._fact(home, name, kind) or self._of_land(graph, home, name, kind)
                if type_ is not None and name.entity != home.entity:
                    yield beside(type_, name, home, _RULE, "in")

    def _parts_of_reported_town(self, graph: SentenceGraph, mentions: Sequence[Mention]) -> Iterator[Beside]:
        """`im Stadtteil Wedding` of a report whose place line is `Berlin –`."""
        for part in mentions if self.reported is not None else ():
            place = next((n for n, word in enumerate(graph.words) if word.span.start == part.span.start), 0)
            if part.label is not Label.LOC or place < 2 or graph.words[place - 1].text not in _PARTS_TOLD:
                continue
            owned = self.reading.mentions_in(graph.words[place - 2].span)
            town = self.reported
            if town is not None and not owned and part.entity not in {None, town.entity}:
                inner = End(part.span, part.text, part.entity)
                outer = End(town.span, town.text, town.entity)
                yield Beside(RelationType.LOCATED_IN, inner, outer, part.span, "in", _RULE)

    def _place_line(self) -> Mention | None:
        """The town that the article reports from, if its place line names one place."""
        for graph in self.reading.sentences:
            if len(graph.words) <= _LONGEST_LINE and graph.words[-1].text in _DASHES:
                places = [each for each in self.reading.mentions_in(graph.span) if each.label is Label.LOC]
                return places[0] if len(places) == 1 and places[0].entity is not None else None
        return None

    def _is_land(self, mention: Mention) -> bool:
        entity = self.reading.entity(mention.entity)
        return entity is not None and (entity.kind in _LANDS or mention.native_label == _LOCAL)

    def _named_behind(self, graph: SentenceGraph, home: Mention) -> tuple[Mention, Word | None] | None:
        """The next name, right behind the adjective or behind a noun that tells its kind, and that noun."""
        words = graph.words
        place = next((n for n, word in enumerate(words) if word.span.start >= home.span.end), len(words))
        kind: Word | None = None
        for at in range(place, min(place + _LONGEST_KIND, len(words))):
            word = words[at]
            name = next(iter(self.reading.mentions_in(word.span)), None)
            if name is not None:
                starts = name.span.start == word.span.start and name.span.start >= home.span.end
                return (name, kind) if starts else None
            if word.text in _QUOTES or word.text == "-":
                continue
            if word.upos not in {"ADJ", "NOUN", "PROPN"} or kind is not None:
                return None
            if word.text[:1].isupper():
                kind = word
        return None

    def _fact(self, home: Mention, name: Mention, kind: Word | None) -> RelationType | None:
        entity = self.reading.entity(name.entity)
        if entity is None:
            return None
        if name.label is Label.LOC and entity.kind is EntityKind.PLACE:
            return RelationType.LOCATED_IN if self._tells_place(home, kind) else None
        noun = self._kind_of_body(home, name, kind)
        if name.label is not Label.ORG or not noun:
            return None
        forms = (noun, *(noun.removesuffix(ending) for ending in ("s", "es", "n", "en")))
        if any(each.endswith(_STATE_BODIES) and not each.endswith(_PRIVATE) for each in forms):
            return RelationType.AFFILIATED_WITH if self._is_country(home) else RelationType.LOCATED_IN
        return RelationType.LOCATED_IN if any(each.endswith(_BUSINESSES) for each in forms) else None

    def _of_land(self, graph: SentenceGraph, home: Mention, name: Mention, kind: Word | None) -> RelationType | None:
        """`die britische BBC`: a body with nothing but its nationality between an article and its name."""
        if kind is not None or name.label is not Label.ORG or not self._is_country(home) or not home.text.islower():
            return None
        if name.text.lower().removesuffix("s").endswith(_STATE_BODIES):
            return None
        before = next((word for word in reversed(graph.words) if word.span.end <= home.span.start), None)
        definite = before is not None and before.text.lower() in _DEFINITE
        return RelationType.LOCATED_IN if definite and name.span.start == home.span.end + 1 else None

    def _tells_place(self, home: Mention, kind: Word | None) -> bool:
        """Whether an adjective tells where a place lies: that of a town or land, or the front of a compound."""
        if self._is_country(home):
            return home.native_label == "compound" and kind is not None and self.ends.is_place_noun(kind)
        told = kind is None or self.ends.is_place_noun(kind) or kind.text.lower().endswith(_PARTS_OF_TOWN)
        return told and self._has_ends(home)

    @staticmethod
    def _kind_of_body(home: Mention, name: Mention, kind: Word | None) -> str:
        """The noun for what a body is: right before its name, else its first word (`das deutsche Bundesamt für X`)."""
        if kind is not None:
            return kind.text.lower()
        first, _, rest = name.text.partition(" ")
        return first.lower() if rest and home.text.islower() else ""

    def _has_ends(self, home: Mention) -> bool:
        """Whether a region is one that a place lies in for sure: no world, continent or people (`arabisch`)."""
        entity = self.reading.entity(home.entity)
        return entity is not None and (entity.country_code is not None or home.native_label == _LOCAL)

    def _is_country(self, home: Mention) -> bool:
        entity = self.reading.entity(home.entity)
        return entity is not None and entity.kind is EntityKind.COUNTRY
