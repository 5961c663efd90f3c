"""Names that are known beforehand: countries, regions, cities, seats, organisations, events, and nationalities.

The tables lie in `data/` (see its README). Here they are read, checked, inflected and indexed by surface form; what a
hit in a sentence means is decided in `naming`, and which mentions are one thing in `article` and `resolution`.
"""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale

from tasks.records import CountryCode, EntityKind, Label, Language

DATA = Path(__file__).parent / "data"
LANGUAGES = (Language("en"), Language("de"), Language("it"))
_ENGLISH, _GERMAN = Language("en"), Language("de")
_SHORTEST_LOAN = 5
_BEGINNING = 3
"""Letters of a name that are looked at first: three rule out most words."""
_SHORTEST_STEM = 3
_PART_OF_LAND = re.compile(r"(?:nord|süd)?(?:nord|süd|ost|west)|zentral|mittel")
"""What makes the adjective of a part of a German country's adjective: `nordsyrisch`, `südostfranzösisch`."""
_LIKE_CONTINENTS = frozenset({CountryCode("US")})
"""Countries whose adjective is a continent's, too: `ostamerikanisch`."""
_NO_ENDING = re.compile(r"(?:[aioy]|[^a]u|er)$", re.IGNORECASE)
"""Ends of German names of towns that take no `-er`."""
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "\u00ad": None})


@dataclass(frozen=True, slots=True)
class Entry:
    """One real thing of the gazetteers.

    Attributes:
        key: stable identity within the tables, such as `country:KZ` or `organization:nato`.
        name: the English name, else the first name there is.
        slug: the identifier that a warehouse gives it.
        country: its own code for a country, its country for a place; None for the rest.
        home: the country that an organisation belongs to, as support for merging.
    """

    key: str
    name: str
    slug: str
    label: Label
    kind: EntityKind
    country: CountryCode | None = None
    home: CountryCode | None = None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The tables as one language writes them.

    Attributes:
        names: surface form, case kept and apostrophes straight, to its entry.
        nationalities: nationality adjectives and nouns to the country or region; English and German nouns with a
            capital, adjectives of German and Italian in lower case.
        local: German adjectives and people of towns and lands (`Wiener`, `steirisch`) to the place.
        longest: most words that a name of `names` has.
        beginnings: how names of `names` begin, for one quick look.
    """

    language: Language
    names: Mapping[str, Entry]
    nationalities: Mapping[str, Entry]
    local: Mapping[str, Entry]
    longest: int
    beginnings: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather how names begin."""
        found = {_beginning(name[:length]) for name in self.names for length in range(1, _BEGINNING + 1)}
        object.__setattr__(self, "beginnings", frozenset(found))

    def may_begin(self, token: str) -> bool:
        """Whether a name of `names`, as `name` reads it, may begin with this token."""
        plain = straight(token)
        return _beginning(plain) in self.beginnings or "." in plain[:_BEGINNING]

    def name(self, surface: str) -> Entry | None:
        """The entry that `surface` names, also when written in capitals or with a genitive s."""
        plain = straight(surface)
        found = self.names.get(plain)
        if found is None and plain.isupper() and len(plain) > _SHORTEST_LOAN:
            found = self.names.get(" ".join(part.capitalize() for part in plain.split(" ")))
        if found is None and plain.endswith("'s"):
            found = self.names.get(plain[:-2])
        if found is None and _DOTTED.search(plain):
            found = self.names.get(_DOTTED.sub(lambda dotted: dotted.group().replace(".", ""), plain))
        return found

    def nationality(self, surface: str) -> Entry | None:
        """The country or region whose adjective or people `surface` is."""
        plain = straight(surface)
        found = self.nationalities.get(plain)
        if found is None and plain[:1].isupper():
            found = self.nationalities.get(plain.lower() if plain.isupper() else plain[:1].lower() + plain[1:])
        if found is None and self.language == "de" and (part := _PART_OF_LAND.match(plain)):
            whole = self.nationalities.get(plain[part.end() :])
            found = whole if whole is not None and whole.kind is EntityKind.COUNTRY else None
            found = None if found is not None and found.country in _LIKE_CONTINENTS else found
        return found


