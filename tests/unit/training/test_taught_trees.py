"""Trees that two parsers make together, and the sentences that they are made of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.engines.protocol import ROOT_WORD, Branch
from tasks.training.readers import TaggedSentence
from tasks.training.taught_trees import news_sentences, together


def _tree(text: str) -> list[Branch]:
    """`2 nsubj, 0 root` as a tree: heads count from 1, as in CoNLL-U."""
    pairs = [part.split() for part in text.split(",")]
    return [Branch(int(head) - 1, deprel) for head, deprel in pairs]


def _scores(shares: list[list[float]]) -> np.ndarray:
    """Scores from the share that each head has in the first parser's opinion, of each word by row; word 0 first."""
    size = len(shares) + 1
    return np.log(np.array([[1.0] * size, *shares]) + 1e-9)


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        pytest.param([0.0, 0.5, 0.5, 0.0], "2 nsubj, 0 root, 1 nmod", id="the second where the first has no opinion"),
        pytest.param([0.0, 0.3, 0.7, 0.0], "2 nsubj, 0 root, 1 nmod", id="the second where the first is in doubt"),
        pytest.param([0.0, 0.05, 0.95, 0.0], "2 nsubj, 0 root, 2 obj", id="the first where it is sure"),
    ],
)
def test_a_sure_parser_outvotes_the_other(third: list[float], expected: str) -> None:
    scores = _scores([[0.01, 0.0, 0.98, 0.01], [0.98, 0.01, 0.0, 0.01], third])
    own, other = _tree("2 nsubj, 0 root, 2 obj"), _tree("2 nsubj, 0 root, 1 nmod")
    assert together(scores, own, other) == _tree(expected)


def test_relations_are_those_of_the_second_parser_where_heads_agree() -> None:
    scores = _scores([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
    assert together(scores, _tree("2 nsubj, 0 root"), _tree("2 nsubj:pass, 0 root")) == _tree("2 nsubj:pass, 0 root")


@given(st.integers(1, 12), st.integers(0, 10**6))
def test_always_a_tree_with_one_root(size: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    chain = [Branch(ROOT_WORD, "root"), *(Branch(int(draw.integers(0, word)), "obl") for word in range(1, size))]
    tree = together(draw.normal(size=(size + 1, size + 1)) * 3, chain, chain)
    assert [branch.deprel for branch in tree if branch.head == ROOT_WORD] == ["root"]
    for word in range(size):
        at, steps = word, 0
        while at != ROOT_WORD:
            at, steps = tree[at].head, steps + 1
            assert steps <= size


def _named(source: str, text: str) -> TaggedSentence:
    tokens = tuple(text.split())
    return TaggedSentence(source, tokens, ("O",) * len(tokens))


def test_whole_sentences_once_and_news_first() -> None:
    names = [
        _named("wikineural", "Roma è una città d' Italia ."),
        _named("wikineural", "Roma è una città d' Italia ."),
        _named("kind-WN_train", "Il ministro è partito oggi per Tunisi ."),
        _named("kind-FIC_train", "Renzo guardava la strada e non parlava ."),
        _named("kind-WN_train", "Troppo corto ."),
        _named("kind-WN_train", "Elenco delle città visitate dal ministro ieri"),
    ]
    chosen = news_sentences(names, "it")
    assert [tokens[0] for tokens in chosen] == ["Il", "Roma"]
    assert news_sentences(names, "it", 1) == chosen[:1]
