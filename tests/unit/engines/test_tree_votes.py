"""Several parsers vote for one tree."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.engines.protocol import ROOT_WORD, Branch, TaggedWord
from tasks.engines.spacy_words import turned
from tasks.engines.tree_search import best_tree
from tasks.engines.tree_votes import VotedTrees, elected


def _tree(text: str) -> list[Branch]:
    """`2 nsubj, 0 root, 2 obj` as a tree: heads count from 1, as in CoNLL-U."""
    pairs = [part.split() for part in text.split(",")]
    return [Branch(int(head) - 1, deprel) for head, deprel in pairs]


@pytest.mark.parametrize(
    ("trees", "expected"),
    [
        pytest.param(["2 nsubj, 0 root, 2 obj"], "2 nsubj, 0 root, 2 obj", id="one parser alone"),
        pytest.param(
            ["2 nsubj, 0 root, 2 obj, 3 nmod", "2 nsubj, 0 root, 2 obj, 2 obl", "2 nsubj, 0 root, 2 obj, 2 obl"],
            "2 nsubj, 0 root, 2 obj, 2 obl",
            id="two against the first",
        ),
        pytest.param(
            ["2 nsubj, 0 root, 2 obj, 3 nmod", "2 nsubj, 0 root, 2 obj, 2 obl", "2 nsubj, 0 root, 2 obj, 1 nmod"],
            "2 nsubj, 0 root, 2 obj, 3 nmod",
            id="the first where all differ",
        ),
        pytest.param(
            ["2 nsubj, 0 root, 2 obj", "2 obj, 0 root, 2 nsubj", "2 obj, 0 root, 2 nsubj"],
            "2 obj, 0 root, 2 nsubj",
            id="relations are voted on, too",
        ),
        pytest.param(
            ["0 root, 1 obj, 2 nmod", "2 nsubj, 0 root, 2 obj", "3 nsubj, 3 nsubj, 0 root"],
            "0 root, 1 obj, 2 nmod",
            id="never two roots",
        ),
        pytest.param(
            # each word's commonest head: 2 and 3 hang on each other
            ["0 root, 3 obj, 1 obl", "0 root, 3 obj, 1 obl", "0 root, 1 obj, 2 obl"],
            "0 root, 3 obj, 1 obl",
            id="never a circle",
        ),
    ],
)
def test_the_tree_with_most_votes(trees: list[str], expected: str) -> None:
    assert elected([_tree(tree) for tree in trees], best_tree) == _tree(expected)


@st.composite
def _trees(draw: st.DrawFn) -> list[list[Branch]]:
    """Three trees of one sentence, whatever they look like."""
    size = draw(st.integers(1, 12))
    trees = []
    for _ in range(3):
        order = draw(st.permutations(range(size)))
        heads = {order[0]: ROOT_WORD}
        for number, word in enumerate(order[1:], start=1):
            heads[word] = order[draw(st.integers(0, number - 1))]
        names = draw(st.lists(st.sampled_from(["nsubj", "obj", "obl"]), min_size=size, max_size=size))
        trees.append([Branch(heads[word], names[word] if heads[word] != ROOT_WORD else "root") for word in range(size)])
    return trees


@given(_trees())
def test_a_tree_with_one_root_of_branches_that_a_parser_had(trees: list[list[Branch]]) -> None:
    tree = elected(trees, best_tree)
    assert sum(branch.head == ROOT_WORD for branch in tree) == 1
    for word, branch in enumerate(tree):
        assert branch in {one[word] for one in trees}
        seen, at = set(), word
        while at != ROOT_WORD:
            assert at not in seen
            seen.add(at)
            at = tree[at].head


@given(_trees())
def test_read_backward_twice_is_read_forward(trees: list[list[Branch]]) -> None:
    assert turned(turned(trees[0])) == trees[0]


class _Says:
    """A parser that knows its answers."""

    def __init__(self, *answers: str) -> None:
        self._answers = [_tree(answer) for answer in answers]

    def trees(self, sentences: Sequence[Sequence[TaggedWord]]) -> list[list[Branch]]:
        return self._answers[: len(sentences)]


def test_each_sentence_is_voted_on_by_itself() -> None:
    right, wrong = "2 nsubj, 0 root", "0 root, 1 obj"
    parsers = [_Says(right, wrong), _Says(right, right), _Says(wrong, right)]
    words = [TaggedWord("Draghi", "PROPN", ""), TaggedWord("parte", "VERB", "")]
    assert VotedTrees(parsers, best_tree).trees([words, words]) == [_tree(right), _tree(right)]
