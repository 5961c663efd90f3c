"""Could two names stand for one real thing? By spelling, transliteration, translation or known acronym.

`same_name` looks at the two strings alone; whether two mentions are one thing also takes the evidence of their
articles, which is weighed in `article` and `resolution`. Every answer carries its reasons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from tasks.entities import concepts, gazetteers
from tasks.entities.names import PersonName, parse_person
from tasks.entities.transliteration import romanise, skeleton, spellings
from tasks.entities.vocabulary import equivalents
from tasks.records import Label, Language

_SAME = 0.5
_FEMININE = re.compile(r"(?:ov|ev|in|iov)a$|(?:sk|k)a(?:i?a)?$")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How well two names match, from 0 to 1, whether that is enough, and why, as short codes."""

    score: float
    same: bool
    reasons: tuple[str, ...]


def same_name(a: str, language_a: Language | None, b: str, language_b: Language | None, label: Label) -> NameMatch:
    """Whether `a` and `b` could name one real thing of the kind `label`."""
    plain_a, plain_b = gazetteers.straight(a), gazetteers.straight(b)
    if not plain_a or not plain_b:
        return NameMatch(0.0, False, ("empty",))
    if plain_a.casefold() == plain_b.casefold():
        return NameMatch(1.0, True, ("same-string",))
    if label is Label.PER:
        score, reason = match_people(parse_person(plain_a), language_a, parse_person(plain_b), language_b)
    else:
        score, reason = _match_things(plain_a, language_a, plain_b, language_b, label)
    return NameMatch(round(score, 3), score >= _SAME, (reason,))


def match_people(
    a: PersonName, language_a: Language | None, b: PersonName, language_b: Language | None
) -> tuple[float, str]:
    """Score and reason for two people's names.

    Families must agree in every spelling rule; given names may be missing, abbreviated or fewer, never others.
    """
    if a.is_royal or b.is_royal or a.regnal or b.regnal:
        return _match_rulers(a, language_a, b, language_b)
    family = part_similarity(a.family, language_a, b.family, language_b)
    if not family:
        return _match_swapped(a, language_a, b, language_b)
    if not a.given or not b.given:
        return 0.6 * family, "family-name-alone"
    given = _given_similarity(a.without_patronymic, language_a, b.without_patronymic, language_b)
    if not given:
        return 0.0, "other-given-name"
    return family * given, "name-parts" if family == given == 1 else "transliteration"


def _match_swapped(
    a: PersonName, language_a: Language | None, b: PersonName, language_b: Language | None
) -> tuple[float, str]:
    """Names whose order differs (`Orbán Viktor`), and a bare given name."""
    if len(a.parts) == len(b.parts) > 1:
        swapped = [
            part_similarity(x, language_a, y, language_b) for x, y in zip(a.parts, reversed(b.parts), strict=True)
        ]
        if min(swapped) == 1:
            return 0.9, "other-order"
    return 0.0, "other-family-name"


def _match_rulers(
    a: PersonName, language_a: Language | None, b: PersonName, language_b: Language | None
) -> tuple[float, str]:
    """Kings and popes: the number must agree if both have one; given names may be translated."""
    if a.regnal and b.regnal and a.regnal != b.regnal:
        return 0.0, "other-number"
    first, second = a.parts, b.parts
    if _translated(" ".join(first), " ".join(second)):
        good = True
    elif len(first) == len(second):
        good = all(
            _translated(x, y) or part_similarity(x, language_a, y, language_b)
            for x, y in zip(first, second, strict=True)
        )
    else:
        good = False
    if not good:
        return 0.0, "other-given-name"
    return (0.95, "translated-given-name") if bool(a.regnal) == bool(b.regnal) else (0.55, "number-missing")


def _translated(a: str, b: str) -> bool:
    rows = equivalents()
    return bool(rows.get(a.lower(), frozenset()) & rows.get(b.lower(), frozenset()))


def _given_similarity(
    a: tuple[str, ...], language_a: Language | None, b: tuple[str, ...], language_b: Language | None
) -> float:
    """Similarity of the shorter list of given names with a subsequence of the longer one; 0 if it is none."""
    if len(a) > len(b):
        a, b, language_a, language_b = b, a, language_b, language_a
    best = 1.0
    rest = list(b)
    for name in a:
        found = next(
            ((at, s) for at, other in enumerate(rest) if (s := _given_pair(name, language_a, other, language_b))), None
        )
        if found is None:
            return 0.0
        best = min(best, found[1])
        del rest[: found[0] + 1]
    return best if len(a) == len(b) else best * 0.95


