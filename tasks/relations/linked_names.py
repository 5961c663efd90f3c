"""Facts that a few words between two names tell: `VW-Tochter Audi`, `NATO member Turkey`, `die in Genf ansässige WHO`.

A row of the table below is a pattern for what stands between the names, the kinds of thing that they are, and what the
fact is. Names without words between belong to adjacency.py, people of organisations to staff.py, offices to offices.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from tasks.records import EntityKind, Label, Mention, RelationType, Span
from tasks.relations.beside import Beside, beside
from tasks.relations.document import Reading
from tasks.relations.english_links import ENGLISH
from tasks.relations.entries import Lexicon
from tasks.relations.event_noun import FACTS
from tasks.relations.german_links import GERMAN
from tasks.relations.graph import SentenceGraph
from tasks.relations.italian_links import ITALIAN
from tasks.relations.link_patterns import Link

_INSTITUTION = re.compile(
    r"(?i)universit|institut|istituto|college|school|schule|akademi|academy|accademia|hospital|klinik|krankenhaus|"
    r"ospedale|museum|museo|gallery|galerie|galleria|theat|teatro|arena|stadi|library|bibliothek|biblioteca|church|kirche|"
    r"cathedral|court\b|gericht|zentrum\b|center\b|centre\b|laborator|observator|garden|giardin|parco|zoo\b|airport|flughafen|aeroporto"
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

_STATE_BODY = re.compile(
    r"(?:Ministry|Department|Parliament|Army|Navy|Air Force|Coast Guard|Armed Forces|Central Bank|Reserve Bank|Treasury"
    r"|Agency|Authority|Service|Commission|Council|Court|Congress|Senate|Party|Front|Movement|Union)\b"
)
"""Names of bodies that act for a country, or in its politics."""
_LONGEST_FIRM = 3
_LONGEST_LINK = 90
"""Characters between two names, beyond which nothing ties them without a verb."""
_INDEX = re.compile(r"^(?:FTSE|DAX|CAC|Nikkei|Nasdaq|Dow|MIB|BTP)")
"""Names of stock indices, which recognisers take for organisations."""

_PLURAL = re.compile(r"(?:[Gg]liedern?|[Ss]taaten|[Ll]ändern?|[Tt]öchtern?|[Mm]arken|members|states|brands) ?$")
"""Ends of nouns in the plural before the names that they call."""
_JOINTS = frozenset({",", "und", "sowie", "and"})

_OF_FULL_NAMES = frozenset({*FACTS, RelationType.AFFILIATED_WITH, RelationType.HEAD_OF})
"""Facts that only a person's full name tells; for events a family name will do."""

LINKS: dict[str, tuple[Link, ...]] = {
    "de": GERMAN,
    "en": ENGLISH,
    "it": ITALIAN,
}
"""The patterns, by language."""


@cache
def _any_link(language: str) -> re.Pattern[str]:
    """Matches whatever some pattern of the language takes between two names: most pairs of names fit none."""
    return re.compile("|".join(f"(?:{pattern.between.pattern})" for pattern in LINKS[language]))


@lru_cache(maxsize=16384)
def _links_between(language: str, between: str) -> tuple[int, ...]:
    """The places in the table of the patterns that take a text between two names; `and` comes up all the time."""
    if len(between) > _LONGEST_LINK or _any_link(language).fullmatch(between) is None:
        return ()
    return tuple(n for n, pattern in enumerate(LINKS[language]) if pattern.between.fullmatch(between))


