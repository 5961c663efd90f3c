"""Which countries have which posts at the top of their state, and which posts stand side by side."""

from __future__ import annotations

from typing import Any

import pytest

from tasks.records import CountryCode
from tasks.relations.governments import POSTS, Post, has_post, read_table, stand_side_by_side


@pytest.mark.parametrize(
    ("country", "post", "expected"),
    [
        ("GB", "prime-minister", True),
        ("US", "prime-minister", False),
        ("DE", "prime-minister", False),
        ("AT", "chancellor", True),
        ("FR", "chancellor", False),
        ("KZ", "president", True),
        ("JP", "president", False),
        ("CH", "federal-president", True),
        ("GB", "british-secretary", True),
        ("US", "british-secretary", False),
        ("US", "american-secretary", True),
    ],
)
def test_posts_of_countries(country: str, post: Post, expected: bool) -> None:
    assert has_post(CountryCode(country), post) is expected


def test_a_president_stands_beside_a_head_of_government() -> None:
    assert stand_side_by_side("president", "prime-minister")
    assert stand_side_by_side("chancellor", "federal-president")
    assert not stand_side_by_side("president", "federal-president")
    assert not stand_side_by_side("president", None)


@pytest.mark.parametrize(
    "change",
    [
        {"president": {"only": ["Germany"]}},
        {"president": {"only": []}},
        {"president": {"only": ["DE"], "without": ["FR"]}},
        {"president": {"outside": ["FR"]}},
        {"king": {"only": ["GB"]}},
    ],
)
def test_a_table_that_says_nothing_clear_is_refused(change: dict[str, Any]) -> None:
    sound: dict[str, Any] = {post: {"only": ["DE"]} for post in POSTS}
    assert read_table(sound)
    with pytest.raises(ValueError, match=r"governments\.toml"):
        read_table(sound | change)
