"""One spelling for names that travel: romanisation rules of English, German, Italian and Cyrillic.

`romanise` maps `Tokajew`, `Tokayev` and `Токаев` to one string, `skeleton` gives the consonants alone, for blocking.
The rules are those of the newspaper transcriptions of Russian (Duden for German; BGN/PCGN for English; the Italian
scholarly and press forms), applied left to right, the longest first. Which parts a name has, and whether two names
match, belongs to `names` and `matching`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tasks.records import Language

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґқғңөұүһә",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "o",
            "ž",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "s",
            "č",
            "š",
            "š",
            "",
            "i",
            "",
            "e",
            "u",
            "a",
            "i",
            "i",
            "e",
            "g",
            "k",
            "g",
            "n",
            "o",
            "u",
            "u",
            "h",
            "a",
        ],
        strict=True,
    )
)
_LETTERS = {
    "ß": "ss", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "t", "æ": "e", "œ": "e", "ə": "a", "ŋ": "n",
    "š": "š", "ž": "ž", "č": "č", "ć": "č", "ś": "š", "ź": "ž", "ż": "ž", "ş": "š", "ç": "č", "ğ": "g", "ń": "n",
}  # fmt: skip
_GERMAN = (
    ("schtsch", "š"), ("dsch", "ž"), ("tsch", "č"), ("sch", "š"), ("sh", "š"), ("chs", "ks"), ("ch", "h"), ("ph", "f"),
    ("tz", "s"), ("ts", "s"), ("th", "t"), ("ck", "k"), ("qu", "kv"), ("w", "v"), ("z", "s"), ("j", "y"), ("ie", "i"),
)  # fmt: skip
_ENGLISH = (
    ("shch", "š"), ("tch", "č"), ("ch", "č"), ("sh", "š"), ("zh", "ž"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("dj", "ž"), ("dh", "d"), ("tz", "s"), ("ts", "s"), ("th", "t"), ("ck", "k"), ("qu", "kv"), ("w", "v"), ("z", "s"),
    ("j", "ž"), ("ee", "i"), ("oo", "u"), ("ou", "u"),
)  # fmt: skip
_ITALIAN = (
    ("sci", "š"), ("sce", "še"), ("sc", "sk"), ("cia", "ča"), ("cio", "čo"), ("ciu", "ču"), ("ci", "či"), ("ce", "če"),
    ("gia", "ža"), ("gio", "žo"), ("giu", "žu"), ("gi", "ži"), ("ge", "že"), ("chi", "ki"), ("che", "ke"), ("gh", "g"),
    ("sh", "š"), ("zh", "ž"), ("kh", "h"), ("tch", "č"), ("tz", "s"), ("ts", "s"), ("ph", "f"), ("qu", "kv"),
    ("w", "v"), ("z", "s"), ("j", "y"),
)  # fmt: skip
_SCHOLARLY = (
    ("šč", "š"), ("ch", "h"), ("ts", "s"), ("c", "s"), ("w", "v"), ("z", "s"), ("j", "y"), ("dž", "ž"),
)  # fmt: skip
_ENGLISH_LANGUAGE = Language("en")
_Compiled = tuple[re.Pattern[str], Mapping[str, str]]


def _compiled(rules: Sequence[tuple[str, str]]) -> _Compiled:
    """A pattern of what the rules find, and what each writes; of two rules for one spelling the first counts."""
    written: dict[str, str] = {}
    for found, spelled in rules:
        written.setdefault(found, spelled)
    return re.compile("|".join(map(re.escape, written))), written


_COMPILED: Mapping[Language | None, _Compiled] = {
    Language("de"): _compiled(_GERMAN),
    _ENGLISH_LANGUAGE: _compiled(_ENGLISH),
    Language("it"): _compiled(_ITALIAN),
}
_COMPILED_SCHOLARLY = _compiled(_SCHOLARLY)
_SKY = re.compile(r"(?<=.)sk(?:iy|ij|yj|y|yy|ii|ji|j)$")
_YOV = re.compile(r"(?<=[šč])i?ev(?=a?$)")
_ENKA = re.compile(r"enka$")
_GLIDES = re.compile(r"(?<=[aeou])[yi]+(?=[aeou])|(?<=i)[yi]+(?=[aeou])|(?<=[^aeiouy])[yi]+(?=[aeou].)")
_FIRST_GLIDE = re.compile(r"^[yi](?=[aeou])")
_SOFT = re.compile(r"(?<=[^aeiou])i+(?=[aeou].)")
_DOUBLED = re.compile(r"(.)\1+")
_LAST_H = re.compile(r"(?<=[aeiou])h$")
_CONSONANTS = str.maketrans(
    {"h": None, "j": "š", "č": "š", "g": "k", "d": "t", "b": "p", "f": "v"} | dict.fromkeys("aeiou")
)


@lru_cache(maxsize=65536)
def romanise(name: str, language: Language | None) -> str:
    """`name` in the common spelling: lower case, letters only, read by the rules of `language` (English by default)."""
    return _read(_letters(name), _COMPILED.get(language, _COMPILED[_ENGLISH_LANGUAGE]))


def _read(text: str, rules: _Compiled) -> str:
    """`text` by `rules`, applied left to right, the first that fits."""
    pattern, written = rules
    return _settle(pattern.sub(lambda found: written[found.group()], text))


def _letters(name: str) -> str:
    """Lower-case Latin letters: Cyrillic transcribed, háčeks kept as sounds, other marks dropped."""
    if name.isascii() and name.isalpha():
        return name.lower()
    text = unicodedata.normalize("NFC", name).lower()
    text = "".join(_CYRILLIC.get(letter, _LETTERS.get(letter, letter)) for letter in text)
    marked = "".join(letter if letter in "šžč" else unicodedata.normalize("NFKD", letter) for letter in text)
    return "".join(letter for letter in marked if letter.isalpha())


def _settle(text: str) -> str:
    """Spellings that no rule set tells apart: doubled letters, glides, q/k/c, x/ks, silent final h.

    Called for every name that is compared, so each pattern runs only where its letters are there.
    """
    text = text.replace("x", "ks").replace("q", "k").replace("c", "k").replace("ž", "j").replace("dj", "j")
    if "sk" in text:
        text = _SKY.sub("ski", text)
    if "ev" in text:
        text = _YOV.sub("ov", text)
    text = _ENKA.sub("enko", text) if text.endswith("enka") else text
    if "i" in text or "y" in text:
        text = _GLIDES.sub("", text)
        text = _FIRST_GLIDE.sub("", text.replace("y", "i"))
        text = _SOFT.sub("", text)
    text = _DOUBLED.sub(r"\1", text)
    return _LAST_H.sub("", text) if text.endswith("h") else text


@lru_cache(maxsize=65536)
def spellings(name: str, language: Language | None) -> frozenset[str]:
    """How `name` may be read: by the rules of its language, and by those of English, whose spellings travel."""
    return frozenset(form for form in (romanise(name, language), romanise(name, Language("en"))) if form)


@lru_cache(maxsize=65536)
def readings(name: str, language: Language | None) -> frozenset[str]:
    """As `spellings`, and by the scholarly rules where the name may be written so (`Trockij`, `Čechov`, `El'cin`)."""
    forms = {*spellings(name, language)}
    if language != _ENGLISH_LANGUAGE:
        forms.add(_read(_letters(name), _COMPILED_SCHOLARLY))
    return frozenset(filter(None, forms))


def skeleton(romanised: str) -> str:
    """The consonants of a romanised name, close sounds in one letter; the romanised name itself if it has none."""
    return romanised.translate(_CONSONANTS) or romanised
