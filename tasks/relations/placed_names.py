"""Where a place lies by how two names stand: `Feltre (Belluno)`, `Nel Missouri, a Ferguson`, `a Roma, in via Veneto`.

A town in brackets or behind a region, a street or building with its town. A smaller place with the larger one right
behind it belongs to adjacency.py, bodies and their seats there and to linked_names.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from tasks.records import EntityKind, Label, Mention, RelationType, Span
from tasks.relations.beside import Beside, beside
from tasks.relations.document import Reading
from tasks.relations.graph import SentenceGraph

SITE = re.compile(
    r"(?:(?:via|viale|piazza|piazzale|piazzetta|corso|largo|vicolo|lungomare|lungotevere|stadio|teatro|ospedale|"
    r"policlinico|clinica|convento|monastero|abbazia|basilica|chiesa|cattedrale|duomo|santuario|moschea|sinagoga|"
    r"cimitero|palazzo|museo|galleria|hotel|albergo|stazione|aeroporto|scuola|liceo|università|carcere|penitenziario|"
    r"caserma|parco|palasport|palazzetto|auditorium|arena|autodromo|ippodromo|velodromo|circuito|centro|quartiere|zona|rione|borgata)"
    r"\b.*|.*\b(?:street|avenue|road|square|park|stadium|arena|theatre|theater|hospital|airport|hotel|church|hall)|"
    r".+(?:straße|strasse|platz|allee|stadion|bahnhof|flughafen|krankenhaus|kirche|museum|theater))",
    re.IGNORECASE,
)
"""Names of streets, squares and buildings: they lie in a town, and no town lies in them."""

_BRACKET = re.compile(r"\(")
_IN_REGION = re.compile(r"(?:^|.*\W)(?:in|ne(?:l|llo|lla|ll['’]|i|gli|lle)) ?$", re.IGNORECASE | re.DOTALL)
_BEHIND_NAME = re.compile(r"[A-ZÀ-Ý][\w'’-]+, (?:in|nel|nello|nella|nell['’]|nei|negli|nelle) ?$")
"""`a Manchester, nel Somerset, a Basingstoke` is a list."""
_AT_TOWN = re.compile(r",? ?(?:a|ad|a la|nella città di|nel comune di)")
_SITE_BEHIND = re.compile(
    r",|,? ?(?:in|presso|a|ad|(?:davanti |vicino |accanto )?a(?:l|llo|lla|ll['’])|presso (?:il|lo|la|l['’])|"
    r"ne(?:l|llo|lla|ll['’]))",
    re.IGNORECASE,
)
_IS_AT = re.compile(r"(?:^|.*\W)(?:a|ad|in|at|di|of) ?$", re.IGNORECASE | re.DOTALL)
_IS_FROM = re.compile(r".*\W(?:da|dal|dallo|dalla|dall['’]) ?$", re.IGNORECASE | re.DOTALL)
_ARTICLE = re.compile(
    r"(?:^|.*\W)(?:il|lo|la|l['’]|(?:a|da|de|ne|su)(?:l|llo|lla|ll['’])) ?$", re.IGNORECASE | re.DOTALL
)
_OF_OR_AT = re.compile(r",? ?(?:di|a|ad)")
_SEAT_OF = re.compile(
    r",? ?(?:dove|in cui|nella quale) (?:ha|aveva|hanno|si trova|c['’]è) (?:(?:la|il|anche|propria|sua) )*"
    r"(?:sede|quartier generale)(?: \w+)? (?:[\w'’]+ ?){0,4}"
)
_CLOSING = frozenset({")", ","})
_SHORTEST_CODE = 2
"""Letters of an Italian province on a number plate: `Orio al Serio (BG)`."""
_NEAR = 24
"""Characters before a name that are looked at for its preposition."""


class PlacedFinder:
    """Finds such facts in the sentences of one article."""

    def __init__(self, reading: Reading) -> None:
        """Remember the article."""
        self.reading = reading
        self.italian = reading.document.language == "it"

    def beside(self, graph: SentenceGraph, facts: Iterable[Beside]) -> Iterator[Beside]:
        """Such facts of a sentence, then those of names in a row without a town in a street or building.

        `ad Acilia, in via Sarnico` has the order of `a Feltre, in Veneto`.
        """
        found = list(self.find(graph))
        yield from found
        turned = {(fact.object.entity, fact.subject.entity) for fact in found}
        for fact in facts:
            town = self.reading.entity(fact.subject.entity)
            known = town is not None and town.country_code is not None and SITE.fullmatch(fact.subject.text) is None
            in_site = fact.rule == "place-apposition" and known and SITE.fullmatch(fact.object.text) is not None
            if not in_site and (fact.subject.entity, fact.object.entity) not in turned:
                yield fact

    def find(self, graph: SentenceGraph) -> Iterator[Beside]:
        """Each pair of neighbouring names that tells where the one lies."""
        mentions = [m for m in self.reading.mentions_in(graph.span) if m.entity is not None]
        for first, second in pairwise(mentions):
            if first.entity == second.entity or first.label is not Label.LOC:
                continue
            link = graph.text(Span(first.span.end, max(first.span.end, second.span.start))).strip()
            ends: tuple[Mention, Mention] | None = None
            if second.label is Label.ORG and self.italian and _SEAT_OF.fullmatch(link + " "):
                ends = second, first
            elif second.label is Label.LOC and self._in_one_country(first, second):
                ends = self._inner_and_outer(graph, first, second, link)
            if ends is not None:
                yield beside(RelationType.LOCATED_IN, *ends, "place-apposition", "in")

    def _inner_and_outer(
        self, graph: SentenceGraph, first: Mention, second: Mention, link: str
    ) -> tuple[Mention, Mention] | None:
        """The smaller place and the larger one, if what stands between them tells that."""
        if _BRACKET.fullmatch(link):
            return (first, second) if self._explains(graph, first, second) else None
        if not self.italian:
            return None
        before = graph.text(Span(max(graph.span.start, first.span.start - _NEAR), first.span.start))
        inside = False
        if is_site(first) and not is_site(second) and not self._is_country(second):
            inside = _OF_OR_AT.fullmatch(link) is not None and not _IS_FROM.match(before)
        elif link == "di" and " " not in first.text and not self._is_country(second):
            inside = _ARTICLE.match(before) is not None and self._is_new(first)
        if inside:
            return first, second
        return (second, first) if self._lies_in_first(before, first, second, link) else None

    def _lies_in_first(self, before: str, first: Mention, second: Mention, link: str) -> bool:
        """`Nel Missouri, a Ferguson`, `a Roma, in via Veneto`: the larger place in front."""
        if is_site(second):
            told = not before or _IS_AT.match(before) is not None
            return told and not is_site(first) and not self._is_country(first) and bool(_SITE_BEHIND.fullmatch(link))
        listed = _BEHIND_NAME.search(before) is not None
        return bool(_AT_TOWN.fullmatch(link) and _IN_REGION.match(before) and not (listed or self._is_country(second)))

    def _explains(self, graph: SentenceGraph, town: Mention, region: Mention) -> bool:
        """Whether what stands in brackets is the larger place, not another name, a list or a subject."""
        if self._is_country(town) or is_site(region) or town.text.isupper():
            return False
        after = next((word.text for word in graph.words if word.span.start >= region.span.end), "")
        if after not in _CLOSING or (after == "," and self._is_country(region)):
            return False
        known = not self._is_new(region) or " " in region.text
        short = region.text.isupper()
        if known or not self.italian or short:
            return known or (self.italian and len(region.text) == _SHORTEST_CODE)
        before = graph.text(Span(max(graph.span.start, town.span.start - _NEAR), town.span.start))
        return self._is_new(town) and _ARTICLE.match(before) is None

    def _is_new(self, place: Mention) -> bool:
        """Whether no gazetteer knows a place: `al Palavela di Torino`."""
        entity = self.reading.entity(place.entity)
        return entity is not None and entity.kind is EntityKind.PLACE and entity.country_code is None

    def _is_country(self, place: Mention) -> bool:
        entity = self.reading.entity(place.entity)
        return entity is None or entity.kind is EntityKind.COUNTRY

    def _in_one_country(self, first: Mention, second: Mention) -> bool:
        kinds = [self.reading.entity(each.entity) for each in (first, second)]
        codes = {each.country_code for each in kinds if each is not None and each.country_code is not None}
        people = any(each is None or each.label is Label.PER for each in kinds)
        return len(codes) < 2 and not people


def is_site(place: Mention) -> bool:
    """Whether a name is that of a street, a square or a building."""
    return SITE.fullmatch(place.text) is not None
