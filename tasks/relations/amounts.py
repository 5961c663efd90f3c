"""How much: `25 Millionen US-Dollar` is `25000000 USD`, `$1.5 billion` is `1500000000 USD`, `12 %` is `12 %`."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache

from tasks.relations.lexicon import Words

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ’']\d{3})*(?:[.,]\d+)?")


def amount_of(text: str, words: Words, language: str) -> str | None:
    """Number and unit of a phrase, None if it is no amount of money and no percentage."""
    match = _NUMBER.search(text)
    rest = text[match.end() :] if match else text
    before = text[: match.start()] if match else ""
    value = _value(match.group(), language) if match else _worded(text, words)
    if value is None:
        return None
    currency = _currency(before, words) or _currency(rest, words)
    tokens = [token.strip(".,").lower() for token in rest.replace("\u00a0", " ").split()]
    for token in tokens[:2]:
        if token in words.magnitudes:
            value *= Decimal(str(words.magnitudes[token]))
            break
    else:
        glued = re.match(r"\s?(bn|mn|m|k|tn|mld|mrd|mio|mln)\b", rest.lower())
        if glued and glued.group(1) in words.magnitudes:
            value *= Decimal(str(words.magnitudes[glued.group(1)]))
    if currency:
        return f"{_plain(value)} {currency}"
    if rest.lstrip().startswith("%") or (
        tokens and tokens[0] in {"percent", "prozent", "per"} and "cent" in rest.lower() + "cent" * (tokens[0] != "per")
    ):
        return f"{_plain(value)} %"
    return None


def _value(text: str, language: str) -> Decimal | None:
    cleaned = text.replace("\u00a0", "").replace("\u202f", "").replace("’", "").replace("'", "").replace(" ", "")
    if language == "en":
        cleaned = cleaned.replace(",", "")
    elif "," in cleaned:
        cleaned = cleaned.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+", cleaned):
        cleaned = cleaned.replace(".", "")
    try:
        return Decimal(cleaned)
    except InvalidOperation:
        return None


def _worded(text: str, words: Words) -> Decimal | None:
    for token in text.lower().split():
        if token in words.number_words:
            return Decimal(str(words.number_words[token]))
        if token in words.magnitudes:
            return None
    return None


def _currency(text: str, words: Words) -> str | None:
    if not text.strip() or not words.currencies:
        return None
    match = _currency_pattern(tuple(words.currencies)).search(text.lower())
    return words.currencies[match.group()] if match else None


@cache
def _currency_pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all names and signs of currencies, longest first."""
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(f)}\b" if f[0].isalpha() else re.escape(f) for f in longest_first))


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
