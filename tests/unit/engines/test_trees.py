from __future__ import annotations

from tasks.engines.trees import ROOT, Node, Tree, cut_long, mend, to_sentence, without
from tasks.records import Span


def _tree(heads: list[int], deprels: str = "") -> Tree:
    return [
        Node("x", "x", "X", head, deprels or "dep", Span(2 * place, 2 * place + 1)) for place, head in enumerate(heads)
    ]


def _heads(tree: Tree) -> list[int]:
    return [node.head for node in tree]


def test_mend_breaks_cycles_and_joins_roots() -> None:
    tree = _tree([1, 0, ROOT, ROOT, 9])
    mend(tree)
    assert _heads(tree).count(ROOT) == 1
    sentence = to_sentence(tree)
    for word in sentence.words:
        seen = set()
        current = word
        while current.head:
            assert current.index not in seen
            seen.add(current.index)
            current = sentence.words[current.head - 1]


def test_without_gives_children_to_the_grandparent() -> None:
    tree = without(_tree([ROOT, 0, 1, 2]), [1, 2])
    assert _heads(tree) == [ROOT, 0]


def test_without_the_root() -> None:
    tree = without(_tree([ROOT, 0, 0]), [0])
    assert _heads(tree) == [ROOT, 0]
    assert tree[0].deprel == "root"


def test_long_sentences_are_cut() -> None:
    parts = cut_long(_tree([ROOT, *range(999)]), limit=250)
    assert [len(part) for part in parts] == [250, 250, 250, 250]
    assert all(_heads(part).count(ROOT) == 1 for part in parts)
