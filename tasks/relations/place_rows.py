"""Whether a place lies in the one named right behind it: `Goma, Congo`, `im englischen Manchester`, no list of towns.

Works on words in a row. Nouns for places between two names belong to described_places.py, seats of bodies to seats.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.records import ArticleEntity, EntityKind, Label, Mention, Span
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph

_AND = frozenset({"and", "or", "und", "oder", "e", "ed", "o", "&"})
_INSIDE = re.compile(r",? ?(?:in|im|in the|nel|nello|nella|nell['’]|nei|negli|nelle)", re.IGNORECASE)
_SMALL_WORDS = re.compile(r",(?: (?:in|im|the|der|die|das|den|dem|nel\w*|nei|negli|il|lo|la|i|gli|le|l['’]))+")
_OF_WHOLE = re.compile(r"of|von|di|del|dello|della|dell['’]|dei|degli|delle")
_WHEREABOUTS = frozenset({"a", "ad", "di", "da"})
_INSIDE_OF = frozenset({"in der", "in dem", "im", "nella", "in the"})
_DIRECTION = re.compile(
    r",? ?(?:in (?:the )?|im |nel |a |al )"
    r"(?:north|south|east|west|centre|center|central|heart|Norden|Süden|Osten|Westen|Zentrum|nord|sud|est|ovest|centro)"
    r"(?:-?east|-?west|-central|osten|westen)?(?:ern)?(?: (?:region|part|coast|corner|half|outskirts))?"
    r"(?: of(?: the)?| von| der| des| di| del| dell['’]| della| degli)?",
    re.IGNORECASE,
)
_SIDE = re.compile(r", (?:north|south|east|west|central|inner|outer|upstate|downtown)(?:-?(?:east|west))?(?:ern)?")
"""`Croydon, south London`."""
_OF_OR_IN = frozenset({"in", "of", "nella", "nel", "della"})
_REGIONS = frozenset({"province", "county", "prefecture", "district", "provincia", "distretto", "provinz", "region"})
_SHORT_LINK = 2
_LANDS = frozenset({EntityKind.COUNTRY, EntityKind.PLACE})
_CONTINENTS = frozenset(
    {
        "Africa", "Asia", "Europe", "North America", "South America", "Latin America", "Central America", "Oceania",
        "Middle East", "Central Asia", "Southeast Asia", "East Asia", "South Asia", "Eastern Europe", "Western Europe",
        "East Africa", "West Africa", "North Africa", "Antarctica",
    }
)  # fmt: skip
"""What lies in no country: `In Asia, Japan's Nikkei rose`."""


class PlaceRows:
    """Tells places in a row apart, in one article."""

    def __init__(self, reading: Reading, ends: EndFinder, lexicon: Lexicon) -> None:
        """Remember the article; `ends` knows the nouns for places."""
        self.reading = reading
        self.ends = ends
        self.language = lexicon.language

    def _entity(self, mention: Mention) -> ArticleEntity | None:
        return self.reading.entity(mention.entity)

    def is_inside_next(self, graph: SentenceGraph, mentions: Sequence[Mention], place: int, link: str) -> bool:
        """Whether the words between two neighbours say that the first lies in the second (`Goma, Congo`)."""
        first, second = mentions[place : place + 2]
        told = (
            (_INSIDE.fullmatch(link) and self._is_inside(graph, mentions, place, link))
            or _DIRECTION.fullmatch(link)
            or (self.language == "en" and _SIDE.fullmatch(link) and not self._in_list_of_parts(graph, mentions, place))
            or (_OF_WHOLE.fullmatch(link) and " " in first.text)
            or (link in _INSIDE_OF and self._begins_with_kind(graph, second))
            or ((link in _OF_OR_IN) and self._tells_its_kind(graph, second))
            or (link == "," and not self._in_list(graph, mentions, place))
        )
        return bool(told) and self.is_part(first, second)

    def is_part(self, inner: Mention, outer: Mention) -> bool:
        """Whether two places can be a place and the larger one that holds it."""
        if inner.label is not Label.LOC or outer.label is not Label.LOC:
            return False
        small, large = self._entity(inner), self._entity(outer)
        if small is None or large is None or small.kind is EntityKind.COUNTRY or small.label is Label.PER:
            return False
        if small.name in _CONTINENTS:
            return False
        known = small.country_code, large.country_code
        return None in known or known[0] == known[1]

    def _is_inside(self, graph: SentenceGraph, mentions: Sequence[Mention], place: int, link: str) -> bool:
        """Whether `in` tells where the first lies: not in a list, nor as a genitive (`Münchens in Schwabing`)."""
        if link.startswith(","):
            return not self._in_list(graph, mentions, place)
        first = mentions[place]
        entity = self._entity(first)
        owns = self.language == "de" and entity is not None and first.text == entity.name + "s"
        return not owns and self._is_known(graph, first, link)

    def _is_known(self, graph: SentenceGraph, mention: Mention, link: str) -> bool:
        """Whether a place is sure to be one: `Modi in Delhi` may be a person whom a tagger takes for a place.

        `a Xining nella provincia di Qinghai` is one: where an Italian place has an article, it lies in a region.
        """
        entity = self._entity(mention)
        if entity is None:
            return False
        if entity.country_code is not None or " " in mention.text or "-" in mention.text:
            return True
        before = next((word for word in reversed(graph.words) if word.span.end <= mention.span.start), None)
        if before is None:
            return False
        region = link.startswith(("ne", "in")) and before.text.lower() in _WHEREABOUTS
        return region or (before.upos == "NOUN" and self.ends.is_place_noun(before))

    def _tells_its_kind(self, graph: SentenceGraph, mention: Mention) -> bool:
        """`Liupanshui in Guizhou province`, `Xining of Qinghai Province`: it ends in its kind of place."""
        words = [each for each in graph.words if mention.span.contains(each.span)]
        return len(words) > 1 and self.ends.is_place_noun(words[-1]) and words[-1].text.lower() in _REGIONS

    def _begins_with_kind(self, graph: SentenceGraph, mention: Mention) -> bool:
        """`in der Provinz Guizhou`: a name whose first word tells what kind of place it is."""
        word = next((each for each in graph.words if each.span.start == mention.span.start), None)
        return word is not None and mention.text != word.text and self.ends.is_place_noun(word)

    def is_of_country(self, country: Mention, place: Mention, link: str) -> bool:
        """`im englischen Manchester`: a place with the nationality of its country."""
        whole, part = self._entity(country), self._entity(place)
        if link or country.label is not Label.MISC or not country.text.islower() or place.label is not Label.LOC:
            return False
        if whole is None or part is None or whole.kind not in _LANDS or part.kind is EntityKind.COUNTRY:
            return False
        return part.country_code in {None, whole.country_code} and part.label is not Label.PER

    def _in_list(self, graph: SentenceGraph, mentions: Sequence[Mention], place: int) -> bool:
        """Whether the two stand in a list of places (`Paris, London and Berlin`)."""
        first, second = mentions[place], mentions[place + 1]
        before = graph.text(Span(graph.span.start, first.span.start)).rstrip()
        if (
            place
            and mentions[place - 1].label in {Label.LOC, Label.ORG}
            and before.endswith(",")
            and self._touches(graph, place - 1)
        ):
            return True
        after = graph.text(Span(second.span.end, graph.span.end)).lstrip()
        joined = after.split(maxsplit=1)[:1]
        if self._in_pairs(graph, mentions[place : place + 4]):
            return False
        if joined and joined[0].lower() in _AND:
            return self._is_joined_to_name(graph, mentions, place + 1) or not self._lies_in_country(first, second)
        if self.language == "de" and after.startswith(",") and after[1:].split(maxsplit=1)[:1] in (["und"], ["oder"]):
            return False
        large = self._entity(second)
        following = mentions[place + 2] if place + 2 < len(mentions) else None
        return bool(
            following is not None
            and following.label in {Label.LOC, Label.ORG}
            and after.startswith(",")
            and self._goes_on(graph, second, following)
            and (large is None or large.kind is not EntityKind.COUNTRY)
        )

    def _in_list_of_parts(self, graph: SentenceGraph, mentions: Sequence[Mention], place: int) -> bool:
        """Whether the first has a side of its own, too (`southwestern Iowa, northeastern Kansas and ...`)."""
        before = next((word for word in reversed(graph.words) if word.span.end <= mentions[place].span.start), None)
        return (before is not None and before.upos == "ADJ") or self._in_list(graph, mentions, place)

    @staticmethod
    def _goes_on(graph: SentenceGraph, second: Mention, following: Mention) -> bool:
        """Whether a list goes on behind its second place, also with small words: `Europa, Asien, den USA und ...`."""
        link = graph.text(Span(second.span.end, following.span.start)).strip()
        if link.split(" ")[-1] in {",", *_AND}:
            return True
        after = graph.text(Span(following.span.end, graph.span.end)).lstrip()
        joined = after.split(maxsplit=1)[:1]
        more = bool(joined) and (
            joined[0].lower() in _AND or (after[0] == "," and "in" not in link and "im" not in link)
        )
        return more and _SMALL_WORDS.fullmatch(link) is not None

    def _is_joined_to_name(self, graph: SentenceGraph, mentions: Sequence[Mention], place: int) -> bool:
        """Whether behind a name and `and` another name stands: not in `south of Eugenia, Mexico and moving`."""
        following = mentions[place + 1] if place + 1 < len(mentions) else None
        if following is None:
            return False
        link = graph.text(Span(mentions[place].span.end, max(mentions[place].span.end, following.span.start)))
        return len(link.split()) <= _SHORT_LINK

    def _lies_in_country(self, inner: Mention, outer: Mention) -> bool:
        small, large = self._entity(inner), self._entity(outer)
        return large is not None and large.kind is EntityKind.COUNTRY and small is not None

    def _in_pairs(self, graph: SentenceGraph, places: Sequence[Mention]) -> bool:
        """`tra Kansas City, Missouri e Omaha, Nebraska`: each of two places has its region behind a comma."""
        if len(places) < 4 or any(each.label is not Label.LOC for each in places):
            return False
        link = graph.text(Span(places[1].span.end, places[2].span.start)).strip(" ,")
        return link in _AND and graph.text(Span(places[2].span.end, places[3].span.start)).strip() == ","

    def _touches(self, graph: SentenceGraph, place: int) -> bool:
        mentions = [m for m in self.reading.mentions_in(graph.span) if m.entity is not None]
        first, second = mentions[place : place + 2]
        return graph.text(Span(first.span.end, max(first.span.end, second.span.start))).strip() == ","