class LinkFinder:
    """Finds such facts in the sentences of one article."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        """Remember the article, the patterns of its language and the nouns for people who are not a body's own."""
        self.reading = reading
        self.links = LINKS.get(lexicon.language, ())
        self.language = lexicon.language
        self.offices = lexicon.offices
        self.outsiders = lexicon.words.outsider_nouns | lexicon.words.expert_nouns

    def find(self, graph: SentenceGraph) -> Iterator[Beside]:
        """Each pair of neighbouring names with the first pattern that fits; people by their full names."""
        mentions = [m for m in self.reading.mentions_in(graph.span) if m.entity is not None]
        if len(mentions) < 2 or not self.links:
            return
        for place, first in enumerate(mentions):
            following: dict[int, list[Mention]] = {}
            for second in mentions[place + 1 : place + 3]:
                between = graph.text(Span(first.span.end, max(first.span.end, second.span.start))).strip()
                for number in _links_between(self.language, between):
                    following.setdefault(number, []).append(second)
            for number in sorted(following):
                pattern = self.links[number]
                other = self._fitting(graph, pattern, first, following[number])
                if other is not None and other.entity != first.entity:
                    for each in (other, *self._joined(graph, pattern, first, other, mentions)):
                        subject, obj = (each, first) if pattern.turned else (first, each)
                        yield beside(pattern.type, subject, obj, "linked-names", "of")
                    break

    def _joined(
        self, graph: SentenceGraph, pattern: Link, first: Mention, other: Mention, mentions: Sequence[Mention]
    ) -> Iterator[Mention]:
        """The further ones that a plural ties to a name (`die EU-Staaten Polen und Ungarn`, `die Töchter A und B`)."""
        if not pattern.turned or _PLURAL.search(graph.text(Span(first.span.end, other.span.start))) is None:
            return
        last = other
        for mention in mentions:
            if mention.span.start <= last.span.start:
                continue
            link = graph.text(Span(last.span.end, max(last.span.end, mention.span.start))).strip()
            if link not in _JOINTS or not self._is(mention, pattern.second, pattern):
                return
            last = mention
            yield mention

    def _fitting(
        self, graph: SentenceGraph, pattern: Link, first: Mention, following: Sequence[Mention]
    ) -> Mention | None:
        """The name behind that a pattern ties to the first: the next one, or past a country the one after it."""
        for second in following:
            if not self._is(first, pattern.first, pattern):
                continue
            if self._is(second, pattern.second, pattern) and self._holds(graph, pattern, first, second):
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

    def _is_role(self, graph: SentenceGraph, first: Mention, second: Mention) -> bool:
        """Whether what stands between are nouns that call the person one of the body's (`Bath prop Matt Stevens`)."""
        between = [w for w in graph.words if first.span.end <= w.span.start and w.span.end <= second.span.start]
        if not between or any(word.upos not in {"NOUN", "ADJ"} for word in between):
            return False
        last = between[-1]
        plural = last.features.get("Number") == "Plur"
        office = any((word.lemma.lower(),) in self.offices for word in between)
        return last.upos == "NOUN" and not plural and not office and last.lemma.lower() not in self.outsiders

    def _is_guarded(self, graph: SentenceGraph, guard: str, first: Mention, second: Mention) -> bool:
        """Whether the names are what a guard asks for (see `Link`)."""
        if guard in {"institution", "site", "branch", "state", "word"}:
            return _looks(guard, first, second)
        if guard == "role":
            return self._is_role(graph, first, second)
        if guard == "below":
            sure = " " in first.text or _stands_with_article(graph, first)
            heads = (graph.head(word) for word in graph.words if second.span.contains(word.span))
            return sure and any(head is not None and first.span.contains(head.span) for head in heads)
        if guard == "known":
            region = self.reading.entity(second.entity)
            if region is None or region.country_code is None:
                return False
        after = next((word for word in graph.words if word.span.start >= second.span.end), None)
        return guard not in {"closed", "known"} or (after is not None and after.text in {")", ","})


def _looks(guard: str, first: Mention, second: Mention) -> bool:
    """Whether the forms of two names are what a guard asks for."""
    if guard == "institution":
        return _INSTITUTION.search(first.text) is not None
    if guard == "site":
        return _SITE.search(second.text) is not None
    if guard == "branch":
        return _BRANCH.search(second.text) is not None
    if guard == "state":
        return _STATE_BODY.search(second.text) is not None
    words = second.text.split(" ")
    short = len(words) <= _LONGEST_FIRM and all(word[:1].isupper() for word in words)
    return short and _INDEX.search(second.text) is None


def _stands_with_article(graph: SentenceGraph, name: Mention) -> bool:
    """Whether a single word is sure to name a place or body: `the Capitol`, `at NASA`; a person may be misread."""
    before = next((word for word in reversed(graph.words) if word.span.end <= name.span.start), None)
    return name.text.isupper() or (before is not None and before.upos == "DET")
