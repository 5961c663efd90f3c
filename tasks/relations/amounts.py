"""How much: `25 Millionen US-Dollar` is `25000000 USD`, `$1.5 billion` is `1500000000 USD`, `12 %` is `12 %`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from tasks.records import Span
from tasks.relations.entries import Words

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|\w+")
_LETTER_RUN = re.compile(r"[^\W\d_]+")
_GROUP = re.compile(r"[\u00a0\u202f ’'](\d{3})(?![\d.,]?\d)")
_UNIT = re.compile(r"[\s\u00a0-]*([^\W\d_]+\.?|%|[$€£¥])")
_LONGEST_SIGN = 3
_BETWEEN = frozenset({"di", "d", "of", "us", "u.s.", "u.s", "s", "hong", "kong", "von", "in"})
"""Words that may stand between a number and its currency: `200 milioni di dollari`, `US-Dollar`."""
_PERCENT = frozenset({"%", "percent", "prozent", "percento"})
_LETTERS = frozenset({"b", "k", "m"})
"""Magnitudes only right behind a number: `2.8m`."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money or a percentage and where it stands in the text; `value` is `25000000 USD` or `12 %`."""

    value: str
    span: Span

    @property
    def is_money(self) -> bool:
        """Whether it is a sum of money."""
        return not self.value.endswith("%")


def amount_in(text: str, words: Words, language: str) -> Amount | None:
    """The first sum of money or percentage of a text, None if there is none."""
    if not names_measure(text, words):
        return None
    for start, end, number in _numbers(text, words, language):
        found = _measured(text, start, end, number, words)
        if found is not None:
            return found
    return None


def names_measure(text: str, words: Words) -> bool:
    """Whether a text has a sign or word for a currency or percentage at all."""
    signs, names = _measures(words.currency_forms)
    return not signs.isdisjoint(text) or not names.isdisjoint(_LETTER_RUN.findall(text.lower()))


@cache
def _measures(currencies: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The signs of these currencies and of per cent, and the words in their names."""
    named = [*currencies, *_PERCENT, "per"]
    signs = {character for name in named for character in name if not character.isalnum() and character.strip(" .-")}
    return frozenset(signs), frozenset(run for name in named for run in _LETTER_RUN.findall(name))


def amount_of(text: str, words: Words, language: str) -> str | None:
    """Number and unit of the first amount of a phrase."""
    found = amount_in(text, words, language)
    return found.value if found else None


def _numbers(text: str, words: Words, language: str) -> Iterator[tuple[int, int, Decimal]]:
    position = 0
    while True:
        match = _NUMBER.search(text, position)
        if match is None:
            return
        position, digits = match.end(), match.group()
        if not digits[0].isdigit():
            worded = words.number_words.get(digits.lower())
            if worded is not None:
                yield match.start(), match.end(), Decimal(str(worded))
            continue
        if len(digits) <= 3 and digits.isdigit():
            while group := _GROUP.match(text, position):
                digits, position = digits + group.group(1), group.end()
        value = _value(digits, language)
        if value is not None:
            yield match.start(), position, value


def _value(text: str, language: str) -> Decimal | None:
    if language == "en":
        text = text.replace(",", "")
    elif "," in text:
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
        text = text.replace(".", "")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _measured(text: str, start: int, end: int, value: Decimal, words: Words) -> Amount | None:
    """The number with its magnitude and currency or percent sign; the sign may stand in front."""
    before = text[:start].rstrip(" \u00a0")
    currency, sign = "", start
    for size in range(_LONGEST_SIGN, 0, -1):
        form = before[-size:].lower()
        if len(form) < size or form not in words.currencies:
            continue
        if len(before) == size or not before[-size - 1].isalpha() or not form[0].isalpha():
            currency, sign = words.currencies[form], len(before) - size
            break
    place = end
    for _ in range(4):
        match = _UNIT.match(text, place)
        if match is None:
            break
        token = match.group(1).lower()
        bare = token.rstrip(".")
        glued = match.start(1) == place
        if bare in _PERCENT or (bare == "per" and text[match.end() :].lstrip().lower().startswith("cent")):
            tail = match.end() if bare != "per" else text.lower().index("cent", match.end()) + 4
            return Amount(f"{_plain(value)} %", Span(start, tail))
        if bare in words.magnitudes and (bare not in _LETTERS or glued):
            value *= Decimal(str(words.magnitudes[bare]))
            end = match.end()
        elif not currency and (named := _currency_at(text, match.start(1), words)) is not None:
            currency, end = named
            break
        elif bare not in _BETWEEN:
            break
        place = match.end()
    return Amount(f"{_plain(value)} {currency}", Span(min(start, sign), end)) if currency else None


def _currency_at(text: str, place: int, words: Words) -> tuple[str, int] | None:
    if not words.currencies:
        return None
    match = _currency_pattern(words.currency_forms).match(text.lower(), place)
    if match is None or text[match.end() : match.end() + 1].isdigit():
        return None
    return words.currencies[match.group()], match.end()


@cache
def _currency_pattern(forms: frozenset[str]) -> re.Pattern[str]:
    """One pattern for all names and signs of currencies, longest first."""
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile("|".join(rf"{re.escape(f)}\b" if f[-1].isalpha() else re.escape(f) for f in longest_first))


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
