"""Names by which other languages know a place or an institution, for comparing names.

Wider than the gazetteers and less sure of itself: a name may belong to several cities, and an acronym to several
bodies. So nothing is looked for in texts with it; that is what `gazetteers` is for.
"""

from __future__ import annotations

import csv
import gettext
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

import pycountry

from tasks.entities.gazetteers import DATA, LANGUAGES, straight

_SHORTEST = 3
_PLAIN_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=131072)
def plain(text: str) -> str:
    """Letters and digits of `text` in lower case without accents, words apart: for comparing names across keyboards."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return " ".join(text.lower().split())
    flat = unicodedata.normalize("NFKD", straight(text).casefold().translate(_PLAIN_LETTERS))
    return re.sub(r"[^\w]+", " ", "".join(letter for letter in flat if not unicodedata.combining(letter))).strip()


def places(name: str) -> frozenset[str]:
    """Keys of the cities (GeoNames) and of the states, provinces and cantons (ISO 3166-2) that `name` names."""
    low = plain(name)
    return _cities().get(low, frozenset()) | _subdivisions().get(low, frozenset())


def cities(name: str) -> frozenset[str]:
    """Keys of `places`, without the provinces that have the name of the one city in them that bears it: `Yangon`."""
    found = places(name)
    homes = {_city_homes()[key] for key in found if key in _city_homes()}
    if len(homes) != 1:
        return found
    provinces = {key for key in found if key not in _city_homes() and _province_home(key) in homes}
    return found - provinces


def institutions(name: str) -> frozenset[str]:
    """Keys of the institutions, agreements and regions that `name` names in some language, acronyms included.

    Acronyms are told apart by case: `who` names nothing.
    """
    return _acronyms().get(straight(name).replace(".", ""), frozenset()) | _institutions().get(plain(name), frozenset())


def institution_names() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each key of `institutions` with all its names, acronyms left out."""
    for row in _rows("institutions.csv"):
        names = tuple(name for language in LANGUAGES for name in row[language].split("|") if not _is_acronym(name))
        yield f"institution:{row['id']}", names


def people(name: str) -> frozenset[str]:
    """Keys of the people of history, and of others with two names, that `name` names."""
    return _people().get(plain(name), frozenset())


@cache
def given_name_groups() -> Mapping[str, frozenset[int]]:
    """Given names in plain letters to the groups of forms that they belong to: `pjotr` and `petro`, `bob`, `robert`."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(_rows("given_name_forms.csv")):
        for form in row["forms"].split("|"):
            found[plain(form).replace(" ", "")].add(number)
    return _frozen_numbers(found)


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, strict=True):
            if None in row or None in row.values():
                raise ValueError(f"{file}: wrong number of cells in {row}")
            yield row


@cache
def _cities() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for number, row in enumerate(_rows("exonyms.csv")):
        for name in (row["name"], *row["others"].split("|")):
            if len(plain(name)) >= _SHORTEST:
                found[plain(name)].add(f"geonames:{number}")
    return _frozen(found)


@cache
def _city_homes() -> Mapping[str, str]:
    """The country of each city."""
    return MappingProxyType({f"geonames:{number}": row["country"] for number, row in enumerate(_rows("exonyms.csv"))})


def _province_home(key: str) -> str:
    return key.partition(":")[2].partition("-")[0]


@cache
def _subdivisions() -> Mapping[str, frozenset[str]]:
    """Names as ISO 3166-2 has them, and as pycountry's catalogues translate them."""
    found: dict[str, set[str]] = defaultdict(set)
    catalogues = [
        gettext.translation("iso3166-2", pycountry.LOCALES_DIR, [language], fallback=True) for language in ("de", "it")
    ]
    for one in pycountry.subdivisions:
        for name in {one.name, *(catalogue.gettext(one.name) for catalogue in catalogues)}:
            for form in re.split(r"[\[\]/]", name):
                if len(plain(form)) >= _SHORTEST:
                    found[plain(form)].add(f"iso3166-2:{one.code}")
    return _frozen(found)


@cache
def _institutions() -> Mapping[str, frozenset[str]]:
    """Names of more than an acronym, by plain letters."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in _rows("institutions.csv"):
        for language in LANGUAGES:
            for name in row[language].split("|"):
                if not _is_acronym(name):
                    found[plain(name)].add(f"institution:{row['id']}")
    return _frozen(found)


@cache
def _acronyms() -> Mapping[str, frozenset[str]]:
    """Acronyms as they are written, and in capitals or with one capital, as each press likes (`Oms`)."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in _rows("institutions.csv"):
        for language in LANGUAGES:
            for name in row[language].split("|"):
                if _is_acronym(name):
                    for form in (name, name.upper(), name[:1].upper() + name[1:].lower()):
                        found[form].add(f"institution:{row['id']}")
    return _frozen(found)


@cache
def _people() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for number, row in enumerate(_rows("historical_people.csv")):
        for language in LANGUAGES:
            for name in row[language].split("|"):
                found[plain(name)].add(f"person:{number}")
    return _frozen(found)


def _is_acronym(name: str) -> bool:
    return " " not in name and sum(letter.isupper() for letter in name) > 1 and len(name) < 8


def _frozen(found: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({name: frozenset(keys) for name, keys in found.items()})


def _frozen_numbers(found: Mapping[str, set[int]]) -> Mapping[str, frozenset[int]]:
    return MappingProxyType({name: frozenset(keys) for name, keys in found.items()})
