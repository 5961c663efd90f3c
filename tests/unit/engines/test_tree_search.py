"""The quick look gives the tree that Stanza's search gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

from tasks.engines.tree_search import LookFirst, Scores, Tree, is_tree_with_one_root


@given(st.integers(2, 24), st.integers(0, 10**6), st.floats(0.0, 6.0))
def test_the_same_tree_as_by_search(words: int, seed: int, pull: float) -> None:
    draw = np.random.default_rng(seed)
    scores: Scores = np.log(draw.random((words, words), dtype=np.float32) + 1e-9)
    heads = [0] + [int(draw.integers(0, word)) for word in range(1, words)]
    scores[np.arange(words), heads] += pull  # the stronger, the more often the best heads are a tree at once
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))  # logarithms of probabilities, as the search wants them
    asked: list[Scores] = []

    def search(given_scores: Scores) -> Tree:
        asked.append(given_scores)
        found: Tree = chuliu_edmonds_one_root(given_scores)
        return found

    assert LookFirst(search)(scores.copy()).tolist() == chuliu_edmonds_one_root(scores.copy()).tolist()


@pytest.mark.parametrize(
    ("heads", "answer"),
    [
        ([0, 0], True),
        ([0, 2, 0, 2], True),
        ([0, 0, 0], False),
        ([0, 2, 1, 0], False),
        ([0, 2, 3, 1], False),
        ([0, *range(40)], True),
        ([0, 0, *range(3, 41), 2], False),
    ],
)
def test_trees_with_one_root(heads: list[int], answer: bool) -> None:
    assert is_tree_with_one_root(np.array(heads)) is answer
