"""One spelling for names that travel: romanisation rules of English, German, Italian and Cyrillic.

`romanise` maps `Tokajew`, `Tokayev` and `Токаев` to one string, `skeleton` gives the consonants alone, for blocking.
The rules are those of the newspaper transcriptions of Russian (Duden for German; BGN/PCGN for English; the Italian
scholarly and press forms), applied left to right, the longest first. Which parts a name has, and whether two names
match, belongs to `names` and `matching`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

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
_RULES = {Language("de"): _GERMAN, Language("en"): _ENGLISH, Language("it"): _ITALIAN}
_SKY = re.compile(r"(?<=.)sk(?:iy|ij|yj|y|yy|ii|ji|j)$")
_YOV = re.compile(r"(?<=[šč])i?ev(?=a?$)")
_ENKA = re.compile(r"enka$")
_GLIDES = re.compile(r"(?<=[aeou])[yi]+(?=[aeou])|(?<=i)[yi]+(?=[aeou])|(?<=[^aeiouy])[yi]+(?=[aeou].)")
_FIRST_GLIDE = re.compile(r"^[yi](?=[aeou])")
_SOFT = re.compile(r"(?<=[^aeiou])i+(?=[aeou].)")
_DOUBLED = re.compile(r"(.)\1+")
_LAST_H = re.compile(r"(?<=[aeiou])h$")
_ENGLISH_RULES = _RULES[Language("en")]
_CONSONANTS = str.maketrans(
    {"h": None, "j": "š", "č": "š", "g": "k", "d": "t", "b": "p", "f": "v"} | dict.fromkeys("aeiou")
)


@lru_cache(maxsize=65536)
def romanise(name: str, language: Language | None) -> str:
    """`name` in the common spelling: lower case, letters only, read by the rules of `language` (English by default)."""
    return _read(_letters(name), _RULES.get(language, _ENGLISH_RULES) if language else _ENGLISH_RULES)


def _read(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    """`text` by `rules`, applied left to right, the first that fits."""
    pattern, written = _compiled(rules)
    return _settle(pattern.sub(lambda found: written[found.group()], text))


@cache
def _compiled(rules: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    written: dict[str, str] = {}
    for found, spelled in rules:
        written.setdefault(found, spelled)
    return re.compile("|".join(map(re.escape, written))), written


def _letters(name: str) -> str:
    """Lower-case Latin letters: Cyrillic transcribed, háčeks kept as sounds, other marks dropped."""
    if name.isascii() and name.isalpha():
        return name.lower()
    text = unicodedata.normalize("NFC", name).lower()
    text = "".join(_CYRILLIC.get(letter, _LETTERS.get(letter, letter)) for letter in text)
    marked = "".join(letter if letter in "šžč" else unicodedata.normalize("NFKD", letter) for letter in text)
    return "".join(letter for letter in marked if letter.isalpha())


def _settle(text: str) -> str:
    """Spellings that no rule set tells apart: doubled letters, glides, q/k/c, x/ks, silent final h."""
    text = text.replace("x", "ks").replace("q", "k").replace("c", "k").replace("ž", "j").replace("dj", "j")
    text = _SKY.sub("ski", text)
    text = _YOV.sub("ov", text)
    text = _ENKA.sub("enko", text)
    text = _GLIDES.sub("", text)
    text = _FIRST_GLIDE.sub("", text.replace("y", "i"))
    text = _SOFT.sub("", text)
    text = _DOUBLED.sub(r"\1", text)
    return _LAST_H.sub("", text)


@lru_cache(maxsize=65536)
def spellings(name: str, language: Language | None) -> frozenset[str]:
    """How `name` may be read: by the rules of its language, and by those of English, whose spellings travel."""
    return frozenset(form for form in (romanise(name, language), romanise(name, Language("en"))) if form)


@lru_cache(maxsize=65536)
def readings(name: str, language: Language | None) -> frozenset[str]:
    """As `spellings`, and by the scholarly rules where the name may be written so (`Trockij`, `Čechov`, `El'cin`)."""
    forms = {*spellings(name, language)}
    if language != _ENGLISH_LANGUAGE:
        forms.add(_read(_letters(name), _SCHOLARLY))
    return frozenset(filter(None, forms))


def skeleton(romanised: str) -> str:
    """The consonants of a romanised name, close sounds in one letter; the romanised name itself if it has none."""
    return romanised.translate(_CONSONANTS) or romanised
