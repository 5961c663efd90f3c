"""Could two names of places, organisations, agreements or events name one thing? By tables, words, letters, acronyms.

People are the business of `person_matching`. Each way gives a score from 0 to 1 and a reason; the best counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from tasks.entities import concepts, exonyms, gazetteers, vocabulary
from tasks.entities.gazetteers import LANGUAGES, straight
from tasks.entities.name_words import NameWord, words_of
from tasks.entities.spelling import part_similarity
from tasks.records import Label, Language

_ARTICLE = re.compile(
    r"^(?:the|der|die|das|den|dem|des|il|lo|la|i|gli|le|un|una|del|della|dei|delle|degli|al|alla|in) "
    r"|^(?:l|dell|all|nell|un)'",
    re.IGNORECASE,
)
_SAME_SPELLING = 0.9
_TRANSLATED, _LEFT_OUT, _HOME_LEFT_OUT, _ACRONYM, _FOREIGN_ACRONYM = 0.92, 0.8, 0.6, 0.8, 0.65
_KNOWN, _NONE = (0.99, "known-name"), (0.0, "nothing-in-common")
_FEWEST_LETTERS, _MOST_LETTERS = 2, 8
_LONGEST_SHORT = 5

Scored = tuple[float, str]


def match_things(a: str, language_a: Language | None, b: str, language_b: Language | None, label: Label) -> Scored:
    """Score and reason for two names of the kind `label`, neither of them a person's."""
    if label is Label.ORG:
        a, b = _without_legal_form(a), _without_legal_form(b)
    known_a, known_b = _known(a, language_a), _known(b, language_b)
    if known_a & known_b:
        return _KNOWN
    if label is Label.LOC and not (known_a and known_b):
        known_a, known_b = known_a | _places(a), known_b | _places(b)
        if known_a & known_b:
            return _KNOWN
    translated = _match_words(words_of(a, language_a), words_of(b, language_b), (language_a, language_b), label)
    if known_a and known_b:
        return translated if _may_share_a_name(known_a, known_b) else (0.0, "other-known-name")
    acronym = _match_acronym(a, language_a, b, language_b) if label is not Label.LOC else _NONE
    return max(translated, acronym, _match_spelling(a, language_a, b, language_b, label))


def _without_legal_form(name: str) -> str:
    """A company's name without its form: `Eni` of `Eni S.p.A.`."""
    words = name.split(" ")
    while len(words) > 1 and words[-1].lower().rstrip(",") in _legal_forms():
        words.pop()
    return " ".join(words).rstrip(",")


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset().union(*(vocabulary.load(language).legal_forms for language in LANGUAGES))


