"""One tree from several parsers: each votes for the head of every word, and the tree with most votes is taken.

Method: Sagae and Lavie 2006, "Parser combination by reparsing". What a parser is belongs to `protocol.py`, how the best
tree is searched for to `tree_search.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from tasks.engines.protocol import ROOT_WORD, Branch, TaggedWord, WordTrees
from tasks.engines.tree_search import Scores, Search

_VOTE: Final = 8.0
_FIRST: Final = 0.5
"""How much more than the others' the first parser's vote weighs: it decides where all differ, and never against two."""
_NOBODY: Final = -1e6
"""What a head counts that no parser named: so little that the tree is made of heads that one did name."""


class VotedTrees:
    """Several parsers behind the protocol `WordTrees`."""

    def __init__(self, parsers: Sequence[WordTrees], search: Search) -> None:
        """Let `parsers` vote, the best of them first; `search` finds the best tree where votes alone make none."""
        self._parsers = tuple(parsers)
        self._search = search

    def trees(self, sentences: Sequence[Sequence[TaggedWord]]) -> list[list[Branch]]:
        """See `WordTrees.trees`."""
        votes = [parser.trees(sentences) for parser in self._parsers]
        return [elected(candidates, self._search) for candidates in zip(*votes, strict=True)]


def elected(candidates: Sequence[Sequence[Branch]], search: Search) -> list[Branch]:
    """The tree that most parsers would have.

    Args:
        candidates: a tree of the same sentence by each parser, the best parser's first.
        search: finds the best tree with one root.

    Returns:
        A tree of heads that at least one parser named. The relation to a head is the one that most of those have who
        named that head.
    """
    first, *others = candidates
    if all(tree == first for tree in others):
        return list(first)
    heads = search(_scores(candidates))
    return [
        Branch(head, _relation(head, [tree[position] for tree in candidates]))
        for position, head in enumerate(int(head) - 1 for head in heads[1:])
    ]


def _scores(candidates: Sequence[Sequence[Branch]]) -> Scores:
    """The votes, as the search wants them: word 0 is the root."""
    size = len(candidates[0]) + 1
    scores: Scores = np.full((size, size), _NOBODY, dtype=np.float64)
    for number, tree in enumerate(candidates):
        for position, branch in enumerate(tree, start=1):
            head = 0 if branch.head == ROOT_WORD else branch.head + 1
            scores[position, head] = max(scores[position, head], 0.0) + _VOTE + (_FIRST if number == 0 else 0.0)
    return scores


def _relation(head: int, branches: Sequence[Branch]) -> str:
    """The commonest relation to `head`; of several that are equally common that of the parser named first."""
    return Counter(branch.deprel for branch in branches if branch.head == head).most_common(1)[0][0]
