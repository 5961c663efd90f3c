"""Whatever a tokenizer gives, its tokens cover each line once."""

from __future__ import annotations

import pytest

from tasks.engines.tokens import Token, settle
from tasks.records import Span


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param([(0, 3), (4, 6)], ["abc", "de"], id="sound"),
        pytest.param([(0, 2)], ["ab", "c", "de"], id="lost"),
        pytest.param([(0, 3), (2, 6)], ["abc", "de"], id="overlapping"),
        pytest.param([(0, 6)], ["abc", "de"], id="with a space inside"),
        pytest.param([(0, 2), (3, 4), (4, 6)], ["ab", "c", "de"], id="nothing but a space after something lost"),
        pytest.param([], ["abc", "de"], id="nothing"),
    ],
)
def test_tokens_cover_a_line_once(given: list[tuple[int, int]], expected: list[str]) -> None:
    text = "abc de"
    (sentence,) = settle(text, [Span(0, 6)], [[Token(Span(*one)) for one in given]] if given else [])
    assert [token.span.of(text) for token in sentence] == expected