def _may_share_a_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two known things belong to two countries, so that each may have its `Democratic Party`."""
    homes = [{entry.home for key in keys if (entry := gazetteers.by_key().get(key)) and entry.home} for keys in (a, b)]
    return all(homes) and not homes[0] & homes[1]


def _known(name: str, language: Language | None) -> frozenset[str]:
    """Keys of the tables for `name`, by its own language, else by any; nationalities count as their country."""
    bare = _ARTICLE.sub("", straight(name))
    found: set[str] = set(exonyms.institutions(name) | exonyms.institutions(bare))
    spoken = (language,) if language in LANGUAGES else LANGUAGES
    for one in spoken:
        own = gazetteers.load(one)
        entry = own.name(bare) or own.name(name) or own.nationality(bare)
        found |= {entry.key} if entry else set()
    if not found:
        entry = gazetteers.anywhere().get(bare)
        found |= {entry.key} if entry else _in_any_case(bare)
    return frozenset(found)


def _in_any_case(name: str) -> frozenset[str]:
    """As a known name that is written large and small otherwise; short names are acronyms and words."""
    return _caseless().get(exonyms.plain(name), frozenset()) if len(name) > _LONGEST_SHORT else frozenset()


@cache
def _caseless() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, entry in gazetteers.anywhere().items():
        found[exonyms.plain(name)].add(entry.key)
    return MappingProxyType({name: frozenset(keys) for name, keys in found.items()})


def _places(name: str) -> frozenset[str]:
    """Cities and provinces of the world that `name` may be."""
    return exonyms.places(name) | exonyms.places(_ARTICLE.sub("", straight(name)))


def _match_words(
    a: Sequence[NameWord], b: Sequence[NameWord], languages: tuple[Language | None, Language | None], label: Label
) -> Scored:
    """Whether the words of both names say the same, whatever their order.

    What may be left out of a name of this kind may be missing on one side; of an organisation also its country.
    """
    if not a or not b or not any(word.meanings for word in (*a, *b)):
        return _NONE
    rest_a, rest_b = _unpaired(list(a), list(b), languages)
    if len(rest_a) == len(a):
        return _NONE
    left = [*rest_a, *rest_b]
    if not left:
        return _TRANSLATED, "translation"
    optional = concepts.optional(label)
    if all(word.meanings & optional for word in left):
        return _LEFT_OUT, "translation"
    home = [word for word in left if not word.meanings & optional]
    if label is Label.ORG and len(home) == 1 and _is_country(home[0]) and len(a) - len(rest_a) >= 2:
        return _HOME_LEFT_OUT, "country-left-out"
    return _NONE


def _is_country(word: NameWord) -> bool:
    return any(key.startswith("country:") for key in word.meanings)


def _unpaired(
    a: list[NameWord], b: list[NameWord], languages: tuple[Language | None, Language | None]
) -> tuple[list[NameWord], list[NameWord]]:
    """The words of either name that have no counterpart in the other, pairing as many as can be (augmenting paths)."""
    partner: dict[int, int] = {}
    friends = [[at for at, other in enumerate(b) if _alike(word, other, languages)] for word in a]

    def paired(one: int, tried: set[int]) -> bool:
        for other in friends[one]:
            if other not in tried:
                tried.add(other)
                if other not in partner or paired(partner[other], tried):
                    partner[other] = one
                    return True
        return False

    lonely = [word for at, word in enumerate(a) if not paired(at, set())]
    return lonely, [word for at, word in enumerate(b) if at not in partner]


def _alike(a: NameWord, b: NameWord, languages: tuple[Language | None, Language | None]) -> bool:
    if a.meanings & b.meanings:
        return True
    if exonyms.plain(a.text) == exonyms.plain(b.text):
        return True
    if (a.meanings and b.meanings) or any(letter.isdigit() for letter in a.text + b.text):
        return False
    if a.text.rstrip("s").casefold() == b.text.rstrip("s").casefold():
        return True
    return part_similarity(a.text, languages[0], b.text, languages[1]) >= _SAME_SPELLING


def _match_spelling(a: str, language_a: Language | None, b: str, language_b: Language | None, label: Label) -> Scored:
    """Names of as many words, spelled alike one by one; places may be transcribed more freely than organisations."""
    if exonyms.plain(a) == exonyms.plain(b):
        return 0.98, "spelling"
    first, second = re.split(r"[ \-]", _ARTICLE.sub("", a)), re.split(r"[ \-]", _ARTICLE.sub("", b))
    if len(first) != len(second) or any(letter.isdigit() for letter in a + b):
        return _NONE
    parts = [part_similarity(x, language_a, y, language_b) for x, y in zip(first, second, strict=True)]
    enough = min(parts) >= (0.85 if label is Label.LOC else 0.95)
    return (min(parts), "spelling") if enough else _NONE


def _match_acronym(a: str, language_a: Language | None, b: str, language_b: Language | None) -> Scored:
    """An acronym and its expansion, in one language or two."""
    for short, long in ((a, b), (b, a)):
        if is_acronym_of(short, long):
            return _ACRONYM, "acronym"
    for short, language, long, other in ((a, language_a, b, language_b), (b, language_b, a, language_a)):
        if language in LANGUAGES and language != other and _is_foreign_acronym(short, language, words_of(long, other)):
            return _FOREIGN_ACRONYM, "acronym-of-translation"
    return _NONE


def is_acronym_of(short: str, long: str, *, loosely: bool = False) -> bool:
    """Whether `short` is built of the initials of `long`'s words, small words counted or not.

    Loosely, as of an acronym in brackets after its expansion, the letters need only stand in `long` in that order.
    """
    letters = re.sub(r"[.\-]", "", short)
    if not _FEWEST_LETTERS <= len(letters) <= _MOST_LETTERS or " " in short or not letters[0].isupper():
        return False
    words = [word for word in re.split(r"[\s\-/']+", long) if word]
    if len(words) < 2:
        return False
    if loosely:
        rest = iter(long.casefold())
        return letters.isupper() and all(letter in rest for letter in letters.casefold())
    everything = "".join(word[0] for word in words).casefold()
    content = "".join(word[0] for word in words if word[0].isupper() or len(word) > 4).casefold()
    capitals = "".join(word[0] for word in words if word[0].isupper()).casefold()
    return letters.casefold() in {everything, content, capitals} and (letters.isupper() or len(letters) > 2)


def _is_foreign_acronym(short: str, language: Language, words: Sequence[NameWord]) -> bool:
    """Whether the letters of `short` are initials, in some order, of the words as `language` would say them."""
    letters = short.replace(".", "")
    if not 3 <= len(letters) <= _MOST_LETTERS or not letters.isupper() or len(words) != len(letters):
        return False
    choices = [frozenset(_initials(word, language)) for word in words]
    return _spells(letters.lower(), choices)


def _initials(word: NameWord, language: Language) -> Iterator[str]:
    for meaning in word.meanings:
        yield from concepts.initials(language).get(meaning, ())
        for name in gazetteers.all_names(meaning).get(language, ()):
            yield name[:1].lower()
    if not word.meanings:
        yield word.text[:1].lower()


def _spells(letters: str, choices: Sequence[frozenset[str]]) -> bool:
    if not letters:
        return True
    return any(
        letters[0] in choice and _spells(letters[1:], [*choices[:at], *choices[at + 1 :]])
        for at, choice in enumerate(choices)
    )
