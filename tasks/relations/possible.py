"""Facts that cannot be, whatever a sentence seems to say: nothing lies in a person, and nobody is a member of one.

Which rows tell the same belongs to once.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from tasks.records import EntityKind, Relation, RelationType
from tasks.relations.document import Reading

_NEVER_OF_PEOPLE: Final = frozenset(
    {RelationType.LOCATED_IN, RelationType.BORDERS, RelationType.PART_OF, RelationType.MEMBER_OF}
)


def possible(rows: Iterable[Relation], reading: Reading) -> Iterator[Relation]:
    """The rows without facts of places and bodies whose object is a person."""
    for row in rows:
        entity = reading.entity(row.object.entity) if row.object is not None else None
        if row.type in _NEVER_OF_PEOPLE and entity is not None and entity.kind is EntityKind.PERSON:
            continue
        yield row
