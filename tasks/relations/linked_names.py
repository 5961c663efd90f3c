"""Facts that a few words between two names tell: `VW-Tochter Audi`, `NATO member Turkey`, `die in Genf ansässige WHO`.

A row of the table below is a pattern for what stands between the names, the kinds of thing that they are, and what the
fact is. Names without words between belong to adjacency.py, people of organisations to staff.py, offices to offices.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.records import EntityKind, Label, Language, Mention, RelationType, Span
from tasks.relations.adjacency import Beside, beside
from tasks.relations.document import Reading
from tasks.relations.english_links import ENGLISH
from tasks.relations.event_noun import FACTS
from tasks.relations.german_links import GERMAN
from tasks.relations.graph import SentenceGraph
from tasks.relations.italian_links import ITALIAN
from tasks.relations.link_patterns import Link

_INSTITUTION = re.compile(
    r"(?i)universit|institut|istituto|college|school|schule|akademi|academy|accademia|hospital|klinik|krankenhaus|"
    r"ospedale|museum|museo|gallery|galerie|galleria|theat|teatro|arena|stadi|library|bibliothek|biblioteca|church|kirche|"
    r"cathedral|court\b|gericht|zentrum\b|center\b|centre\b|laborator|observator|zoo\b|airport|flughafen|aeroporto"
)
"""Names of bodies that stand in one place."""


_BRANCH = re.compile(
    r"\b(?:Division|Department|Institute|Cent(?:er|re)|School|Faculty|Lab(?:oratory)?|Committee|Council|Office|Bureau"
    r"|Brigade|Regiment|Corps|Fleet|Squadron|Command|Unit|Museum|College|Academy|Board|Directorate|Branch|Wing|Studios?"
    r"|Battalion|Library|Observatory|Clinic|Secretariat|Chamber)\b"
)
"""Names of parts of a body: `NASA's Ames Research Center`."""
_SITE = re.compile(
    r" (?:Airport|Arena|Avenue|Basin|Bay|Beach|Bridge|Canal|Canyon|Castle|Cathedral|Church|Coast|College|County|Delta"
    r"|Desert|District|Falls|Forest|Gardens?|Glacier|Gulf|Hall|Harbou?r|Hills?|Hospital|Hotel|Islands?|Lake|Mall|Market"
    r"|Monastery|Mosque|Mountains?|Museum|Oblast|Palace|Park|Peninsula|Plateau|Prison|Province|Quarter|Region|Reserve"
    r"|River|Road|School|Square|Stadium|Station|Strip|Street|Temple|Theat(?:er|re)|Tower|University|Valley|Volcano|Zoo)$"
    r"|^(?:Lake|Mount|Mt\.?|University of) "
)
"""Names of places and bodies that say what they are and stand somewhere."""

_OF_FULL_NAMES = frozenset({*FACTS, RelationType.AFFILIATED_WITH, RelationType.HEAD_OF})
"""Facts that only a person's full name tells; for events a family name will do."""

LINKS: dict[str, tuple[Link, ...]] = {
    "de": GERMAN,
    "en": ENGLISH,
    "it": ITALIAN,
}
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
            for pattern in self.links:
                other = self._fitting(graph, pattern, first, following)
                if other is not None and other.entity != first.entity:
                    subject, obj = (other, first) if pattern.turned else (first, other)
                    yield beside(pattern.type, subject, obj, "linked-names", "of")
                    break

    def _fitting(self, graph: SentenceGraph, pattern: Link, first: Mention, following: list[Mention]) -> Mention | None:
        """The name behind that a pattern ties to the first: the next one, or past a country the one after it."""
        for second in following if self._is(first, pattern.first, pattern) else ():
            if not self._is(second, pattern.second, pattern):
                continue
            between = graph.text(Span(first.span.end, max(first.span.end, second.span.start))).strip()
            if pattern.between.fullmatch(between) and self._holds(graph, pattern, first, second):
                return second
        return None

    def _is(self, mention: Mention, kinds: frozenset[EntityKind], pattern: Link) -> bool:
        entity = self.reading.entity(mention.entity)
        if entity is None or entity.kind not in kinds:
            return False
        if entity.kind is EntityKind.PERSON:
            known = " " in mention.text or " " in entity.name or pattern.type not in _OF_FULL_NAMES
            return mention.label is Label.PER and known
        return entity.kind is EntityKind.ORGANIZATION or mention.label is Label.LOC or pattern.people

    def _holds(self, graph: SentenceGraph, pattern: Link, first: Mention, second: Mention) -> bool:
        """Whether all that a pattern asks for beside the text between the names is there."""
        if pattern.before is not None and not pattern.before.search(
            graph.text(Span(graph.span.start, first.span.start))
        ):
            return False
        if pattern.behind is not None and not pattern.behind.match(graph.text(Span(second.span.end, graph.span.end))):
            return False
        inner, outer = (second, first) if pattern.turned else (first, second)
        if pattern.type is RelationType.LOCATED_IN and not self._may_lie_in(inner, outer):
            return False
        owned = pattern.guard != "owner" or self._is_genitive(first)
        return owned and self._is_guarded(graph, pattern.guard, first, second)

    def _is_genitive(self, mention: Mention) -> bool:
        entity = self.reading.entity(mention.entity)
        return entity is not None and mention.text.endswith("s") and not entity.name.endswith("s")

    def _may_lie_in(self, inner: Mention, outer: Mention) -> bool:
        """Whether nothing known says that a place lies in another country than the one behind `in`."""
        small, large = self.reading.entity(inner.entity), self.reading.entity(outer.entity)
        if small is None or large is None or small.kind is EntityKind.COUNTRY:
            return False
        known = small.country_code, large.country_code
        return small.kind is EntityKind.ORGANIZATION or None in known or known[0] == known[1]

    def _is_guarded(self, graph: SentenceGraph, guard: str, first: Mention, second: Mention) -> bool:
        if guard == "institution":
            return _INSTITUTION.search(first.text) is not None
        if guard in {"closed", "known"}:
            region = self.reading.entity(second.entity)
            known = guard == "closed" or (region is not None and region.country_code is not None)
            after = next((word for word in graph.words if word.span.start >= second.span.end), None)
            return known and after is not None and after.text in {")", ","}
        if guard == "branch":
            return _BRANCH.search(second.text) is not None
        if guard == "site":
            return _SITE.search(second.text) is not None
        if guard == "below":
            sure = " " in first.text or _stands_with_article(graph, first)
            heads = (graph.head(word) for word in graph.words if second.span.contains(word.span))
            return sure and any(head is not None and first.span.contains(head.span) for head in heads)
        return True


def _stands_with_article(graph: SentenceGraph, name: Mention) -> bool:
    """Whether a single word is sure to name a place or body: `the Capitol`, `at NASA`; a person may be misread."""
    before = next((word for word in reversed(graph.words) if word.span.end <= name.span.start), None)
    return name.text.isupper() or (before is not None and before.upos == "DET")