def _beginning(name: str) -> str:
    """The first letters of a name, alike for one in capitals."""
    return name[:1] + name[1:_BEGINNING].lower()


@lru_cache(maxsize=131072)
def straight(text: str) -> str:
    """`text` composed (NFC), with straight apostrophes, plain hyphens and single spaces."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(_APOSTROPHES)).strip()


def without_english_article(text: str) -> str:
    """`text` without the article that names of newspapers keep in every language: `The Washington Post`."""
    return text[4:] if text.startswith(("The ", "the ")) else text


def slugify(text: str) -> str:
    """ASCII lower case with hyphens: `Côte d’Ivoire` gives `cote-d-ivoire`; empty if nothing is left."""
    flat = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("ı", "i"))
    return re.sub(r"[^a-z0-9]+", "-", flat.encode("ascii", "ignore").decode().lower()).strip("-")


@cache
def load(language: Language) -> Gazetteer:
    """The gazetteer of `language`; of an unknown language, the English names and no nationalities of its own."""
    names: dict[str, Entry] = {}
    people: dict[str, Entry] = {}
    local: dict[str, Entry] = {}
    for row in _rows():
        own = row.names.get(language, ())
        loans = tuple(n for n in row.names.get(_ENGLISH, ()) if len(n) >= _SHORTEST_LOAN and n not in _not_loaned())
        for surface in (*own, *(loans if language != _ENGLISH else ())):
            for form in _inflected(surface, language):
                names.setdefault(straight(form), row.entry)
        for form in row.people.get(language, ()):
            people.setdefault(straight(form), row.entry)
        if language == _GERMAN:
            for form in row.local:
                local.setdefault(form, row.entry)
    longest = max(len(name.split(" ")) for name in names)
    told = {form: entry for form, entry in local.items() if form not in people and form not in names}
    return Gazetteer(language, MappingProxyType(names), MappingProxyType(people), MappingProxyType(told), longest)


@cache
def by_key() -> Mapping[str, Entry]:
    """Every entry by its key."""
    return MappingProxyType({row.entry.key: row.entry for row in _rows()})


@cache
def anywhere() -> Mapping[str, Entry]:
    """Surface forms of all languages to their entry, for names whose language is not known; English wins a tie."""
    found: dict[str, Entry] = {}
    for language in LANGUAGES:
        for surface, entry in load(language).names.items():
            found.setdefault(surface, entry)
    return MappingProxyType(found)


def is_shared(text: str) -> bool:
    """Whether bodies or places of several countries have this name, so that the article tells which is meant."""
    return straight(text).casefold() in _shared()


def other_home(text: str) -> CountryCode | None:
    """The country in which a place has the name of another country: the United States for `Georgia`."""
    return _shared().get(straight(text).casefold()) or None


@cache
def _shared() -> Mapping[str, CountryCode]:
    tables = tomllib.loads((DATA / "shared_names.toml").read_text(encoding="utf-8"))
    bodies = {name.casefold(): CountryCode("") for names in tables["bodies"].values() for name in names}
    places = {name.casefold(): CountryCode(country) for name, country in tables["places"].items()}
    return MappingProxyType({**bodies, **places})


@cache
def caseless() -> Mapping[str, frozenset[str]]:
    """Surface forms of all languages in lower case to the keys of what they name."""
    found: dict[str, set[str]] = {}
    for surface, entry in anywhere().items():
        found.setdefault(surface.casefold(), set()).add(entry.key)
    return MappingProxyType({surface: frozenset(keys) for surface, keys in found.items()})


@cache
def all_names(key: str) -> Mapping[Language, tuple[str, ...]]:
    """The names of one entry by language, as the tables have them; empty for an unknown key."""
    return next((row.names for row in _rows() if row.entry.key == key), MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class _Row:
    entry: Entry
    names: Mapping[Language, tuple[str, ...]]
    people: Mapping[Language, tuple[str, ...]]
    local: tuple[str, ...] = ()


@cache
def _rows() -> tuple[_Row, ...]:
    """All rows; of two entries with one name the first counts, so countries come before cities."""
    return (*_countries(), *_regions(), *_cities(), *_named("seats.csv"), *_named("organizations.csv"), *_events())


def _read(file: str) -> Iterator[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, strict=True):
            if None in row or None in row.values():
                raise ValueError(f"{file}: wrong number of cells in {row}")
            yield row


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _countries() -> Iterator[_Row]:
    territories = {language: Locale(language).territories for language in LANGUAGES}
    capitals: list[_Row] = []
    for row in _read("countries.csv"):
        code = CountryCode(row["code"])
        entry = Entry(f"country:{code}", row["name"], slugify(row["name"]), Label.LOC, EntityKind.COUNTRY, code)
        names = {}
        for language in LANGUAGES:
            listed = _split(row[f"aliases_{language}"])
            cldr = str(territories[language].get(code, row["name"]))
            first = (row["name"],) if language == _ENGLISH else ()
            names[language] = tuple(dict.fromkeys((*first, *listed, *_without_note(cldr))))
        yield _Row(entry, names, _people(row))
        capitals += [_place(code, row["capital"])] if row["capital"] else []
    yield from capitals


def _without_note(cldr: str) -> tuple[str, ...]:
    """CLDR names without those that carry a note: `Hong Kong SAR China`, `Myanmar (Burma)`."""
    return () if re.search(r"[(&]|SAR|SVR|RAS| - ", cldr) else (cldr,)


def _place(country: CountryCode, cell: str, local: str = "") -> _Row:
    cells = [_split(part) for part in cell.split("/")]
    names = dict(zip(LANGUAGES, cells * len(LANGUAGES) if len(cells) == 1 else cells, strict=False))
    slug = slugify(cells[0][0])
    entry = Entry(f"city:{country}/{slug}", cells[0][0], slug, Label.LOC, EntityKind.PLACE, country)
    return _Row(entry, names, {}, _german_local(names[_GERMAN], local))


def _cities() -> Iterator[_Row]:
    for row in _read("cities.csv"):
        yield _place(CountryCode(row["country"]), row["names"], row["people_de"])


def _regions() -> Iterator[_Row]:
    for row in _read("regions.csv"):
        country = CountryCode(row["country"]) if row["country"] else None
        entry = Entry(f"region:{row['id']}", row["name"], row["id"], Label.LOC, EntityKind.PLACE, country)
        names = dict(
            zip(LANGUAGES, (_split(row["name"]), _split(row["names_de"]), _split(row["names_it"])), strict=True)
        )
        entry = Entry(entry.key, names[_ENGLISH][0], entry.slug, entry.label, entry.kind, country)
        yield _Row(entry, names, _people(row))


def _named(file: str) -> Iterator[_Row]:
    """Organisations and seats of government; a seat is a place of its own, not its country."""
    seat = file == "seats.csv"
    for row in _read(file):
        names = {language: _split(row[f"names_{language}"]) for language in LANGUAGES}
        first = next(listed[0] for listed in names.values() if listed)
        country = CountryCode(row["country"]) if row["country"] else None
        if seat:
            entry = Entry(f"seat:{row['id']}", first, row["id"], Label.LOC, EntityKind.PLACE, country)
        else:
            kind = EntityKind.ORGANIZATION
            entry = Entry(f"organization:{row['id']}", first, row["id"], Label.ORG, kind, home=country)
        yield _Row(entry, names, {})


def _events() -> Iterator[_Row]:
    for row in _read("events.csv"):
        names = {language: _split(row[f"names_{language}"]) for language in LANGUAGES}
        entry = Entry(f"event:{row['id']}", names[_ENGLISH][0], row["id"], Label(row["label"]), EntityKind(row["kind"]))
        yield _Row(entry, names, {})


def _people(row: Mapping[str, str]) -> dict[Language, tuple[str, ...]]:
    english = [form for cell in _split(row["people_en"]) for form in _english_people(cell)]
    german = [form for cell in _split(row["adjectives_de"]) for form in _german_adjective(cell)]
    german += [form for cell in _split(row["people_de"]) for form in _german_people(cell)]
    italian = [form for cell in _split(row["people_it"]) for form in italian_forms(cell)]
    return dict(zip(LANGUAGES, (tuple(english), tuple(german), tuple(italian)), strict=True))


def _english_people(word: str) -> tuple[str, ...]:
    if word.startswith("="):
        return (word[1:],)
    invariable = word.endswith(("ese", "sh", "ch", "ss", "men", "man"))
    return (word,) if invariable else (word, f"{word}s")


def _german_adjective(stem: str) -> tuple[str, ...]:
    """Declined forms, and those of the compounds with -sprachig left out: a language is no nationality."""
    return tuple(f"{stem}{ending}" for ending in ("", "e", "en", "er", "es", "em"))


def _german_local(names: Sequence[str], listed: str) -> tuple[str, ...]:
    """The adjectives of a place: those listed, else `Wiener` of `Wien`, if its name is one that takes the ending."""
    forms = [form for cell in _split(listed) for form in ((cell[1:],) if cell[0] == "=" else _german_adjective(cell))]
    plain = (name for name in names if name.isalpha() and not _NO_ENDING.search(name) and not name.isupper())
    return tuple(forms) or tuple(f"{name.removesuffix('e')}er" for name in plain if len(name) > _SHORTEST_STEM)


def _german_people(noun: str) -> tuple[str, ...]:
    if noun.startswith("="):
        return (noun[1:],)
    if noun.endswith("er"):
        return tuple(f"{noun}{ending}" for ending in ("", "s", "n", "in", "innen"))
    if noun.endswith("e"):
        stem = noun[:-1]
        feminine = stem.replace("Rumän", "Rumän")
        return (noun, f"{noun}n", f"{feminine}in", f"{feminine}innen")
    return tuple(f"{noun}{ending}" for ending in ("", "s", "n", "en", "in", "innen"))


def italian_forms(word: str) -> tuple[str, ...]:
    """The forms of an Italian adjective or noun, from that of the dictionary; `=` stands before one that has none."""
    if word.startswith("="):
        return (word[1:],)
    stem = word[:-1]
    if word.endswith(("co", "go")):
        endings = [f"{stem}a", f"{stem[:-1]}{stem[-1]}i", f"{stem}hi", f"{stem}he"]
    elif word.endswith("io"):
        endings = [f"{stem}a", stem, f"{stem}e"]
    elif word.endswith("o"):
        endings = [f"{stem}a", f"{stem}i", f"{stem}e"]
    elif word.endswith("ista"):
        endings = [f"{stem}i", f"{stem}e"]
    else:
        endings = [f"{stem}i" if word.endswith("e") else f"{stem}e"]
    return (word, *endings)


def _inflected(name: str, language: Language) -> tuple[str, ...]:
    """The forms under which a sentence may show `name`: German cases of its adjectives, and the genitive."""
    if language != "de":
        return (name,)
    forms = [name, *_declined(name)]
    if not re.search(r"[sxzß.+]$", name) and not name.isupper():
        forms += [f"{form}s" for form in forms]
    elif name.endswith(("haus", "Haus")):
        forms += [f"{form}es" for form in forms]
    return tuple(forms)


def _declined(name: str) -> Iterator[str]:
    """`name` with the adjectives at its front in every case: `Vereinigten Arabischen Emirate`."""
    words = name.split(" ")
    stems: list[str] = []
    for word in words[:-1]:
        stem = re.sub(r"(?:er|es|en|e)$", "", word)
        if not word[:1].isupper() or word.isupper() or stem == word or len(stem) <= _SHORTEST_STEM:
            break
        stems.append(stem)
    if stems:
        rest = words[len(stems) :]
        for ending in ("e", "en", "er", "es", "em"):
            yield " ".join((*(f"{stem}{ending}" for stem in stems), *rest))
            yield " ".join((f"{stems[0]}{ending}", *words[1:]))


@cache
def _not_loaned() -> frozenset[str]:
    """English names that are words of another language, or of another thing there."""
    return frozenset({"Labour", "Congress", "Milan"})
