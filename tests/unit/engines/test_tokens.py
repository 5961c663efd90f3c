"""Whatever a tokenizer gives, its tokens cover each line once."""

from __future__ import annotations

import pytest

from tasks.engines.tokens import Token, settle
from tasks.records import Span


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param([(0, 3), (4, 6)], ["abc", "de"], id="sound"),
        pytest.param([(0, 2)], ["abc", "de"], id="lost"),
        pytest.param([(0, 3), (2, 6)], ["abc", "de"], id="overlapping"),
        pytest.param([(0, 6)], ["abc", "de"], id="with a space inside"),
        pytest.param([(0, 2), (3, 4), (4, 6)], ["abc", "de"], id="nothing but a space after something lost"),
        pytest.param([], ["abc", "de"], id="nothing"),
    ],
)
def test_tokens_cover_a_line_once(given: list[tuple[int, int]], expected: list[str]) -> None:
    text = "abc de"
    (sentence,) = settle(text, [Span(0, 6)], [[Token(Span(*one)) for one in given]] if given else [])
    assert [token.span.of(text) for token in sentence] == expected


def test_a_letter_that_the_tokenizer_never_saw_parts_no_word() -> None:
    text = "François l'ha 3km"
    given = [(0, 4), (4, 8), (9, 11), (11, 13), (14, 15), (15, 17)]
    (sentence,) = settle(text, [Span(0, len(text))], [[Token(Span(*one)) for one in given]])
    assert [token.span.of(text) for token in sentence] == ["François", "l'", "ha", "3", "km"]
