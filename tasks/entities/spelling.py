"""Are two words one name, spelled by two presses? `Tokajew` and `Tokayev`, `Čechov` and `Tschechow`, `Orban`, `Orbán`.

Works on single words. Two spellings are one name when some reading of both is the same, or nearly so where their
consonants are written by different rules: a name that travels between spellings may lose a vowel, one that every press
writes alike (`Müller`, `Miller`) may not. What the words are parts of is for `person_matching` and `thing_matching`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from tasks.entities.exonyms import plain
from tasks.entities.gazetteers import straight
from tasks.entities.transliteration import readings, skeleton
from tasks.records import Language

_SHORTEST_LOOSE, _SHORTEST_LOOSER = 6, 9
_VOWELS = re.compile(r"[aeiouyj']+")


@lru_cache(maxsize=65536)
def part_similarity(a: str, language_a: Language | None, b: str, language_b: Language | None) -> float:
    """1 for one spelling, above 0.8 for transliterations of one name, else 0.

    Accents may be left out, and umlauts written with e. Otherwise the consonants must agree in some reading; vowels may
    differ where the consonants are not written alike, by one from six letters on, by two from nine, but never at the
    end, where they tell gender (`Petrov`, `Petrova`; `Martin`, `Martina`).
    """
    if straight(a).casefold() == straight(b).casefold():
        return 1.0
    if _keyboard(a) & _keyboard(b):
        return 0.98
    loose = _is_transcribed(a, b)
    return max((_close(x, y, loose) for x in readings(a, language_a) for y in readings(b, language_b)), default=0.0)


def sound_alike(a: str, language_a: Language | None, b: str, language_b: Language | None) -> bool:
    """Whether two words have the same consonants in some reading and the same end, whatever their vowels."""
    return any(
        skeleton(x) == skeleton(y) and _ending(x) == _ending(y)
        for x in readings(a, language_a)
        for y in readings(b, language_b)
    )


@lru_cache(maxsize=131072)
def _keyboard(word: str) -> frozenset[str]:
    """`word` as it is typed without accents."""
    low = unicodedata.normalize("NFC", word).casefold()
    spelled = low.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ø", "oe").replace("å", "aa")
    return frozenset({plain(low), plain(spelled), plain(low.replace("đ", "dj"))}) - {""}


def _is_transcribed(a: str, b: str) -> bool:
    """Whether the two words' consonants are written differently, as by two presses."""
    return _VOWELS.sub("", plain(a)) != _VOWELS.sub("", plain(b))


def _close(a: str, b: str, loose: bool) -> float:
    if a == b:
        return 0.97
    if not loose or skeleton(a) != skeleton(b) or _ending(a) != _ending(b):
        return 0.0
    distance = Levenshtein.distance(a, b)
    longest = max(len(a), len(b))
    allowed = 0 if longest < _SHORTEST_LOOSE else 1 if longest < _SHORTEST_LOOSER else 2
    return 1 - 0.06 * distance if distance <= allowed else 0.0


def _ending(romanised: str) -> str:
    return romanised[-1] if romanised[-1] in "aeou" else ""
