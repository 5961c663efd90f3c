"""Finding the best tree faster: where the best head of every word already makes a tree, there is nothing to search for.

Stanza searches with Chu-Liu/Edmonds under a penalty for roots, so that every sentence begins with circles. Four
sentences in five need no search, and the tree is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.depparse import model as parser

Scores = NDArray[np.floating]
"""For each word (row) how good each word (column) is as its head; word 0 is the root."""
Tree = NDArray[np.integer]
"""The head of each word; that of word 0 is 0."""
Search = Callable[[Scores], Tree]


class LookFirst:
    """Answers without a search where none is needed."""

    def __init__(self, search: Search) -> None:
        """Ask `search` where it is."""
        self._search = search

    def __call__(self, scores: Scores) -> Tree:
        """The best tree with one root."""
        heads = best_heads(scores)
        return heads if is_tree_with_one_root(heads) else self._search(scores)


def best_heads(scores: Scores) -> Tree:
    """The best head of each word by itself, never the word itself."""
    others = scores.astype(np.float64)
    np.fill_diagonal(others, -np.inf)
    heads: Tree = np.argmax(others, axis=1)
    heads[0] = 0
    return heads


def is_tree_with_one_root(heads: Tree) -> bool:
    """Whether one word hangs on the root, and every other one, by way of its heads, on that word."""
    if np.count_nonzero(heads[1:] == 0) != 1:
        return False
    above = heads
    for _ in range(len(heads).bit_length()):  # each time twice as far up
        above = above[above]
    return not above.any()


best_tree: Final[Search] = LookFirst(chuliu_edmonds_one_root)
"""Finds the best tree with one root."""


def install() -> None:
    """Let Stanza's parser look before it searches. May be called again."""
    parser.chuliu_edmonds_one_root = best_tree
