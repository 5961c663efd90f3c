"""Normalised keys of names: what two names must share before anyone compares them.

A key blocks: names without a common key are never one thing, so an article meets only its own neighbours, however large
the warehouse. Whether neighbours are one thing is decided in `resolution`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import islice, product
from types import MappingProxyType

from tasks.entities import exonyms, gazetteers
from tasks.entities.beginnings import beginnings
from tasks.entities.concepts import optional
from tasks.entities.gazetteers import straight
from tasks.entities.name_words import NameWord, words_of
from tasks.entities.names import PersonName, parse_person
from tasks.entities.people import bare_forms
from tasks.entities.person_matching import without_arabic_article
from tasks.entities.transliteration import romanise, skeleton, spellings
from tasks.entities.vocabulary import equivalents, given_names
from tasks.records import ArticleEntity, EntityKind, Label, Language

_ARTICLE = re.compile(r"^(?:the|der|die|das|den|dem|des|il|lo|la|i|gli|le) |^(?:l|dell|all|nell)'", re.IGNORECASE)
_FEWEST_CONCEPTS = 2
_MOST_TRANSLATIONS = 32
_LONGEST_SHORT = 4
_ISLAND = "concept:island"


class KeyRole(IntEnum):
    """What a key says of the name that has it. Stored: numbers are never given anew."""

    KNOWN = 0
    """A thing of the gazetteers: no neighbours are looked for, but it is evidence beside other names."""
    PERSON = 1
    """A full name: a neighbour, and evidence."""
    BARE = 2
    """A family name alone: a neighbour only."""
    THING = 3
    """Any other name: a neighbour only."""


@dataclass(frozen=True, slots=True)
class BlockingKey:
    """A key of an entity of an article, as a number of 64 bits, so that an index of them is small.

    `beginnings` are those of a full name that need not be compared with all that share the key; else 0.
    """

    role: KeyRole
    number: int
    beginnings: int = 0


def blocking_keys(entity: ArticleEntity, language: Language) -> frozenset[BlockingKey]:
    """All keys of an entity: those that it shares with whatever may be the same thing, and what it is evidence of."""
    known = key_of(entity, language)
    if known:
        return frozenset({BlockingKey(KeyRole.KNOWN, numbered(known))})
    if entity.label is not Label.PER:
        return frozenset(BlockingKey(KeyRole.THING, numbered(key)) for key in all_thing_keys(entity, language))
    person = parse_person(entity.name)
    role = KeyRole.PERSON if person.given else KeyRole.BARE
    forms = (person, *short_names(entity, person))
    begins = beginnings(person) if person.given else 0
    keys = {BlockingKey(role, numbered(key), begins) for form in forms for key in family_keys(form, language)}
    keys.update(BlockingKey(KeyRole.THING, numbered(key)) for key in letter_keys(entity.name))
    return frozenset(keys)


def key_of(entity: ArticleEntity, language: Language) -> str | None:
    """The key of a thing that the gazetteers know; a country's by its code."""
    if entity.kind is EntityKind.COUNTRY and entity.country_code:
        return f"country:{entity.country_code}"
    key = known_key(entity.name, language, entity.label)
    return None if key and gazetteers.is_shared(entity.name) and not _is_at_home(entity, key) else key


def _is_at_home(entity: ArticleEntity, key: str) -> bool:
    """Whether a thing whose name is shared is the one in the tables, by the country that its article gives it."""
    entry = gazetteers.by_key()[key]
    return entry.home in entity.countries if entry.home else entity.country_code in {entry.country, None}


def short_names(entity: ArticleEntity, person: PersonName) -> tuple[PersonName, ...]:
    """The given names by which a person may go alone, as Ethiopians do: `Abiy` of `Abiy Ahmed`.

    Those by which the article does, and any of one who holds an office. Given names that many bear tell nobody apart in
    another article and are left out.
    """
    texts = set(person.given)
    if not (entity.offices and entity.countries and person.family):
        texts &= {alias.text for alias in entity.aliases}
    return tuple(PersonName((), text) for text in sorted(texts) if text not in given_names())


@lru_cache(maxsize=16384)
def family_keys(person: PersonName, language: Language) -> frozenset[str]:
    """The keys of a person, also without a German genitive ending."""
    keys = person_keys(person, language)
    shorter = list(bare_forms(person.family, language))[1:]
    return keys.union(*(person_keys(replace(person, family=form), language) for form in shorter))


def all_thing_keys(entity: ArticleEntity, language: Language) -> frozenset[str]:
    """The keys of a thing by its name and its aliases of more than one word."""
    forms = {entity.name, *(alias.text for alias in entity.aliases if " " in alias.text)}
    keys = {key for form in forms for key in thing_keys(form, language)}
    if entity.label is Label.ORG:
        keys.update(key for form in forms for key in _letters_without_optional(form, language))
    if entity.label is Label.LOC:
        keys.update(key for form in forms for key in place_keys(form, language))
    return frozenset(keys)


