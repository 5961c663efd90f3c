"""Names of institutions, treaties and wars as sets of translated words: `Friedensnobelpreis` is peace, Nobel, prize.

The words lie in `data/concepts.csv`, a row a concept. German compounds are taken apart into known words and
whatever name is left. Only names that are not in the gazetteers need this.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from tasks.entities.gazetteers import DATA, LANGUAGES, load, straight
from tasks.entities.transliteration import romanise
from tasks.records import Language

_SMALL = frozenset(
    [
        "the",
        "of",
        "for",
        "and",
        "in",
        "on",
        "at",
        "to",
        "a",
        "an",
        "by",
        "with",
        "against",
        "from",
        "der",
        "die",
        "das",
        "des",
        "dem",
        "den",
        "für",
        "und",
        "von",
        "vom",
        "zur",
        "zum",
        "zu",
        "im",
        "in",
        "am",
        "auf",
        "über",
        "gegen",
        "mit",
        "aus",
        "il",
        "lo",
        "la",
        "i",
        "gli",
        "le",
        "l",
        "di",
        "del",
        "dello",
        "della",
        "dei",
        "degli",
        "delle",
        "d",
        "da",
        "dal",
        "dalla",
        "e",
        "ed",
        "per",
        "con",
        "contro",
        "su",
        "sul",
        "sulla",
        "sui",
        "in",
        "nel",
        "nella",
        "nei",
        "al",
        "alla",
        "allo",
        "ai",
        "agli",
        "alle",
        "tra",
        "fra",
        "dell",
        "all",
        "nell",
        "sull",
        "dall",
    ]
)
_LINKS = ("s", "es", "n", "en", "er", "-", "")
_SHORTEST_PART = 3


@lru_cache(maxsize=8192)
def concepts_of(name: str, language: Language | None) -> frozenset[str]:
    """The concepts of `name`: ids of known words and countries, romanised forms of the rest."""
    words = [w for w in re.split(r"[\s\-'/,.()]+", straight(name)) if w and w.lower() not in _SMALL]
    found: set[str] = set()
    for word in words:
        found.update(_of_word(word, language))
    return frozenset(found)


def agreement(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard overlap of two sets of concepts."""
    return len(a & b) / len(a | b) if a or b else 0.0


def _of_word(word: str, language: Language | None) -> tuple[str, ...]:
    known = _known(word, language)
    if known:
        return (known,)
    if language == "de":
        parts = _take_apart(word.lower())
        if parts:
            return parts
    return (romanise(word, language),)


def _known(word: str, language: Language | None) -> str | None:
    low = word.lower()
    tables = [_words(language)] if language in LANGUAGES else [_words(code) for code in LANGUAGES]
    for table in tables:
        if low in table:
            return table[low]
    for code in [language] if language in LANGUAGES else LANGUAGES:
        gazetteer = load(code)
        entry = gazetteer.nationality(word) or gazetteer.name(word)
        if entry:
            return entry.key
    return None


def _take_apart(word: str) -> tuple[str, ...]:
    """A German compound as known words, at most one name among them; empty if no known word ends it."""
    table = _words(Language("de"))
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        tail = table.get(word[at:])
        if tail is None:
            continue
        for link in _LINKS:
            head = word[:at]
            if link and not head.endswith(link):
                continue
            head = head[: len(head) - len(link)]
            if len(head) < _SHORTEST_PART:
                continue
            entry = load(Language("de")).name(head.capitalize())
            first = table.get(head) or (entry.key if entry else None)
            if first:
                return (first, tail)
            deeper = _take_apart(head)
            if deeper:
                return (*deeper, tail)
        return (romanise(word[:at], Language("de")), tail)
    return ()


@cache
def _words(language: Language) -> Mapping[str, str]:
    """Words of `language` in lower case to the concept they stand for."""
    found: dict[str, str] = {}
    with (DATA / "concepts.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, strict=True):
            concept = f"concept:{row['en'].split('|')[0]}"
            for word in row[language].split("|"):
                if word:
                    found.setdefault(word, concept)
    return MappingProxyType(found)
