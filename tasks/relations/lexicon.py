"""The lexicon of a language: which lemma in which frame means which relation. Loaded once from `lexicon/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from tasks.records import Language
from tasks.relations.entries import Lexicon, Words
from tasks.relations.lexicon_format import CYCLES, WORD_LISTS, WORD_TABLES, LexiconInvalid, parse


@cache
def lexicon(language: Language) -> Lexicon | None:
    """The lexicon of a language, None if there is none (only open relations are found then).

    Raises:
        LexiconInvalid: if the file does not follow the format.
    """
    path = resources.files("tasks.relations") / "lexicon" / f"{language}.toml"
    if not path.is_file():
        return None
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconInvalid(language, "the file", str(error)) from error
    return parse(content, language)


@cache
def empty(language: Language) -> Lexicon:
    """A lexicon without a word, for a language that has none: only open relations are found."""
    nothing: Mapping[str, Any] = MappingProxyType({})
    lists: dict[str, Any] = dict.fromkeys(WORD_LISTS, frozenset())
    tables: dict[str, Any] = dict.fromkeys((*CYCLES, *WORD_TABLES), nothing)
    return Lexicon(
        language, nothing, nothing, MappingProxyType({}), nothing, nothing, frozenset(), Words(**lists, **tables)
    )
