"""Who goes to a town of their own country consults nobody there: `è andato a Milano` of an Italian minister.

Which verbs tell a visit is in the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tasks.records import End, EntityKind, Relation, RelationType
from tasks.relations.document import Reading


def abroad(rows: Iterator[Relation], reading: Reading) -> Iterator[Relation]:
    """The rows; a meeting with a town of the subject's own country is an open relation."""
    for row in rows:
        if row.type is RelationType.CONSULT and _is_at_home(reading, row.subject, row.object):
            yield replace(row, type=None)
        else:
            yield row


def _is_at_home(reading: Reading, visitor: End | None, place: End | None) -> bool:
    if visitor is None or place is None:
        return False
    who, where = reading.entity(visitor.entity), reading.entity(place.entity)
    if who is None or where is None or where.kind is not EntityKind.PLACE or where.country_code is None:
        return False
    return reading.homes(who) == {where.country_code}
