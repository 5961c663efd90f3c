"""The lists of nouns that rules between names ask for: read strictly, and found by their names."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tasks.relations.kinds import kinds, one_of, read_kinds


def test_lists_are_found_by_language_and_name() -> None:
    assert "flanker" in kinds("en", "players")
    assert "konzern" in kinds("de", "businesses")


def test_a_list_is_one_pattern_with_longer_nouns_first() -> None:
    pattern = re.compile(one_of("players"))
    assert pattern.fullmatch("full-back")
    assert pattern.fullmatch("full-backs") is None
    assert re.compile(one_of("supported", plural=True)).fullmatch("rebels")
    assert (match := pattern.match("centre-half")) is not None
    assert match[0] == "centre-half"


@pytest.mark.parametrize(
    "content",
    [
        {"fr": {"players": ["pilier"]}},
        {"en": {"players": []}},
        {"en": {"players": ["prop", "prop"]}},
        {"en": {"players": ["prop", " lock"]}},
        {"en": {"players": ["prop", 8]}},
        {"en": {"players": "prop"}},
    ],
)
def test_a_list_that_is_none_is_refused(content: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"kinds\.toml"):
        read_kinds(content)
