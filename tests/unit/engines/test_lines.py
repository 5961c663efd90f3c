"""Pieces of a body: every character that is not a space in one of them, none too long, cut where a reader would."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.engines.lines import MAX_PIECE, MAX_RUN, pieces

_STRETCHES = st.lists(
    st.one_of(st.text(max_size=30), st.sampled_from(["x" * (MAX_RUN + 7), "a b " * 40, "\n", "e\u0301" * 700, ". "])),
    max_size=8,
).map("".join)


@given(body=_STRETCHES, limit=st.integers(1_200, 3_000))
def test_pieces_hold_every_character_once(body: str, limit: int) -> None:
    found = list(pieces(body, limit))
    assert all(first.end <= second.start for first, second in pairwise(found))
    inside = [place for span in found for place in range(span.start, span.end)]
    assert [place for place in inside if not body[place].isspace()] == [
        place for place, character in enumerate(body) if not character.isspace()
    ]
    assert all(span.of(body) == span.of(body).strip() for span in found)
    assert all(0 < len(span) <= limit for span in found)


@pytest.mark.parametrize(
    ("body", "lengths"),
    [
        ("one line\nand another", [8, 11]),
        ("x" * (2 * MAX_RUN + 5), [MAX_RUN, MAX_RUN, 5]),
        ("x" * MAX_RUN, [MAX_RUN]),
        ("before " + "x" * (MAX_RUN + 1) + " behind", [6, MAX_RUN, 1, 6]),
        ("", []),
        (" \t\u2028 ", []),
    ],
)
def test_where_lines_are_cut(body: str, lengths: list[int]) -> None:
    assert [len(span) for span in pieces(body)] == lengths


def test_a_long_line_is_cut_behind_a_sentence() -> None:
    body = "word " * (MAX_PIECE // 5 - 10) + "end. And " + "more " * 50
    first, second = pieces(body)
    assert first.of(body).endswith("end.")
    assert second.of(body).startswith("And")
