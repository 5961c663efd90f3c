"""Facts that cannot be, whatever a sentence seems to say: nothing lies in a person, no country in another.

Which rows tell the same belongs to once.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from tasks.records import ArticleEntity, EntityKind, Relation, RelationType
from tasks.relations.document import Reading

_NEVER_OF_PEOPLE: Final = frozenset(
    {RelationType.LOCATED_IN, RelationType.BORDERS, RelationType.PART_OF, RelationType.MEMBER_OF}
)


def possible(rows: Iterable[Relation], reading: Reading) -> Iterator[Relation]:
    """The rows without facts of places and bodies whose object is a person, and without events of one's own country."""
    for row in rows:
        entity = reading.entity(row.object.entity) if row.object is not None else None
        if row.type in _NEVER_OF_PEOPLE and entity is not None and entity.kind is EntityKind.PERSON:
            continue
        inner = reading.entity(row.subject.entity) if row.subject is not None else None
        if row.type is RelationType.LOCATED_IN and _are_countries(inner, entity):
            continue
        if row.type is RelationType.DIPLOMATIC_RELATION and (_is_person(inner) or _is_person(entity)):
            continue
        if row.rule == "act-of" and _is_own(inner, entity, reading):
            continue
        yield row


def _is_own(actor: ArticleEntity | None, country: ArticleEntity | None, reading: Reading) -> bool:
    """`Der Präsident lehnte den Beitritt seines Landes ab`: nothing is done to a politician's own country."""
    if actor is None or country is None or actor.kind is not EntityKind.PERSON:
        return False
    return country.kind is EntityKind.COUNTRY and country.country_code in reading.homes(actor)


def _are_countries(inner: ArticleEntity | None, outer: ArticleEntity | None) -> bool:
    """`Chinese nationals living in the US`: a country's people are elsewhere, not the country."""
    return inner is not None and outer is not None and inner.kind is outer.kind is EntityKind.COUNTRY


def _is_person(entity: ArticleEntity | None) -> bool:
    """`her relationship with Harry`: people send no envoys."""
    return entity is not None and entity.kind is EntityKind.PERSON
