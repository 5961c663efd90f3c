"""Normalised keys of names: what two names must share before anyone compares them.

A key blocks: names without a common key are never one thing, so an article meets only its own neighbours, however large
the warehouse. Whether neighbours are one thing is decided in `resolution`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from tasks.entities import gazetteers
from tasks.entities.gazetteers import straight
from tasks.entities.name_words import NameWord, words_of
from tasks.entities.names import PersonName
from tasks.entities.transliteration import romanise, skeleton, spellings
from tasks.entities.vocabulary import equivalents
from tasks.records import Label, Language

_ARTICLE = re.compile(r"^(?:the|der|die|das|den|dem|des|il|lo|la|i|gli|le) |^(?:l|dell|all|nell)'", re.IGNORECASE)
_FEWEST_CONCEPTS = 2
_MOST_TRANSLATIONS = 32


def person_keys(name: PersonName, language: Language | None) -> frozenset[str]:
    """Consonants of the family name in every spelling; of a ruler those of the given name and its translations."""
    if not name.family:
        rows = {row for part in name.given for row in equivalents().get(part.lower(), ())}
        sounds = {skeleton(form) for form in spellings(name.given[0], language)} if name.given else set()
        return frozenset({f"ruler:{row}" for row in rows} | {f"person:{sound}" for sound in sounds})
    last = name.family.split(" ")[-1]
    return frozenset(f"person:{skeleton(form)}" for word in {name.family, last} for form in spellings(word, language))


def known_key(name: str, language: Language | None, label: Label) -> str | None:
    """The gazetteer key of a name that is no person's: by its own language, else a long one by any language."""
    if label is Label.PER:
        return None
    if language in gazetteers.LANGUAGES:
        gazetteer = gazetteers.load(language)
        entry = gazetteer.name(name) or gazetteer.nationality(name)
        if entry:
            return entry.key
    entry = gazetteers.anywhere().get(straight(name)) if len(name) > 4 else None
    return entry.key if entry else None


def thing_keys(name: str, language: Language | None) -> frozenset[str]:
    """The letters of a name without its article, and its concepts where it has two or more."""
    plain = _ARTICLE.sub("", straight(name))
    letters = re.sub(r"[^\w]+", " ", plain.casefold()).strip()
    keys = {f"name:{letters}"} if letters else set()
    words = words_of(plain, language)
    if len(words) >= _FEWEST_CONCEPTS and any(word.meanings for word in words):
        keys.update(_translations(words, language))
    elif " " not in plain and len(plain) > 5 and plain[:1].isupper() and not plain.isupper():
        keys.add(f"sound:{romanise(plain, language)}")
    return frozenset(keys)


def _translations(words: Sequence[NameWord], language: Language | None) -> Iterator[str]:
    """A key for each way in which the words of a name may be meant, in no order; unknown words by their sound."""
    choices = [sorted(word.meanings) or [romanise(word.text, language) or word.text.casefold()] for word in words]
    for chosen in islice(product(*choices), _MOST_TRANSLATIONS):
        yield "concepts:" + "+".join(sorted(chosen))
