"""The words that institutions, treaties, wars and places are named with, and what they stand for in every language.

The words lie in `data/concepts.csv`, a row a concept. A concept's identifier is its key if it has one (a country or
region of the gazetteers), else its first English form. Forms are dictionary forms, one word or several; inflection is
undone here. How a whole name is read belongs to `name_words`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from tasks.entities.gazetteers import DATA, LANGUAGES
from tasks.records import Label, Language

_ENGLISH, _GERMAN, _ITALIAN = LANGUAGES
_SHORTEST_STEM = 3
_GERMAN_ENDINGS = ("ens", "en", "em", "er", "es", "e", "s", "n")
_COLUMNS = {"key", "optional", *LANGUAGES}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language.

    Attributes:
        forms: dictionary form in lower case, of one word or several, to the concepts that it may stand for.
        stems: Italian words without their last vowels, to the concepts of the forms with that stem.
        longest: most words that a form has.
    """

    language: Language
    forms: Mapping[str, frozenset[str]]
    stems: Mapping[str, frozenset[str]]
    longest: int

    def meanings(self, text: str) -> frozenset[str]:
        """The concepts that `text` (one word or several, any case) may stand for; empty if it is not known."""
        low = text.lower()
        found = self.forms.get(low)
        if found is None:
            found = next((self.forms[form] for form in self._uninflected(low) if form in self.forms), None)
        if found is None and self.language == _ITALIAN and " " not in low:
            found = self.stems.get(_italian_stem(low))
        return found or frozenset()

    def _uninflected(self, word: str) -> Iterator[str]:
        """Dictionary forms that `word` may be an inflected form of, likeliest first."""
        if self.language == _GERMAN:
            for ending in _GERMAN_ENDINGS:
                if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                    yield word[: -len(ending)]
        elif self.language == _ENGLISH and len(word) > _SHORTEST_STEM:
            if word.endswith(("'s", "s'")):
                yield word[:-2]
            if word.endswith("ies"):
                yield f"{word[:-3]}y"
            if word.endswith("s"):
                yield word[:-1]


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of one of the gazetteers' languages."""
    forms: dict[str, set[str]] = defaultdict(set)
    for concept in _concepts():
        for form in concept.forms[language]:
            forms[form.lower()].add(concept.identifier)
    stems: dict[str, set[str]] = defaultdict(set)
    for form, meanings in forms.items():
        if language == _ITALIAN and " " not in form:
            stems[_italian_stem(form)] |= meanings
    frozen = {form: frozenset(meanings) for form, meanings in forms.items()}
    longest = max(len(form.split(" ")) for form in frozen)
    return Lexicon(
        language, MappingProxyType(frozen), MappingProxyType({s: frozenset(m) for s, m in stems.items()}), longest
    )


@cache
def optional(label: Label) -> frozenset[str]:
    """The concepts that a name of this kind may as well leave out: `Mount` of a mountain, `Inc.` of a company."""
    return frozenset(concept.identifier for concept in _concepts() if label in concept.optional)


@cache
def initials(language: Language) -> Mapping[str, frozenset[str]]:
    """The letters, in lower case, that each concept's words in `language` begin with."""
    found: dict[str, set[str]] = defaultdict(set)
    for concept in _concepts():
        for form in concept.forms[language]:
            found[concept.identifier].add(form[:1].lower())
    return MappingProxyType({concept: frozenset(letters) for concept, letters in found.items()})


@dataclass(frozen=True, slots=True)
class _Concept:
    identifier: str
    optional: frozenset[str]
    forms: Mapping[Language, tuple[str, ...]]


@lru_cache(maxsize=1)
def _concepts() -> tuple[_Concept, ...]:
    found = []
    with (DATA / "concepts.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, strict=True):
            if set(row) != _COLUMNS or None in row.values():
                raise ValueError(f"concepts.csv: wrong number of cells in {row}")
            forms = {language: tuple(form for form in row[language].split("|") if form) for language in LANGUAGES}
            first = next(form for language in LANGUAGES for form in forms[language])
            identifier = row["key"] or f"concept:{first}"
            found.append(_Concept(identifier, frozenset(filter(None, row["optional"].split("|"))), forms))
    return tuple(found)


def _italian_stem(word: str) -> str:
    """`word` without its last vowels, and without the h that keeps a sound before them: `banche` as `banca`."""
    stem = word.rstrip("aeioàèìòù")
    return (stem.removesuffix("h") if stem.endswith(("ch", "gh")) else stem) if len(stem) >= _SHORTEST_STEM else word
