"""Facts that a few words between two names tell: `VW-Tochter Audi`, `NATO member Turkey`, `die in Genf ansässige WHO`.

A row of the table below is a pattern for what stands between the names, the kinds of thing that they are, and what the
fact is. Names without words between belong to adjacency.py, people of organisations to staff.py, offices to offices.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.records import EntityKind, Label, Language, Mention, RelationType, Span
from tasks.relations.adjacency import Beside, beside
from tasks.relations.document import Reading
from tasks.relations.graph import SentenceGraph

_ORG, _PERSON = frozenset({EntityKind.ORGANIZATION}), frozenset({EntityKind.PERSON})
_COUNTRY = frozenset({EntityKind.COUNTRY})
_SOMEWHERE = frozenset({EntityKind.COUNTRY, EntityKind.PLACE})
_INSTITUTION = re.compile(
    r"(?i)universit|institut|istituto|college|school|schule|akademi|academy|accademia|hospital|klinik|krankenhaus|"
    r"ospedale|museum|museo|gallery|galerie|galleria|theat|teatro|arena|stadi|library|bibliothek|biblioteca|church|kirche|"
    r"cathedral|court\b|gericht|zentrum\b|center\b|centre\b|laborator|observator|zoo\b|airport|flughafen|aeroporto"
)
"""Names of bodies that stand in one place."""


@dataclass(frozen=True, slots=True)
class Link:
    """What stands between two names, and the fact that it tells of them.

    Attributes:
        between: matches the whole text between the names, outer spaces left out.
        first, second: the kinds that the names have to be.
        turned: whether the second name is the subject.
        guard: `closed` if brackets or a comma have to end behind the second name, `below` if the tree has to hang the
            second name on the first, `institution` if the first has to be a body that stands in one place.
    """

    type: RelationType
    between: re.Pattern[str]
    first: frozenset[EntityKind]
    second: frozenset[EntityKind]
    turned: bool = False
    guard: str = ""


def _link(
    type_: RelationType,
    between: str,
    kinds: tuple[frozenset[EntityKind], frozenset[EntityKind]],
    *,
    turned: bool = False,
    guard: str = "",
) -> Link:
    return Link(type_, re.compile(between), *kinds, turned, guard)


_PART, _MEMBER = RelationType.PART_OF, RelationType.MEMBER_OF
_IN, _OF = RelationType.LOCATED_IN, RelationType.AFFILIATED_WITH
LINKS: dict[str, tuple[Link, ...]] = {
    "de": (
        _link(_PART, r"- ?(?:Konzern)?(?:[Tt]ochter\w*|[Ss]parte|[Aa]bleger)", (_ORG, _ORG), turned=True),
        _link(_PART, r"[,(] (?:eine?[rmn]? |d(?:ie|er) )?(?:\w+e[rn]? )?(?:Konzern)?[Tt]ochter\w* (?:von|der|des|vom)",
              (_ORG, _ORG)),
        _link(_MEMBER, r"- ?(?:Gründungs)?(?:[Mm]itglied(?:s?land|s?staat|er|ern)?|[Ss]taat|[Ll]and)",
              (_ORG, _COUNTRY), turned=True),
        _link(_MEMBER, r"[,(] (?:ein(?:em)? |das |dem )?(?:Gründungs)?[Mm]itglied(?:s?land|s?staat)? (?:der|des|von)",
              (_COUNTRY, _ORG)),
        _link(_IN, r"(?:ansässig|beheimatet|angesiedelt|stationiert)e[nrms]?(?: \w+){0,2}", (_SOMEWHERE, _ORG),
              turned=True),
        _link(_IN, r"aus", (_ORG, _SOMEWHERE), guard="below"),
        _link(_IN, r"(?:(?:der|des|von) \w+ )?in", (_ORG, _SOMEWHERE), guard="institution"),
        _link(_OF, r"\(", (_PERSON, _COUNTRY), guard="closed"),
        _link(_OF, r", (?:eine?|der|die) (?:\w+ )?(?:Republikaner|Demokrat|Abgeordnete)\w* aus",
              (_PERSON, _SOMEWHERE)),
    ),
    "en": (
        _link(_PART, r"(?:-owned(?: \w+)?|(?:['’]s )?(?:subsidiary|unit|division|spin-off))", (_ORG, _ORG),
              turned=True),
        _link(_PART, r"[,(] (?:an? |the )?(?:\w+ ){0,2}(?:subsidiary|unit|division|arm|part) of(?: the)?",
              (_ORG, _ORG)),
        _link(_MEMBER, r"(?:founding )?member(?: state| country| nation)?", (_ORG, _COUNTRY), turned=True),
        _link(_MEMBER, r"[,(] (?:an? |the )?(?:\w+ )?member(?: state)? of(?: the)?", (_COUNTRY, _ORG)),
        _link(_IN, r"- ?based(?: [a-z]+){0,3}", (_SOMEWHERE, _ORG), turned=True),
        _link(_IN, r"in(?: the)?", (_ORG, _SOMEWHERE), guard="institution"),
        _link(_OF, r"\(", (_PERSON, _COUNTRY), guard="closed"),
    ),
    "it": (
        _link(_PART, r"[,(] (?:una |la )?(?:controllata|filiale|divisione|costola)(?: \w+)? (?:di|dell?[ao'’]?)",
              (_ORG, _ORG)),
        _link(_MEMBER, r"[,(] (?:paese |stato |Paese |Stato )?membro(?: \w+)? (?:di|dell?[ao'’]?)", (_COUNTRY, _ORG)),
        _link(_IN, r"(?:a|ad|in)", (_ORG, _SOMEWHERE), guard="institution"),
        _link(_OF, r"\(", (_PERSON, _COUNTRY), guard="closed"),
    ),
}  # fmt: skip
"""The patterns, by language."""


class LinkFinder:
    """Finds such facts in the sentences of one article."""

    def __init__(self, reading: Reading, language: Language) -> None:
        """Remember the article and the patterns of its language."""
        self.reading = reading
        self.links = LINKS.get(language, ())

    def find(self, graph: SentenceGraph) -> Iterator[Beside]:
        """Each pair of neighbouring names with the first pattern that fits; people by their full names."""
        mentions = [m for m in self.reading.mentions_in(graph.span) if m.entity is not None]
        for place, first in enumerate(mentions):
            following = mentions[place + 1 : place + 3]
            for link in self.links:
                other = self._fitting(graph, link, first, following)
                if other is not None and other.entity != first.entity:
                    subject, obj = (other, first) if link.turned else (first, other)
                    yield beside(link.type, subject, obj, "linked-names", "of")
                    break

    def _fitting(self, graph: SentenceGraph, link: Link, first: Mention, following: list[Mention]) -> Mention | None:
        """The name behind that a pattern ties to the first: the next one, or past a country the one after it."""
        for second in following if self._is(first, link.first) else ():
            if not self._is(second, link.second):
                continue
            between = graph.text(Span(first.span.end, max(first.span.end, second.span.start))).strip()
            if link.between.fullmatch(between) and self._holds(graph, link, first, second):
                return second
        return None

    def _is(self, mention: Mention, kinds: frozenset[EntityKind]) -> bool:
        entity = self.reading.entity(mention.entity)
        if entity is None or entity.kind not in kinds:
            return False
        if entity.kind is EntityKind.PERSON:
            return mention.label is Label.PER and " " in mention.text
        return entity.kind is EntityKind.ORGANIZATION or mention.label is Label.LOC

    @staticmethod
    def _holds(graph: SentenceGraph, link: Link, first: Mention, second: Mention) -> bool:
        if link.guard == "institution":
            return _INSTITUTION.search(first.text) is not None
        if link.guard == "closed":
            after = next((word for word in graph.words if word.span.start >= second.span.end), None)
            return after is not None and after.text in {")", ","}
        if link.guard == "below":
            heads = (graph.head(word) for word in graph.words if second.span.contains(word.span))
            return any(head is not None and first.span.contains(head.span) for head in heads)
        return True
