"""The parts of a person's name: titles, given names, particles, family name, regnal number.

Whether two names are one is decided in `matching`; which words of a text are a name, in `naming`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache

from tasks.entities.gazetteers import DATA, straight
from tasks.entities.vocabulary import all_titles, given_names

_PARTICLES = frozenset(
    [
        "the",
        "il",
        "lo",
        "die",
        "von",
        "vom",
        "zu",
        "zur",
        "zum",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "dello",
        "dei",
        "degli",
        "di",
        "da",
        "dal",
        "dalla",
        "du",
        "des",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "abu",
        "ter",
        "ten",
        "dos",
        "das",
        "do",
        "und",
        "y",
        "e",
    ]
)
_JUNIOR = frozenset({"jr", "jr.", "junior"})
_SUFFIXES = _JUNIOR | {"sr", "sr.", "senior"}
_REGNAL = re.compile(r"(?:[IVX]{1,6}|[1-9]\d?)\.?(?:º|°|st|nd|rd|th)?")
_PATRONYMIC = re.compile(
    r"\w{2,}(?:ovich|evich|owitsch|ewitsch|ovič|evič|ovna|evna|owna|ewna|uly|oglu|oğlu|kyzy)$", re.IGNORECASE
)
_GENITIVE = re.compile(r"(?:'s|')$")
_SYLLABLE = (
    r"(?:zh|ch|sh|kh|gy|hy|ky|my|py|by|ny|th|tr|ph|ng|[bpmfdtnlgkhjqxzcsryw])?[aeiouyüŏươâêôăáàảãạéèếềệíìịóòọốộớúùứừýỳ]{1,3}"
    r"(?:ng|nh|ch|n|k|m|p|t|l)?"
)
_GIVEN_SYLLABLES = re.compile(rf"{_SYLLABLE}(?:-?{_SYLLABLE})?s?", re.IGNORECASE)
"""One or two syllables of a given name of these languages, a German genitive s after them."""
_MOST_SYLLABLES = 4
_SHORTEST_FAMILY = 4


@cache
def _family_first() -> frozenset[str]:
    """Family names that stand before given names."""
    tables = tomllib.loads((DATA / "family_first.toml").read_text(encoding="utf-8"))
    return frozenset(name for names in tables.values() for name in names)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts.

    Attributes:
        given: given names and patronymics in order; hyphenated ones stay one part.
        family: the family name, with its particles in front for `full`; empty for a ruler's name.
        particles: particles before the family name, in order.
        regnal: the number of a ruler or pope, upper case (`III`); empty if none.
        offices: English lemmas of the offices in the title.
        is_royal: whether a royal or papal title stands before the name.
        is_junior: whether `Jr.` or the like follows it.
        is_family_first: whether the family name stands first, as in Korean, Chinese and Vietnamese names.
    """

    given: tuple[str, ...]
    family: str
    particles: tuple[str, ...] = ()
    regnal: str = ""
    offices: tuple[str, ...] = ()
    is_royal: bool = False
    is_junior: bool = False
    is_family_first: bool = False

    @property
    def full(self) -> str:
        """Given names, particles, family name and number, without title; as custom has it, the family name first."""
        if self.is_family_first:
            return " ".join((self.family, *self.given))
        return " ".join(
            (
                *self.given,
                *self.particles,
                *([self.family] if self.family else ()),
                *([self.regnal] if self.regnal else ()),
            )
        )

    @property
    def parts(self) -> tuple[str, ...]:
        """Given names and the family name."""
        return (*self.given, self.family) if self.family else self.given

    @property
    def first_family(self) -> str:
        """What may be the first of two family names, as Spaniards have them: `González` of `Edmundo González Urrutia`.

        Empty if it is a given name of many, or the family name has particles.
        """
        *others, last = ("", *self.given)
        plain = len(others) > 1 and self.family and not self.particles and not self.is_family_first
        may = len(last) >= _SHORTEST_FAMILY and last[0].isupper() and not _PATRONYMIC.match(last)
        return last if plain and may and last not in given_names() else ""

    @property
    def without_patronymic(self) -> tuple[str, ...]:
        """Given names without East Slavic and Turkic patronymics."""
        return tuple(name for name in self.given if not _PATRONYMIC.match(name)) or self.given


