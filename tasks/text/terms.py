"""Words as full-text search knows them: folded forms, each with the folded lemma under which it is found.

The same folding stands as SQL in `warehouse/sql/macros/fold_text.sql`, where queries are folded; a test compares both.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TOKEN: Final = re.compile(r"[^\W_]+")


def fold_term(text: str) -> str:
    """Small letters, no accents, ss for the sharp s; letters are not otherwise replaced (see `normalise.fold`)."""
    if text.isascii():
        return text.lower()
    small = "".join(character.lower() for character in text)
    bare = "".join(each for each in unicodedata.normalize("NFD", small) if unicodedata.category(each)[0] != "M")
    return unicodedata.normalize("NFC", bare).replace("ß", "ss")


def terms(form: str, lemma: str) -> list[tuple[str, str]]:
    """The tokens of a word as it stands, each with its term.

    A word of one token is found under its lemma; one of several (`Zentralasien-Gipfel`) by its tokens.
    """
    tokens: list[str] = _TOKEN.findall(fold_term(form))
    found = fold_term(lemma)
    if len(tokens) == 1 and _TOKEN.fullmatch(found):
        return [(tokens[0], found)]
    return [(token, token) for token in tokens]
