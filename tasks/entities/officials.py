"""For which state well-known politicians act or acted, by their names in the spelling of any language.

The table `data/officials.csv` says nothing of offices and dates: that is what texts are read for. It only tells whose
`President Rahmon` is where the text does not say so; where an article ties a person to a country, that counts.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from tasks.entities.gazetteers import DATA
from tasks.entities.keys import family_keys, person_keys
from tasks.entities.names import PersonName, parse_person
from tasks.entities.person_matching import match_people, may_match
from tasks.records import ArticleEntity, CountryCode, EntityKind, EntityNumber, Language

_ENGLISH: Final = Language("en")
_COLUMNS: Final = ["name", "country", "also"]
_ALIKE: Final = 0.85
"""Score of two full names from which they are one person's."""
_ALIKE_ALONE: Final = 0.55
"""The same for a family name alone."""

_Official = tuple[PersonName, CountryCode]


def states_of(entities: Sequence[ArticleEntity], language: Language) -> dict[EntityNumber, CountryCode]:
    """For which state those of an article's people act whom the table knows."""
    known = {each.number: country_of(each.name, language) for each in entities if each.kind is EntityKind.PERSON}
    return {number: country for number, country in known.items() if country is not None}


def country_of(name: str, language: Language) -> CountryCode | None:
    """The state of the only politicians of this name; a family name alone has to be that of politicians of one state.

    None for a name that is not in the table, or that people of several states bear.
    """
    found = {country for _, country in _known(name, language)}
    return found.pop() if len(found) == 1 else None


def is_full_name(name: str, language: Language) -> bool:
    """Whether a name, given name included and with nothing else before it, is that of politicians of the table."""
    given = parse_person(name).given
    return bool(given) and any(len(given) <= len(official.given) for official, _ in _known(name, language))


@lru_cache(maxsize=4096)
def _known(name: str, language: Language) -> tuple[_Official, ...]:
    """The people of the table who may bear a name."""
    person = parse_person(name)
    near = {official for key in family_keys(person, language) for official in officials().get(key, ())}
    return tuple(official for official in near if _are_alike(official[0], person, language))


def _are_alike(official: PersonName, person: PersonName, language: Language) -> bool:
    if not person.given:
        alone = not person.particles and " " not in person.family
        return alone and match_people(official, _ENGLISH, person, language)[0] >= _ALIKE_ALONE
    return may_match(official, person) and match_people(official, _ENGLISH, person, language)[0] >= _ALIKE


@cache
def officials() -> Mapping[str, tuple[_Official, ...]]:
    """The people of the table by the keys of their family names.

    Raises:
        ValueError: if a row has no name, no country or another number of columns.
    """
    found: dict[str, list[_Official]] = defaultdict(list)
    with (DATA / "officials.csv").open(encoding="utf-8", newline="") as lines:
        for name, country in read_rows(csv.reader(lines)):
            person = parse_person(name)
            for key in person_keys(person, _ENGLISH):
                found[key].append((person, country))
    return MappingProxyType({key: tuple(people) for key, people in found.items()})


def read_rows(rows: Iterator[list[str]]) -> Iterator[tuple[str, CountryCode]]:
    """Each name of the table with its country.

    Raises:
        ValueError: if the head or a row is not as it should be.
    """
    if next(rows, None) != _COLUMNS:
        raise ValueError(f"officials.csv: the first line has to be {','.join(_COLUMNS)}")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(_COLUMNS) or not row[0].strip() or not (len(row[1]) == 2 and row[1].isupper()):
            raise ValueError(f"officials.csv, line {number}: give a name and the country's code of two letters")
        for name in (row[0], *filter(None, row[2].split("|"))):
            yield name, CountryCode(row[1])
