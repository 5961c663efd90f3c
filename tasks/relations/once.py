"""Each relation once a sentence, and none of a thing with itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from tasks.records import End, EntityNumber, Modality, Polarity, Relation, RelationType

Place = EntityNumber | tuple[int, int] | None
"""What tells one end from another: its entity, else where it stands."""


class Key(NamedTuple):
    """What may stand once a sentence: type, ends and commitment; of an open relation the predicate, too."""

    type: RelationType | None
    subject: Place
    object: Place
    said: str | None
    polarity: Polarity
    modality: Modality
    predicate: str | None

    @classmethod
    def of(cls, row: Relation) -> Key:
        """The key of a row; the ends of a symmetric relation stand in a fixed order."""
        subject, obj = _place(row.subject), _place(row.object)
        if row.type is not None and row.type.is_symmetric and repr(obj) < repr(subject):
            subject, obj = obj, subject
        return cls(
            row.type,
            subject,
            obj,
            row.object_text if row.object is None else None,
            row.polarity,
            row.modality,
            row.predicate if row.type is None else None,
        )


def _place(end: End | None) -> Place:
    if end is None:
        return None
    return end.entity if end.entity is not None else (end.span.start, end.span.end)


def between_two(rows: Iterator[Relation]) -> Iterator[Relation]:
    """Nothing is done to oneself without a reflexive: an object with the subject's entity was resolved wrongly."""
    for row in rows:
        if row.subject and row.object and row.object.entity is not None and row.subject.entity == row.object.entity:
            if row.type is None or " " not in row.object.text:
                yield replace(row, object=replace(row.object, entity=None))
        else:
            yield row


def once(rows: Sequence[Relation]) -> list[Relation]:
    """Each (type, ends, polarity, modality) once a sentence, the surest; a typed row covers the same open one."""
    best: dict[Key, Relation] = {}
    for row in rows:
        key = Key.of(row)
        known = best.get(key)
        if known is None or known.confidence < row.confidence:
            best[key] = row
    if len(best) < 2:
        return list(best.values())
    typed = {(row.predicate, row.subject, row.object) for row in best.values() if row.type is not None}
    kept = [
        row
        for row in best.values()
        if row.type is not None or not typed or (row.predicate, row.subject, row.object) not in typed
    ]
    return sorted(kept, key=lambda row: (row.evidence, row.rule, row.predicate))
