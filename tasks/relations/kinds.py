"""Nouns by what they call (`kinds.toml`): kinds of places and bodies, roles in teams, friends and foes.

Data that rules between names ask for by a list's name. Predicates and offices belong to the lexicons.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

_LANGUAGES: Final = frozenset({"de", "en", "it"})


def kinds(language: str, name: str) -> tuple[str, ...]:
    """The nouns of a list, in its order.

    Raises:
        KeyError: if the language has no such list.
    """
    return _table()[language][name]


def one_of(name: str, *, plural: bool = False) -> str:
    """A regular expression that matches any noun of an English list, with `plural` also behind an `s`."""
    alternatives = "|".join(re.escape(noun) for noun in sorted(kinds("en", name), key=len, reverse=True))
    return f"(?:{alternatives})" + ("s?" if plural else "")


def read_kinds(content: Mapping[str, Any]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The content of `kinds.toml`: lists of nouns by language and name.

    Raises:
        ValueError: if a language is unknown, or a list is empty, holds a noun twice or something that is no noun.
    """
    unknown = sorted(set(content) - _LANGUAGES)
    if unknown:
        raise ValueError(f"kinds.toml: no language of ours: {', '.join(unknown)}")
    for language, lists in content.items():
        for name, nouns in lists.items():
            if not isinstance(nouns, list) or not nouns or len(set(nouns)) != len(nouns):
                raise ValueError(f"kinds.toml: {language}.{name}: give a list of nouns, each once")
            wrong = [each for each in nouns if not isinstance(each, str) or each != each.strip() or not each]
            if wrong:
                raise ValueError(f"kinds.toml: {language}.{name}: no nouns: {wrong}")
    return {
        language: MappingProxyType({name: tuple(nouns) for name, nouns in lists.items()})
        for language, lists in content.items()
    }


@cache
def _table() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return read_kinds(tomllib.loads(resources.files("tasks.relations").joinpath("kinds.toml").read_text("utf-8")))
