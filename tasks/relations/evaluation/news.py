"""Scores on whole articles: what the lexicon covers, what two languages agree on, and relations of DFKI SmartData.

SmartData (Schiersch et al. 2018, https://aclanthology.org/L18-1703) marks relations of companies; those that our types
hold are looked up among the rows. Only recall can be told, since it marks no other type.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tasks.records import End, Relation, RelationType, Span
from tasks.relations.evaluation.bench import Score

Fact = tuple[str, str, str]
"""Type, subject entity and object entity of a row."""

_OFFICE_RULES = frozenset({"title", "apposition", "office-copula", "possessive", "adjacency"})
SMARTDATA: Mapping[str, tuple[frozenset[RelationType], tuple[str, str]]] = MappingProxyType(
    {
        "OrganizationLeadership": (
            frozenset({RelationType.HEAD_OF, RelationType.AFFILIATED_WITH}),
            ("person", "organization"),
        ),
        "Acquisition": (frozenset({RelationType.COOPERATE}), ("buyer", "acquired")),
        "Merger": (frozenset({RelationType.COOPERATE}), ("old", "old")),
        "Strike": (frozenset({RelationType.PROTEST}), ("union", "company")),
        "SpinOff": (frozenset({RelationType.PART_OF}), ("child", "parent")),
    }
)
"""Our types for a SmartData relation, and the roles of its two ends."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rows of verbs between two named entities, and how many of them have a type; untyped predicates by frequency."""

    rows: int
    typed: int
    missing: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float:
        """Share of rows with a type."""
        return self.typed / self.rows if self.rows else 0.0


def coverage(relations: Iterable[Relation]) -> Coverage:
    """Which share of the predicates between named entities the lexicon covers; offices are left out."""
    rows = [
        row
        for row in relations
        if row.subject and row.object and None not in {row.subject.entity, row.object.entity}
        if row.rule not in _OFFICE_RULES
    ]
    missing = Counter(row.predicate for row in rows if row.type is None)
    return Coverage(len(rows), sum(row.type is not None for row in rows), tuple(missing.most_common()))


def agreement(first: Sequence[frozenset[Fact]], second: Sequence[frozenset[Fact]]) -> Score:
    """How far the facts of the same articles in two languages are the same."""
    both = sum(len(one & other) for one, other in zip(first, second, strict=True))
    return Score(both, sum(map(len, first)), both, sum(map(len, second)))


def fact(row: Relation, subject: str, obj: str) -> Fact | None:
    """The row as a fact between two resolved entities, symmetric types in one order; None for an open relation."""
    if row.type is None or row.type is RelationType.STATE or row.type is RelationType.POSITION_HELD:
        return None
    ends = sorted((subject, obj)) if row.type.is_symmetric else (subject, obj)
    return row.type.value, ends[0], ends[1]


@dataclass(frozen=True, slots=True)
class MarkedRelation:
    """A relation of SmartData: its name and where its two ends stand."""

    name: str
    subject: Span
    object: Span


def read_smartdata(path: Path) -> Iterator[tuple[str, tuple[MarkedRelation, ...]]]:
    """Texts with the relations that our types hold; texts without any are left out."""
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    decoder, place = json.JSONDecoder(), 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        entry, place = decoder.raw_decode(text, place)
        marked = tuple(_marked(entry))
        if marked:
            yield entry["text"]["string"], marked


def _marked(entry: Mapping[str, Any]) -> Iterator[MarkedRelation]:
    for relation in (entry.get("relationMentions") or {}).get("array", ()):
        if relation["name"] not in SMARTDATA:
            continue
        first, second = SMARTDATA[relation["name"]][1]
        spans: dict[str, list[Span]] = {}
        for argument in relation["args"]["array"]:
            where = argument["conceptMention"]["span"]
            spans.setdefault(argument["role"], []).append(Span(where["start"], where["end"]))
        ends = (*spans.get(first, ())[:1], *spans.get(second, ())[first == second :][:1])
        if len(ends) > 1:
            yield MarkedRelation(relation["name"], ends[0], ends[1])


def is_found(marked: MarkedRelation, rows: Iterable[Relation]) -> bool:
    """Whether a row of one of the right types has both ends, in either order."""
    types = SMARTDATA[marked.name][0]
    return any(
        row.type in types
        and (
            (_touches(row.subject, marked.subject) and _touches(row.object, marked.object))
            or (_touches(row.subject, marked.object) and _touches(row.object, marked.subject))
        )
        for row in rows
    )


def _touches(end: End | None, span: Span) -> bool:
    return end is not None and end.span.overlaps(span)
