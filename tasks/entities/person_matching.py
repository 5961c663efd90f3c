"""Could two names be one person's? Family names must agree; given names may be missing, short or translated by custom.

Works on the parts that `names` finds. Whether two people of articles are one takes more: see `people`, `resolution`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter

from tasks.entities import exonyms
from tasks.entities.beginnings import ARABIC_ARTICLE, SERVANT, SERVANT_OF, beginnings, may_begin_alike
from tasks.entities.concepts import lexicon
from tasks.entities.exonyms import plain
from tasks.entities.gazetteers import LANGUAGES
from tasks.entities.names import PersonName
from tasks.entities.spelling import part_similarity, sound_alike
from tasks.entities.transliteration import romanise
from tasks.entities.vocabulary import equivalents
from tasks.records import Language

_ALONE, _SWAPPED, _JOINED, _FORMS = 0.6, 0.9, 0.95, 0.9
_LONE_ARTICLES = frozenset({"al", "el"})
_KINSHIP = frozenset({"bin", "ibn", "ben", "bint"})

Scored = tuple[float, str]


@lru_cache(maxsize=65536)
def match_people(a: PersonName, language_a: Language | None, b: PersonName, language_b: Language | None) -> Scored:
    """Score and reason for two people's names.

    Families must agree in every spelling rule; given names may be missing, abbreviated or fewer, never others.
    """
    if exonyms.people(a.full) & exonyms.people(b.full):
        return 0.97, "known-name"
    if a.is_royal or b.is_royal or a.regnal or b.regnal:
        return _match_rulers(a, language_a, b, language_b)
    if a.is_junior != b.is_junior and a.given and b.given:
        return 0.0, "other-generation"
    if _other_initials(a.given, b.given):
        return 0.0, "other-given-name"
    if _epithets(a, language_a) & _epithets(b, language_b):
        same = _translated(" ".join(a.given), " ".join(b.given))
        return (0.95, "translated-given-name") if same else (0.0, "other-given-name")
    return _match_parts(a, language_a, b, language_b)


def may_match(a: PersonName, b: PersonName) -> bool:
    """Whether `match_people` may find two full names alike: a quick look at how they begin, for names among many."""
    return may_begin_alike(beginnings(a), beginnings(b))


def _match_parts(a: PersonName, language_a: Language | None, b: PersonName, language_b: Language | None) -> Scored:
    """Family name against family name, given names against given names; else the names as they stand."""
    family = _family_similarity(a, language_a, b, language_b)
    if family and not (a.given and b.given):
        return _ALONE * family, "family-name-alone"
    given = _given_similarity(_given(a), language_a, _given(b), language_b) if family else 0.0
    if given:
        return family * given, "name-parts" if family == given == 1 else "transliteration"
    whole = max(
        _match_as_a_whole(a, language_a, b, language_b),
        _match_first_family(a, language_a, b, language_b),
        _match_first_family(b, language_b, a, language_a),
        key=itemgetter(0),
    )
    return whole if whole[0] or not family else (0.0, "other-given-name")


def _match_first_family(
    a: PersonName, language_a: Language | None, b: PersonName, language_b: Language | None
) -> Scored:
    """A name without the second family name that the other has: `Edmundo González`, `Edmundo González Urrutia`."""
    if not (b.first_family and len(a.given) == len(b.given) - 1):
        return 0.0, "other-family-name"
    family = part_similarity(a.family, language_a, b.first_family, language_b)
    given = _given_similarity(_given(a), language_a, _given(replace(b, given=b.given[:-1])), language_b)
    return (_FORMS, "second-family-name") if family * given > _FORMS else (0.0, "other-family-name")


def _family_similarity(a: PersonName, language_a: Language | None, b: PersonName, language_b: Language | None) -> float:
    """Similarity of the family names, an Arabic article left out; of a double name one half may stand for it."""
    first, second = without_arabic_article(a.family), without_arabic_article(b.family)
    whole = part_similarity(first, language_a, second, language_b)
    if not whole and _is_arabic(a) and _is_arabic(b) and sound_alike(first, language_a, second, language_b):
        return _FORMS
    if whole or ("-" in first) == ("-" in second):
        return whole
    halves_a, halves_b = first.split("-"), second.split("-")
    return 0.85 * max(part_similarity(x, language_a, y, language_b) for x in halves_a for y in halves_b)


def _epithets(name: PersonName, language: Language | None) -> frozenset[str]:
    """What a word after a ruler's name stands for: `the Great`, `der Große`."""
    if not name.given or (not name.particles and name.family[:1].isupper() and name.family != "Magno"):
        return frozenset()
    return lexicon(language).meanings(name.family) if language in LANGUAGES else frozenset()