def _given_pair(a: str, language_a: Language | None, b: str, language_b: Language | None) -> float:
    """Similarity of two given names: initials agree with their name, hyphenated ones part by part."""
    bare_a, bare_b = a.rstrip("."), b.rstrip(".")
    if min(len(bare_a), len(bare_b)) == 1:
        return 0.85 if romanise(bare_a, language_a)[:1] == romanise(bare_b, language_b)[:1] else 0.0
    whole = part_similarity(a, language_a, b, language_b)
    if whole or ("-" in a) == ("-" in b):
        return whole
    first_a, first_b = a.partition("-")[0], b.partition("-")[0]
    return 0.8 * part_similarity(first_a, language_a, first_b, language_b)


@lru_cache(maxsize=65536)
def part_similarity(a: str, language_a: Language | None, b: str, language_b: Language | None) -> float:
    """1 for one spelling, above 0.8 for transliterations of one name, else 0.

    Consonants must agree; vowels may differ by one from six letters on, by two from nine, but not at the end, where
    they tell gender (`Petrov`, `Petrova`; `Martin`, `Martina`).
    """
    if gazetteers.straight(a).casefold() == gazetteers.straight(b).casefold():
        return 1.0
    best = 0.0
    for form in spellings(a, language_a):
        for other in spellings(b, language_b):
            best = max(best, _close(form, other))
    return best


def _close(a: str, b: str) -> float:
    if a == b:
        return 0.98
    if skeleton(a) != skeleton(b) or _ending(a) != _ending(b):
        return 0.0
    distance = Levenshtein.distance(a, b)
    longest = max(len(a), len(b))
    allowed = 0 if longest < 6 else 1 if longest < 9 else 2
    return 1 - 0.07 * distance if distance <= allowed else 0.0


def _ending(romanised: str) -> str:
    return romanised[-1] if romanised[-1] in "aeou" else ""


def _match_things(
    a: str, language_a: Language | None, b: str, language_b: Language | None, label: Label
) -> tuple[float, str]:
    """Organisations, places and works: known names first, then acronyms, translated words, spelling."""
    key_a, key_b = _keys(a, language_a), _keys(b, language_b)
    if key_a and key_b:
        return (0.99, "known-name") if key_a & key_b else (0.0, "other-known-name")
    if is_acronym_of(a, b) or is_acronym_of(b, a):
        return 0.8, "acronym"
    words_a, words_b = concepts.concepts_of(a, language_a), concepts.concepts_of(b, language_b)
    if words_a and words_b:
        translated = concepts.agreement(words_a, words_b)
        if translated == 1:
            return 0.9, "translation"
    if len(a.split(" ")) == len(b.split(" ")):
        parts = [part_similarity(x, language_a, y, language_b) for x, y in zip(a.split(" "), b.split(" "), strict=True)]
        if min(parts) >= (0.9 if label is Label.LOC else 0.98):
            return min(parts), "spelling"
    return 0.0, "nothing-in-common"


def _keys(name: str, language: Language | None) -> frozenset[str]:
    """Gazetteer keys that `name` may have, by its own language, else by any; nationalities count as their country."""
    bare = _ARTICLE.sub("", name)
    if language in gazetteers.LANGUAGES:
        own = gazetteers.load(language)
        entry = own.name(bare) or own.name(name) or own.nationality(bare)
        if entry:
            return frozenset({entry.key})
    entry = gazetteers.anywhere().get(bare)
    return frozenset({entry.key}) if entry else frozenset()


_ARTICLE = re.compile(
    r"^(?:the|der|die|das|den|dem|des|il|lo|la|i|gli|le|un|una|del|della|dei|delle|degli|al|alla|in) "
    r"|^(?:l|dell|all|nell|un)'",
    re.IGNORECASE,
)


def is_acronym_of(short: str, long: str, *, loosely: bool = False) -> bool:
    """Whether `short` is built of the initials of `long`'s words, small words counted or not.

    Loosely, as of an acronym in brackets after its expansion, the letters need only stand in `long` in that order.
    """
    letters = re.sub(r"[.\-]", "", short)
    if not 2 <= len(letters) <= 8 or " " in short or not letters[0].isupper():
        return False
    words = [word for word in re.split(r"[\s\-/]+", long) if word]
    if len(words) < 2:
        return False
    if loosely:
        rest = iter(long.casefold())
        return letters.isupper() and all(letter in rest for letter in letters.casefold())
    everything = "".join(word[0] for word in words).casefold()
    content = "".join(word[0] for word in words if word[0].isupper() or len(word) > 4).casefold()
    capitals = "".join(word[0] for word in words if word[0].isupper()).casefold()
    return letters.casefold() in {everything, content, capitals} and (letters.isupper() or len(letters) > 2)
