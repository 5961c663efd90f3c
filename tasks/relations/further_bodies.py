"""Bodies of an office beside its first: organisations joined to it, a member's seat, the party in front of an office.

The first body belongs to office_bodies.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tasks.records import End, EntityKind, Label, Mention, Span
from tasks.relations.document import Reading
from tasks.relations.entries import Office
from tasks.relations.graph import SentenceGraph
from tasks.relations.name_rows import AND
from tasks.relations.office_words import OfficeWords

_FROM = frozenset({"aus", "from"})
_MEMBERS = ("senator", "abgeordnet", "congress", "representative", "lawmaker", "politiker", "republikaner", "demokrat")
"""Offices that are held for a constituency: beside what they are of stands where they are from."""


GOVERNING = (
    "kanzler", "kanzlerin", "ministerpräsident", "ministerpräsidentin", "premier", "premierminister",
    "premierministerin", "regierungschef", "regierungschefin", "bürgermeister", "bürgermeisterin", "landrat",
    "gouverneur", "gouverneurin", "staatschef", "minister", "ministerin",
)  # fmt: skip
"""German offices of countries and places: a party in front of one is its holder's."""


@dataclass(frozen=True, slots=True)
class Further:
    """One more body of an office, and whether its holder leads it as the first."""

    body: End
    alike: bool


def further_bodies(
    reading: Reading, graph: SentenceGraph, office: OfficeWords, holder: Mention, body: End | None
) -> list[Further]:
    """All bodies of an office beside the first, `body`, for one of its holders."""
    if body is None:
        return []
    found = [
        Further(end, True)
        for end in (*_joined(reading, graph, office, body), *_seat(reading, graph, office.office, holder))
    ]
    found.extend(Further(end, False) for end in _party(reading, graph, office))
    return [each for each in found if each.body.entity != body.entity]


def _joined(reading: Reading, graph: SentenceGraph, office: OfficeWords, body: End) -> Iterator[End]:
    """`CEO of Euronews and Africanews`: the organisations that follow the body behind an office, joined to it."""
    if body.span.start < graph.words[office.last].span.end:
        return
    last, known = body, reading.entity(body.entity)
    for mention in reading.mentions_in(graph.span):
        if mention.span.start < last.span.end or known is None or known.kind is not EntityKind.ORGANIZATION:
            continue
        link = graph.text(Span(last.span.end, mention.span.start)).strip()
        entity = reading.entity(mention.entity)
        if link not in AND or entity is None or entity.kind is not EntityKind.ORGANIZATION or entity is known:
            return
        last = End(mention.span, mention.text, mention.entity)
        yield last


def _seat(reading: Reading, graph: SentenceGraph, office: Office, holder: Mention) -> Iterator[End]:
    """`US-Senator Ted Cruz aus Texas`: where a member of a house is from, behind the name."""
    behind = [word for word in graph.words if word.span.start >= holder.span.end][:2]
    told = office.fact == "AFFILIATED_WITH" and office.lemma.lower().removeprefix("us-").startswith(_MEMBERS)
    if not told or len(behind) < 2 or behind[0].text.lower() not in _FROM:
        return
    for mention in reading.mentions_in(behind[1].span):
        if mention.label is Label.LOC:
            yield End(mention.span, mention.text, mention.entity)


def _party(reading: Reading, graph: SentenceGraph, office: OfficeWords) -> Iterator[End]:
    """`Hessens CDU-Regierungschef Roland Koch`: the organisation in front of an office of a country or place."""
    words = graph.words
    if office.first < 2 or words[office.first - 1].text != "-" or not office.office.lemma.lower().endswith(GOVERNING):
        return
    for mention in reading.mentions_in(words[office.first - 2].span):
        entity = reading.entity(mention.entity)
        if entity is not None and entity.kind is EntityKind.ORGANIZATION:
            yield End(mention.span, mention.text, mention.entity)