def _is_arabic(name: PersonName) -> bool:
    """Whether the name has a particle whose spelling says that its vowels are a matter of transcription."""
    return bool(_KINSHIP.intersection(map(str.lower, name.particles))) or bool(ARABIC_ARTICLE.match(name.family))


def without_arabic_article(word: str) -> str:
    """`Sisi` of `al-Sisi`."""
    return ARABIC_ARTICLE.sub("", word)


def _given(name: PersonName) -> tuple[str, ...]:
    """Given names without patronymics; `Abdel Fattah`, `Abd al-Fattah` and `Abdelfattah` all as `abd`, `Fattah`."""
    found: list[str] = []
    for word in name.without_patronymic:
        servant = SERVANT_OF.match(word)
        if SERVANT.match(word):
            found.append("abd")
        elif servant:
            found += ["abd", word[servant.end() :]]
        elif word.lower() not in _LONE_ARTICLES or not found:
            found.append(without_arabic_article(word))
    return tuple(found)


def _match_as_a_whole(a: PersonName, language_a: Language | None, b: PersonName, language_b: Language | None) -> Scored:
    """Names whose parts are cut or ordered otherwise: `Kim Jong Un`, `Orbán Viktor`; one part that stands for all."""
    parts_a, parts_b = (*_given(a), without_arabic_article(a.family)), (*_given(b), without_arabic_article(b.family))
    first, last = _first(parts_a[0], language_a), _first(parts_a[-1], language_a)
    if not (first & _first(parts_b[0], language_b) or last & _first(parts_b[0], language_b)):
        return 0.0, "other-family-name"
    letters = part_similarity("".join(_letters(parts_a)), language_a, "".join(_letters(parts_b)), language_b)
    if letters > 0.9:
        return _JOINED, "spelling"
    if len(parts_a) == len(parts_b) == 2:
        swapped = [_given_pair(x, language_a, y, language_b) for x, y in zip(parts_a, reversed(parts_b), strict=True)]
        if min(swapped) > 0.9:
            return _SWAPPED, "other-order"
    return 0.0, "other-family-name"


def _letters(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.replace("-", "").replace(" ", "") for part in parts)


def _match_rulers(a: PersonName, language_a: Language | None, b: PersonName, language_b: Language | None) -> Scored:
    """Kings and popes: the number must agree if both have one; given names may be translated."""
    if a.regnal and b.regnal and a.regnal != b.regnal:
        return 0.0, "other-number"
    first, second = a.parts, b.parts
    if _translated(" ".join(first), " ".join(second)):
        good = True
    elif len(first) == len(second):
        good = all(
            _translated(x, y) or _given_pair(x, language_a, y, language_b) for x, y in zip(first, second, strict=True)
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
            return _joined_given(a, language_a, b, language_b)
        best = min(best, found[1])
        del rest[: found[0] + 1]
    return best if len(a) == len(b) else best * 0.95


def _other_initials(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether both have initials after a given name, but not the same: `George W.`, `George H. W.`."""
    middle = [tuple(name[0].casefold() for name in names[1:] if len(name.rstrip(".")) == 1) for names in (a, b)]
    return bool(middle[0] and middle[1]) and middle[0] != middle[1]


def _joined_given(
    a: tuple[str, ...], language_a: Language | None, b: tuple[str, ...], language_b: Language | None
) -> float:
    """Given names written as one word or as two: `Abdulrahman`, `Abdul Rahman`."""
    whole = part_similarity("".join(_letters(a)), language_a, "".join(_letters(b)), language_b)
    return 0.9 * whole


def _given_pair(a: str, language_a: Language | None, b: str, language_b: Language | None) -> float:
    """Similarity of two given names: initials agree with their name, hyphenated ones part by part."""
    bare_a, bare_b = a.rstrip("."), b.rstrip(".")
    if min(len(bare_a), len(bare_b)) == 1:
        return 0.85 if _first(bare_a, language_a) & _first(bare_b, language_b) else 0.0
    whole = part_similarity(a, language_a, b, language_b)
    if whole:
        return whole
    groups = exonyms.given_name_groups()
    if groups.get(_key(a), frozenset()) & groups.get(_key(b), frozenset()):
        return _FORMS
    if ("-" in a) == ("-" in b):
        return 0.0
    first_a, first_b = a.partition("-")[0], b.partition("-")[0]
    return 0.8 * part_similarity(first_a, language_a, first_b, language_b)


def _key(name: str) -> str:
    return plain(name).replace(" ", "")


@lru_cache(maxsize=65536)
def _first(name: str, language: Language | None) -> frozenset[str]:
    """Letters that the initial of `name` may be written with."""
    return frozenset({romanise(name, language)[:1], plain(name)[:1]})
