"""Who goes where: a town of the visitor's own country is no counterpart, whatever verb tells the visit."""

from __future__ import annotations

import pytest

from tasks.records import (
    Alias,
    Annotation,
    ArticleEntity,
    CountryCode,
    EntityKind,
    EntityNumber,
    Label,
    Language,
    Relation,
    RelationType,
    Span,
    Voice,
)
from tasks.relations.document import Document, Reading
from tasks.relations.lexicon import empty
from tasks.relations.visits import abroad
from tests.unit.relations.rows import made_end


def entity(number: int, kind: EntityKind, code: str | None, countries: tuple[str, ...] = ()) -> ArticleEntity:
    label = Label.PER if kind is EntityKind.PERSON else Label.LOC
    name = f"E{number}"
    own = CountryCode(code) if code else None
    tied = tuple(CountryCode(each) for each in countries)
    return ArticleEntity(EntityNumber(number), name, label, kind, (Alias(name, 1),), own, tied)


VISITOR = entity(0, EntityKind.PERSON, None, ("IT",))
STRANGER = entity(0, EntityKind.PERSON, None)
OF_TWO = entity(0, EntityKind.PERSON, None, ("IT", "FR"))
TOWN = entity(1, EntityKind.PLACE, "IT")
TOWN_ABROAD = entity(1, EntityKind.PLACE, "FR")
UNKNOWN_TOWN = entity(1, EntityKind.PLACE, None)
COUNTRY = entity(1, EntityKind.COUNTRY, "IT")


@pytest.mark.parametrize(
    ("visitor", "place", "type_"),
    [
        (VISITOR, TOWN, None),
        (VISITOR, TOWN_ABROAD, RelationType.CONSULT),
        (VISITOR, UNKNOWN_TOWN, RelationType.CONSULT),
        (VISITOR, COUNTRY, RelationType.CONSULT),
        (STRANGER, TOWN, RelationType.CONSULT),
        (OF_TWO, TOWN, RelationType.CONSULT),
    ],
)
def test_who_stays_at_home_consults_nobody(
    visitor: ArticleEntity, place: ArticleEntity, type_: RelationType | None
) -> None:
    language = Language("it")
    annotation = Annotation(language, "test", "test", (), ())
    reading = Reading(Document("", language, None, (), annotation, (), (visitor, place)), empty(language))
    row = Relation(
        type=RelationType.CONSULT,
        predicate="recare",
        predicate_text="si è recato a",
        voice=Voice.ACTIVE,
        subject=made_end("Rossi", 0, 0),
        object=made_end("Milano", 20, 1),
        sentence_no=0,
        evidence=Span(0, 26),
        rule="oblique",
        confidence=0.5,
    )
    assert [each.type for each in abroad(iter([row]), reading)] == [type_]
