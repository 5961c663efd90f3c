"""How two full names begin, as bits: a quick look that tells most people of one family apart.

A name is a number of 64 bits, so that a warehouse can keep it beside each key; what the bits of several names are
together is their union (`|`). Names that cannot begin alike are never one person's; whether others are is the business
of `person_matching`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from tasks.entities import exonyms
from tasks.entities.exonyms import plain
from tasks.entities.names import PersonName

ARABIC_ARTICLE: Final = re.compile(
    r"^(?:al|el|as|es|ash|asch|esch|an|en|ar|er|at|et|az|ad|ed|ul|ur)-(?=\w{2})", re.IGNORECASE
)
SERVANT: Final = re.compile(
    r"^(?:abd|abdel|abdal|abdul|abdol|abdur|abder)(?:-?(?:al|el|ul|ar|ur|as|us|r))?$", re.IGNORECASE
)
SERVANT_OF: Final = re.compile(r"^abd(?:[eauo]l|[eau]r|[eau]s)[- ]?(?=\w{4})", re.IGNORECASE)
_SOUNDS: Final = {
    **dict.fromkeys("aeiouy", "a"), **dict.fromkeys("sz", "s"), **dict.fromkeys("vf", "f"), **dict.fromkeys("pb", "p"),
    **dict.fromkeys("dt", "t"), "l": "l", "m": "m", "n": "n", "r": "r", "h": "ahk", "j": "as", "w": "fa", "c": "ks",
    "k": "k", "q": "ks", "x": "ksh", "g": "kh",
}  # fmt: skip
_SOUNDS_OF_TWO: Final = {
    "hs": "s", "ch": "ksah", "kh": "kah", "gh": "kah", "ge": "ksh", "gi": "ksh", "gy": "ksh", "ph": "pf", "pf": "pf",
    **dict.fromkeys(("ts", "tz", "tc", "dz", "ds", "dj", "dh", "th"), "ts"),
}  # fmt: skip
_ALL_SOUNDS: Final = "aksftphlmnr"
_BIT: Final = {sound: 1 << at for at, sound in enumerate(_ALL_SOUNDS)}
_FAMILY: Final = len(_ALL_SOUNDS)
"""Bits of the given names come first, then those of the family name, then the groups of given names, then `_OPEN`."""
_GROUPS: Final = 2 * _FAMILY
_MOST_GROUPS: Final = 40
_GIVEN_BITS: Final = (1 << _FAMILY) - 1
_GROUP_BITS: Final = ((1 << _MOST_GROUPS) - 1) << _GROUPS
_SAME_BITS: Final = _GIVEN_BITS | _GROUP_BITS
_OPEN: Final = 1 << (_GROUPS + _MOST_GROUPS)


def may_begin_alike(a: int, b: int) -> bool:
    """Whether a name with the beginnings `a` may be one person's with another that has the beginnings `b`."""
    if a & b & _SAME_BITS or (a | b) & _OPEN:
        return True
    return bool((a >> _FAMILY) & b & _GIVEN_BITS and (b >> _FAMILY) & a & _GIVEN_BITS)


@lru_cache(maxsize=65536)
def beginnings(name: PersonName) -> int:
    """The sounds that the words of a full name may begin with, in any spelling, and the groups of its given names.

    Names that have to be compared whole, as those of rulers and people of history, begin like any other.
    """
    words = [part for word in name.given for part in _pieces(word)]
    if _is_open(name, words):
        return _OPEN
    groups = exonyms.given_name_groups()
    return (
        _sounds(words)
        | _sounds(_pieces(name.family)) << _FAMILY
        | _union(
            1 << (_GROUPS + group % _MOST_GROUPS)
            for word in words
            for group in groups.get(plain(word).replace(" ", ""), ())
        )
    )


def _is_open(name: PersonName, words: Iterable[str]) -> bool:
    return (
        name.is_royal
        or bool(name.regnal or name.particles)
        or not name.family[:1].isupper()
        or name.family == "Magno"
        or bool(ARABIC_ARTICLE.match(name.family))
        or any(SERVANT_OF.match(word) or SERVANT.match(word) for word in words if word[:1] in "Aa")
        or bool(exonyms.people(name.full))
    )


def _pieces(word: str) -> tuple[str, ...]:
    """The word, and its parts between hyphens and the like."""
    return (word,) if word.isalpha() else (word, *filter(None, re.split(r"[- '’.]", word)))


def _sounds(words: Iterable[str]) -> int:
    return _union(_first_sounds(word) for word in words)


@lru_cache(maxsize=65536)
def _first_sounds(word: str) -> int:
    """The sounds, a bit each, that a word may begin with in the spellings of any press; all for other letters."""
    letters = word[:2].lower() if word.isascii() and word.isalpha() else plain(word)[:2]
    found = _SOUNDS_OF_TWO.get(letters) or _SOUNDS.get(letters[:1], "")
    return _union(_BIT[sound] for sound in (found or (_ALL_SOUNDS if letters else "")))


def _union(numbers: Iterable[int]) -> int:
    found = 0
    for number in numbers:
        found |= number
    return found
