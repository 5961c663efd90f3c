"""Identities across articles: what is joined, what is kept apart, and that order does not matter."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.entities.resolution import ArticleEntities, KnownEntity, Resolution, resolve
from tasks.records import (
    Alias,
    ArticleEntity,
    ArticleId,
    CountryCode,
    EntityId,
    EntityKind,
    EntityNumber,
    Label,
    Language,
)

KZ, US = CountryCode("KZ"), CountryCode("US")


Thing = Callable[[EntityNumber], ArticleEntity]


def person(name: str, *countries: CountryCode, office: str | None = None) -> Thing:
    return lambda number: ArticleEntity(
        number=number,
        name=name,
        label=Label.PER,
        kind=EntityKind.PERSON,
        aliases=(Alias(name, 1),),
        countries=countries,
        offices=(office,) if office else (),
    )


def thing(name: str, label: Label, kind: EntityKind) -> Thing:
    return lambda number: ArticleEntity(number, name, label, kind, (Alias(name, 1),))


def country(name: str, code: CountryCode) -> Thing:
    return lambda number: ArticleEntity(number, name, Label.LOC, EntityKind.COUNTRY, (Alias(name, 1),), code)


def article(name: str, language: str, *things: Thing) -> ArticleEntities:
    entities = tuple(thing(EntityNumber(number)) for number, thing in enumerate(things))
    return ArticleEntities(ArticleId(name), Language(language), None, entities)


ARTICLES = [
    article("a", "en", country("Kazakhstan", KZ), person("Kassym-Jomart Tokayev", KZ, office="president")),
    article("b", "de", country("Kasachstan", KZ), person("Kassym-Schomart Tokajew", KZ, office="präsident")),
    article("c", "it", country("Kazakistan", KZ), person("Qasym-Jomart Tokayev", KZ, office="presidente")),
    article("d", "en", person("Donald Trump", US, office="president"), person("Melania Trump", US)),
    article("e", "de", person("Hans Müller"), person("Angela Merkel")),
    article("f", "it", person("Mario Rossi"), country("Stati Uniti", US)),
]


def identity(resolution: Resolution, name: str, number: int) -> EntityId:
    return resolution.identities[(ArticleId(name), EntityNumber(number))]


def test_spellings_of_three_languages_are_one_person_and_one_country() -> None:
    found = resolve(ARTICLES)
    assert {identity(found, name, 0) for name in "abc"} == {"kazakhstan"}
    assert {identity(found, name, 1) for name in "abc"} == {"kassym-jomart-tokayev"}
    names = {entity.entity_id: entity.name for entity in found.entities}
    assert names[EntityId("kassym-jomart-tokayev")] == "Kassym-Jomart Tokayev"


def test_two_people_of_one_family_stay_two() -> None:
    found = resolve(ARTICLES)
    assert identity(found, "d", 0) != identity(found, "d", 1)


def test_bare_family_names_need_more_than_the_name() -> None:
    found = resolve([article("x", "en", person("Miller")), article("y", "en", person("Miller"))])
    assert identity(found, "x", 0) != identity(found, "y", 0)


def test_one_who_holds_an_office_may_go_by_an_uncommon_given_name() -> None:
    articles = [
        article("x", "en", person("Zorbabo Subiantho", KZ, office="president")),
        article("y", "de", person("Zorbabo", KZ, office="president")),
        article("z", "de", person("Zorbabo", US)),
    ]
    found = resolve(articles)
    assert identity(found, "x", 0) == identity(found, "y", 0)
    assert identity(found, "x", 0) != identity(found, "z", 0)


def test_a_party_may_leave_out_the_word_for_it() -> None:
    names = ("Fyra Thuy Party", "Fyra Thuy", "Green Party", "Green")
    articles = [article(name, "en", thing(name, Label.ORG, EntityKind.ORGANIZATION)) for name in names]
    found = resolve(articles)
    assert identity(found, names[0], 0) == identity(found, names[1], 0)
    assert identity(found, names[2], 0) != identity(found, names[3], 0)


def test_a_city_in_a_province_of_its_name_is_known_by_its_other_names() -> None:
    articles = [article(name, "de", thing(name, Label.LOC, EntityKind.PLACE)) for name in ("Rangoon", "Rangun")]
    assert len(resolve(articles).entities) == 1


def test_an_identifier_once_given_is_kept() -> None:
    old = EntityId("tokayev-of-old")
    known = KnownEntity(old, "Tokayev", Label.PER, EntityKind.PERSON, aliases=("Kassym-Jomart Tokayev",))
    assert identity(resolve(ARTICLES, [known]), "a", 1) == "tokayev-of-old"


@settings(deadline=None)
@given(st.permutations(ARTICLES))
def test_the_order_of_articles_does_not_matter(shuffled: list[ArticleEntities]) -> None:
    expected, found = resolve(ARTICLES), resolve(shuffled)
    assert dict(found.identities) == dict(expected.identities)
    assert found.entities == expected.entities


def test_a_label_alone_does_not_part_one_name() -> None:
    """One engine takes a shop for a person, another for an organisation."""
    shop = ArticleEntity(EntityNumber(0), "Zabka", Label.ORG, EntityKind.ORGANIZATION, (Alias("Zabka", 2),))
    person = ArticleEntity(EntityNumber(0), "Zabka", Label.PER, EntityKind.PERSON, (Alias("Zabka", 1),))
    articles = [
        ArticleEntities(ArticleId("a"), Language("en"), None, (shop,)),
        ArticleEntities(ArticleId("b"), Language("de"), None, (person,)),
    ]
    assert len(resolve(articles).entities) == 1
