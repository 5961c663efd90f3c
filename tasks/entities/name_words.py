"""A name as words that stand for something: `Friedensnobelpreis` is peace, Nobel, prize; `Genfer` is of Geneva.

Words of a name are looked up together as far as they go (`human rights`, `Vereinte Nationen`), German compounds are
taken apart, adjectives brought back to the place they come from. Whether two names say the same is decided in
`things`; where words come from, in `concepts`, `exonyms` and `gazetteers`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from tasks.entities import exonyms, gazetteers
from tasks.entities.concepts import lexicon
from tasks.entities.gazetteers import DATA, LANGUAGES, Entry, straight
from tasks.records import EntityKind, Label, Language

_ENGLISH, _GERMAN, _ITALIAN = LANGUAGES
_ROMAN = re.compile(r"[IVX]+")
_WORDS = re.compile(r"[^\W_]+(?:\.(?=[^\W_])[^\W_]+)*\.?(?:'s\b)?|[^\W_]+|&")
_LINKS = ("", "s", "es", "n", "en", "er", "e")
_SHORTEST_PART = 3
_SHORTEST_KNOWN_END = 4
_LONGEST_PHRASE = 6


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word of a name, or words that go together.

    Attributes:
        text: as written.
        meanings: keys of what it may stand for; empty for a word that is known nowhere.
    """

    text: str
    meanings: frozenset[str]


@lru_cache(maxsize=16384)
def words_of(name: str, language: Language | None) -> tuple[NameWord, ...]:
    """The words of `name` with their meanings, articles and prepositions left out."""
    spoken = LANGUAGES if language not in LANGUAGES else (language,)
    raw = _WORDS.findall(straight(name).replace("-", " ").replace("'", "' ").replace("' s ", "'s "))
    raw = [word.rstrip(".") if _ROMAN.fullmatch(word.rstrip(".")) else word for word in raw]
    found: list[NameWord] = []
    at = 0
    while at < len(raw):
        size, meanings = _phrase(raw[at:], spoken)
        if not size and raw[at].lower() in _small(spoken) and not _is_numeral(raw, at):
            at += 1
            continue
        if size:
            found.append(NameWord(" ".join(raw[at : at + size]), meanings))
        else:
            found.extend(_single(raw[at], spoken))
        at += max(size, 1)
    return tuple(found)


def _small(spoken: Sequence[Language]) -> frozenset[str]:
    return frozenset().union(*(_small_words()[language] for language in spoken))


@cache
def _small_words() -> Mapping[Language, frozenset[str]]:
    tables = tomllib.loads((DATA / "small_words.toml").read_text(encoding="utf-8"))
    return MappingProxyType({language: frozenset(tables[language]) for language in LANGUAGES})


def _is_numeral(raw: Sequence[str], at: int) -> bool:
    """Whether `I` is a number: not the first word, where it is an Italian article."""
    return at > 0 and _ROMAN.fullmatch(raw[at]) is not None


def _phrase(raw: Sequence[str], spoken: Sequence[Language]) -> tuple[int, frozenset[str]]:
    """The longest run of words from the first on that is known as a whole, and its meanings."""
    for size in range(min(_LONGEST_PHRASE, len(raw)), 0, -1):
        text = " ".join(raw[:size]).replace("' ", "'")
        if size == 1 and text.lower() in _small(spoken):
            continue
        meanings = _meanings(text, spoken)
        if meanings:
            return size, meanings
    return 0, frozenset()


def _meanings(text: str, spoken: Sequence[Language]) -> frozenset[str]:
    """What `text` may stand for: words of the lexicon, countries and their people, known names, cities."""
    found: set[str] = set()
    for language in spoken:
        found |= lexicon(language).meanings(text)
        gazetteer = gazetteers.load(language)
        for entry in (gazetteer.nationality(text), gazetteer.name(text)):
            if entry and (entry.label is Label.LOC or not _says_itself(entry, text, language)):
                found.add(entry.key)
    if not found and text[:1].isupper():
        found |= exonyms.places(text)
        if " " in text or not text.isupper():
            found |= {key for key in exonyms.institutions(text) if " " not in text}
    elif found and all(key.startswith(("city:", "region:")) for key in found):
        found |= exonyms.places(text) | exonyms.institutions(text)
    if not found and spoken[0] != _ENGLISH:
        found |= lexicon(_ENGLISH).meanings(text)
    return frozenset(found)


def _says_itself(entry: Entry, text: str, language: Language) -> bool:
    """Whether a name is better read word by word: an event's, or one made of words of the lexicon alone."""
    words = lexicon(language)
    return " " in text and (
        entry.kind is EntityKind.EVENT
        or entry.label is Label.MISC
        or all(word in _small((language,)) or words.meanings(word) for word in text.lower().split(" "))
    )


def _single(word: str, spoken: Sequence[Language]) -> Iterator[NameWord]:
    """A word that is not known as it stands: a German compound or city adjective, else the word alone."""
    if _GERMAN in spoken:
        parts = _take_apart(word.lower(), word[:1].isupper())
        if parts:
            yield from parts
            return
        city = _of_city(word)
        if city:
            yield NameWord(word, city)
            return
    yield NameWord(word, frozenset())


def _of_city(word: str) -> frozenset[str]:
    """The city that an adjective in -er belongs to: `Pariser`, `Münchner`, `Versailler`."""
    if not (word.endswith("er") and word[:1].isupper() and len(word) > 5):
        return frozenset()
    stem = word[:-2]
    forms = [stem, f"{stem}en", f"{stem}e", f"{stem}es", f"{stem[:-1]}e{stem[-1]}"]
    forms += [stem[:-1]] if stem[-1:] == stem[-2:-1] else []
    for form in forms:
        entry = gazetteers.load(_GERMAN).name(form)
        found = ({entry.key} if entry else set()) | exonyms.places(form) | exonyms.institutions(form)
        if found:
            return frozenset(found)
    return frozenset()


@lru_cache(maxsize=16384)
def _take_apart(word: str, is_noun: bool) -> tuple[NameWord, ...]:
    """A German compound as known parts, the first of which may be any name; empty if no known part ends it.

    Of several ways the one whose parts are all known counts, with the fewest parts; else the one with the longest
    known end.
    """
    if not is_noun or len(word) < 2 * _SHORTEST_PART:
        return ()
    best: tuple[NameWord, ...] = ()
    fallback: tuple[NameWord, ...] = ()
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        tail = lexicon(_GERMAN).meanings(word[at:])
        if not tail:
            continue
        last = NameWord(word[at:], tail)
        for head in _heads(word[:at]):
            meanings = _head_meanings(head)
            before = (NameWord(head, meanings),) if meanings else _take_apart(head, True)
            parts = (*before, last) if before and all(part.meanings for part in before) else ()
            if parts and (not best or len(parts) < len(best)):
                best = parts
        if not fallback and len(word) - at >= _SHORTEST_KNOWN_END:
            fallback = (NameWord(word[:at].capitalize(), frozenset()), last)
    return best or fallback


def _heads(text: str) -> Iterator[str]:
    """The first part of a compound without the letters that link it."""
    for link in _LINKS:
        if text.endswith(link) and len(text) - len(link) >= _SHORTEST_PART - 1:
            yield text[: len(text) - len(link)]


def _head_meanings(head: str) -> frozenset[str]:
    found = set(lexicon(_GERMAN).forms.get(head, frozenset()))
    for form in (head.capitalize(), head.upper()):
        entry = gazetteers.load(_GERMAN).name(form)
        found |= {entry.key} if entry else set()
    return frozenset(found)
