"""Names that stand in a row: people joined by commas and `and`, a body's name right behind the kind of body it is.

What a title or a party in front of the first says of all of them belongs to offices.py and adjacency.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Mention, Span
from tasks.relations.document import Reading
from tasks.relations.graph import SentenceGraph

AND = frozenset({"and", "und", "e", "ed", "sowie", "&"})


def joined_people(graph: SentenceGraph, first: Mention, people: Sequence[Mention]) -> list[Mention]:
    """The people named right behind `first`, up to the one behind `and`; none if no `and` ends the row."""
    found: list[Mention] = []
    last = first
    for person in people:
        if person.span.start < last.span.end:
            continue
        link = graph.text(Span(last.span.end, person.span.start)).strip()
        if link in AND:
            return [*found, person]
        if link != ",":
            break
        found.append(person)
        last = person
    return []


def tells_kind_of_next(reading: Reading, graph: SentenceGraph, mention: Mention) -> bool:
    """`der Schweizer Großbank UBS`, `der Mailänder Scala`: whether an organisation's name stands right behind.

    Before it what is taken for one, or a town's adjective.
    """
    town = mention.text[:1].isupper() and mention.text.endswith("er") and mention.label is not Label.PER
    if mention.label is not Label.ORG and not town:
        return False
    after = next((word for word in graph.words if word.span.start >= mention.span.end), None)
    following = reading.mentions_in(after.span) if after is not None else []
    return any(each is not mention and each.label is Label.ORG for each in following)