@lru_cache(maxsize=65536)
def numbered(key: str) -> int:
    """64 bits of a hash of `key`."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")


@lru_cache(maxsize=16384)
def person_keys(name: PersonName, language: Language | None) -> frozenset[str]:
    """Consonants of the family name in every spelling; of a ruler those of the given name and its translations."""
    if not name.family:
        rows = {row for part in name.given for row in equivalents().get(part.lower(), ())}
        sounds = {skeleton(form) for form in spellings(name.given[0], language)} if name.given else set()
        return frozenset({f"ruler:{row}" for row in rows} | {f"person:{sound}" for sound in sounds})
    last = name.family.split(" ")[-1]
    words = {name.family, last, without_arabic_article(last), *filter(None, (name.first_family,))}
    return frozenset(f"person:{skeleton(form)}" for word in words for form in spellings(word, language))


def known_key(name: str, language: Language | None, label: Label) -> str | None:
    """The gazetteer key of a name that is no person's: by its own language, else a long one by any language.

    A long name that only the table of institutions has is known where the gazetteers know another name of the same.
    """
    if label is Label.PER:
        return None
    if language in gazetteers.LANGUAGES:
        gazetteer = gazetteers.load(language)
        entry = (
            gazetteer.name(name)
            or gazetteer.nationality(name)
            or gazetteer.name(gazetteers.without_english_article(name))
        )
        if entry:
            return entry.key
    if label is Label.LOC and (island := _without_island(name, language)):
        return known_key(island, language, label)
    return _key_in_any_language(name) if len(name) > _LONGEST_SHORT else None


def _key_in_any_language(name: str) -> str | None:
    entry = gazetteers.anywhere().get(straight(name))
    if entry:
        return entry.key
    caseless = gazetteers.caseless().get(straight(name).casefold(), frozenset())
    if len(caseless) == 1 and " " in name:
        return next(iter(caseless))
    keys = {_gazetteer_keys().get(key) for key in exonyms.institutions(_ARTICLE.sub("", straight(name)))}
    return keys.pop() if len(keys) == 1 else None


def _without_island(name: str, language: Language | None) -> str:
    """The name of an island without the word for it (`isola Sulawesi`); empty if it has none."""
    words = words_of(name, language)
    bare = [word.text for word in words if _ISLAND not in word.meanings]
    return " ".join(bare) if 0 < len(bare) < len(words) else ""


@cache
def _gazetteer_keys() -> Mapping[str, str]:
    """Keys of institutions whose names the gazetteers have, to the key there."""
    found = {}
    for key, names in exonyms.institution_names():
        entries = {entry.key for name in names if (entry := gazetteers.anywhere().get(name))}
        if len(entries) == 1:
            found[key] = entries.pop()
    return MappingProxyType(found)


def letter_keys(name: str) -> frozenset[str]:
    """The key of a name's letters without its article."""
    letters = re.sub(r"[^\w]+", " ", _ARTICLE.sub("", straight(name)).casefold()).strip()
    return frozenset({f"name:{letters}"} if letters else ())


@lru_cache(maxsize=16384)
def thing_keys(name: str, language: Language | None) -> frozenset[str]:
    """The letters of a name without its article, and its concepts where it has two or more."""
    plain = _ARTICLE.sub("", straight(name))
    keys = set(letter_keys(name))
    words = words_of(plain, language)
    if (len(words) >= _FEWEST_CONCEPTS or " " in plain) and any(word.meanings for word in words):
        keys.update(_translations(words, language))
    elif " " not in plain and len(plain) > 5 and plain[:1].isupper() and not plain.isupper():
        keys.add(f"sound:{romanise(plain, language)}")
    return frozenset(keys)


@lru_cache(maxsize=16384)
def _letters_without_optional(name: str, language: Language | None) -> frozenset[str]:
    """The key of an organisation's name without what it may leave out (`Pheu Thai Party`), if a proper name is left."""
    words = words_of(_ARTICLE.sub("", straight(name)), language)
    bare = [word for word in words if not word.meanings & optional(Label.ORG)]
    proper = any(not word.meanings for word in bare)
    return letter_keys(" ".join(word.text for word in bare)) if proper and len(bare) < len(words) else frozenset()


@lru_cache(maxsize=16384)
def place_keys(name: str, language: Language | None) -> frozenset[str]:
    """A place's name without what it may leave out (`Provinz Yunnan`), and the city that all languages know it by.

    The city is that of GeoNames, where only one has the name.
    """
    plain = _ARTICLE.sub("", straight(name))
    words = words_of(plain, language)
    bare = [word for word in words if not word.meanings & optional(Label.LOC)]
    keys: set[str] = set()
    if 0 < len(bare) < len(words):
        keys.update(_translations(bare, language))
        keys.update(letter_keys(" ".join(word.text for word in bare)))
    cities = exonyms.cities(" ".join(word.text for word in bare) or plain)
    if len(cities) == 1:
        keys.add(f"place:{next(iter(cities))}")
    return frozenset(keys)


def _translations(words: Sequence[NameWord], language: Language | None) -> Iterator[str]:
    """A key for each way in which the words of a name may be meant, in no order; unknown words by their sound."""
    choices = [sorted(word.meanings) or [romanise(word.text, language) or word.text.casefold()] for word in words]
    for chosen in islice(product(*choices), _MOST_TRANSLATIONS):
        yield "concepts:" + "+".join(sorted(chosen))