_OPENING = frozenset({"Von", "Van"})
"""Particles that open a family name also where a sentence begins: `Von der Leyen`, not `Van Morrison`."""


def _plain(text: str) -> PersonName | None:
    """A given and a family name in plain letters with nothing else to them, as most names are: read at once."""
    given, space, family = text.partition(" ")
    if not space or not (text.isascii() and given.isalpha() and family.isalpha()):
        return None
    if not (given[0].isupper() and family[0].isupper() and family[1:].islower()) or given in _family_first():
        return None
    if given.lower() in _first_words_of_titles() or given.lower() in _PARTICLES or family.lower() in _SUFFIXES:
        return None
    return None if _REGNAL.fullmatch(family) else PersonName((given,), family)


@lru_cache(maxsize=16384)
def parse_person(text: str) -> PersonName:
    """The parts of `text`, taken as the name of a person, with or without titles, in any of the languages."""
    plain = _plain(text)
    if plain:
        return plain
    words = [word.strip(',;:"“”„«»()') for word in straight(text).split(" ")]
    words = [word for word in words if word]
    if words:
        words[-1] = _GENITIVE.sub("", words[-1]) or words[-1]
    if len(words) == 2 and text.strip().count(",") == 1 and straight(text).split(" ")[0].endswith(","):
        words.reverse()
    offices, is_royal, words = _take_titles(words)
    junior = False
    while len(words) > 1 and words[-1].lower() in _SUFFIXES:
        junior = words.pop().lower() in _JUNIOR or junior
    regnal = ""
    if len(words) > 1 and _REGNAL.fullmatch(words[-1]):
        regnal = words.pop().rstrip(".º°stndrh")
    if regnal or (is_royal and len(words) <= 2):
        return PersonName(tuple(words), "", regnal=regnal, offices=offices, is_royal=True)
    if len(words) <= 1:
        return PersonName((), words[0] if words else "", offices=offices)
    if (
        words[0] in _family_first()
        and len(words) <= _MOST_SYLLABLES
        and all(map(_GIVEN_SYLLABLES.fullmatch, words[1:]))
    ):
        given = (*words[1:-1], words[-1].removesuffix("s"))
        return PersonName(given, words[0], offices=offices, is_family_first=True)
    words = _with_small_particle(words)
    first = 0 if words[0].lower() in _PARTICLES else 1
    start = next(
        (at for at in range(first, len(words) - 1) if words[at].lower() in _PARTICLES and words[at].islower()), None
    )
    if start is None:
        return PersonName(tuple(words[:-1]), words[-1], offices=offices, is_junior=junior)
    particles = tuple(word for word in words[start:-1] if word.lower() in _PARTICLES)
    family = " ".join(word for word in words[start:] if word.lower() not in _PARTICLES)
    return PersonName(tuple(words[:start]), family or words[-1], particles, offices=offices, is_junior=junior)


def _with_small_particle(words: list[str]) -> list[str]:
    """`von der Leyen` of `Von der Leyen`, with which a sentence begins."""
    opens = words[0] in _OPENING and len(words) > 2 and words[1].islower()
    return [words[0].lower(), *words[1:]] if opens else words


@cache
def _first_words_of_titles() -> frozenset[str]:
    return frozenset(title.partition(" ")[0] for title in all_titles())


def _take_titles(words: list[str]) -> tuple[tuple[str, ...], bool, list[str]]:
    """Titles at the front: their offices, whether one is royal, and the words that are left (at least one)."""
    titles = all_titles()
    offices: list[str] = []
    is_royal = False
    while len(words) > 1:
        if words[0].lower() not in _first_words_of_titles() and not words[0].islower():
            break
        size = next((n for n in (4, 3, 2, 1) if n < len(words) and " ".join(words[:n]).lower() in titles), 0)
        if not size and not (words[0].islower() and words[0] not in _PARTICLES):
            break
        if size:
            office, royal = titles[" ".join(words[:size]).lower()]
            offices += [office] if office else []
            is_royal = is_royal or royal
        words = words[max(size, 1) :]
    return tuple(offices), is_royal, words
