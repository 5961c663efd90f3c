"""Which language a text is in, found by `lingua` over what is not page furniture.

Many languages are told apart, not only those that have an engine: a Russian text must not become the nearest of the
served ones. Which engine serves a language does not belong here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from lingua import ConfidenceValue, LanguageDetector, LanguageDetectorBuilder
from lingua import Language as LinguaLanguage

from tasks.records import Block, Language
from tasks.text.blocks import text_of

_LEFT_OUT: Final = frozenset({"EO", "LA", "LG", "MI", "NN", "SN", "ST", "TN", "TS", "XH", "YO", "ZU"})
"""Languages hardly met in news, which only take away short texts from their neighbours (Latin above all)."""
_COMMON: Final = (
    dict.fromkeys(("en", "de", "it"), 8.0)
    | dict.fromkeys(("fr", "es", "ru", "pt"), 4.0)
    | dict.fromkeys(("nl", "pl", "uk", "tr"), 2.0)
)
"""How much commoner than others a language is in what is read here. It decides only where a text is too short for its
letters to tell, such as `Tokajew traf Putin`; the evidence of a whole paragraph outweighs it by far."""
_SURE: Final = 0.9
"""From this share on a guess stands."""
_WORTH_A_CLOSER_LOOK: Final = 0.2
"""Least share of the common languages together for looking more closely at them."""
_CHARACTERS: Final = 3000
"""So much of a text is looked at; more changes nothing but the time it takes."""
_NOISE: Final = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+")
_SHORT: Final = 200
"""Characters up to which names can outweigh the words around them: `Giorgia Meloni traf Bosco Verticale`."""
_VERY_SHORT: Final = 40
_NAMES: Final = re.compile(r"\b[^\W\d_a-zß-ÿ][\w’'-]*(?: +[^\W\d_a-zß-ÿ][\w’'-]*)+")
"""Two or more words with a capital side by side: they say where a name comes from, not what language a text is in."""
_PARTICLES: Final = re.compile(r"\b(?:v[ao]n (?:de[nr] )?|de la |bin )(?=[^\W\d_a-zß-ÿ])")
"""Small words within names (`Ursula von der Leyen`), which belong to the language of the name."""
_FEWEST_WORDS: Final = 2
_WORD: Final = re.compile(r"[^\W\d_]+")
_WEIGHT_OF_A_WORD: Final = 8.0
"""How much likelier a small word makes the languages that have it than those that do not, in a short text."""
_NORWEGIAN: Final = {"nb": "no", "nn": "no"}


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language and how sure it is, 0 to 1; no language and 0 for a text without letters."""

    language: Language | None
    confidence: float


_UNKNOWN: Final = LanguageGuess(None, 0.0)


def detect(body: str, blocks: Sequence[Block] = ()) -> LanguageGuess:
    """The language of an article.

    Args:
        body: the article.
        blocks: its lines; furniture is left aside. Without blocks the whole body counts.
    """
    text = text_of(body, blocks)
    sample = _sample(text)
    return _guess(text, sample, _broad_detector().compute_language_confidence_values(sample)) if sample else _UNKNOWN


def detect_many(texts: Sequence[str]) -> list[LanguageGuess]:
    """The language of each text, in order. Faster than one by one: the texts are shared out among the cores."""
    samples = [_sample(text) for text in texts]
    present = [sample for sample in samples if sample]
    values = iter(_broad_detector().compute_language_confidence_values_in_parallel(present))
    return [
        _guess(text, sample, next(values)) if sample else _UNKNOWN for text, sample in zip(texts, samples, strict=True)
    ]


def _sample(text: str) -> str:
    """The beginning of the text without addresses, and a short one without names; empty if it has no letters."""
    sample = _NOISE.sub(" ", text[: _CHARACTERS * 2])[:_CHARACTERS]
    if len(sample) <= _SHORT:
        small = [word for word in sample.split() if word.islower()]
        if _NAMES.search(sample) and len(small) >= _FEWEST_WORDS:
            sample = " ".join(small)
    return sample if any(character.isalpha() for character in sample) else ""


def _guess(text: str, sample: str, values: Sequence[ConfidenceValue]) -> LanguageGuess:
    """The likeliest language; in doubt, letters are counted more closely for the common languages."""
    told = _told_by_small_words(text)
    shares = _shares(values, told)
    if not shares:  # the small words of a title are too few for groups of three letters
        shares = _shares(_close_detector().compute_language_confidence_values(sample), told)
    if not shares:
        return _UNKNOWN
    best = max(shares, key=shares.__getitem__)
    share = shares[best]
    common = sum(shares.get(code, 0.0) for code in _COMMON)
    if (share < _SURE or len(sample) < _VERY_SHORT) and common > _WORTH_A_CLOSER_LOOK:
        closer = _shares(_close_detector().compute_language_confidence_values(sample), told)
        if closer:
            best = max(closer, key=closer.__getitem__)
            share = closer[best] * common
    return LanguageGuess(Language(_NORWEGIAN.get(best, best)), round(share, 4))


def _shares(values: Sequence[ConfidenceValue], told: Mapping[str, float]) -> dict[str, float]:
    """Probability of each language by Bayes' rule: what lingua makes of the letters, how common it is, its words."""
    likely = ((value.language.iso_code_639_1.name.lower(), value.value) for value in values if value.value > 0)
    weighted = {code: confidence * _COMMON.get(code, 1.0) * told.get(code, 1.0) for code, confidence in likely}
    total = sum(weighted.values())
    return {code: weight / total for code, weight in weighted.items()}


def _told_by_small_words(text: str) -> dict[str, float]:
    """What the small words of a short text are worth to each language that has them; nothing in a longer text."""
    if len(text) > _SHORT:
        return {}
    told: dict[str, float] = {}
    for word in _WORD.findall(_PARTICLES.sub("", text).lower()):
        for code in _small_words().get(word, ()):
            told[code] = told.get(code, 1.0) * _WEIGHT_OF_A_WORD
    return told


@cache
def _small_words() -> dict[str, tuple[str, ...]]:
    """The languages that have a word, of those in `small_words.toml`."""
    lists = tomllib.loads(Path(__file__).with_name("small_words.toml").read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for code, words in lists.items():
        for word in dict.fromkeys(words.split()):
            found[word] = (*found.get(word, ()), code)
    return found


@cache
def _broad_detector() -> LanguageDetector:
    """Tells all languages apart by groups of three letters: 75 MB, loaded in a second, enough for a paragraph."""
    languages = [one for one in LinguaLanguage.all() if one.iso_code_639_1.name not in _LEFT_OUT]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


@cache
def _close_detector() -> LanguageDetector:
    """Tells the common languages apart by groups of one to five letters. For all languages that would take 1 GB."""
    languages = [one for one in LinguaLanguage.all() if one.iso_code_639_1.name.lower() in _COMMON]
    return LanguageDetectorBuilder.from_languages(*languages).build()
