"""Dependency trees in the making: nodes that may be moved about, and what makes them sound again.

Used by every engine between its own library's output and the frozen `Sentence`. What a relation means, and how one
annotation scheme maps to another, does not belong here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.records import Sentence, Span, Word

ROOT = -1
"""Head of the node that has no head."""

MAX_WORDS = 250
"""Most words of a sentence; the longest of the treebanks have 200."""


@dataclass(slots=True)
class Node:
    """A word whose place in the tree can still change; `head` is a position in the list of nodes, or `ROOT`."""

    text: str
    lemma: str
    upos: str
    head: int
    deprel: str
    span: Span
    features: dict[str, str] = field(default_factory=dict)
    in_multiword: bool = False
    xpos: str = ""


Tree = list[Node]


def children_of(tree: Tree, position: int) -> list[int]:
    """Positions of the nodes whose head is at `position`, in order."""
    return [index for index, node in enumerate(tree) if node.head == position]


def swap(tree: Tree, head: int, child: int, deprel: str) -> None:
    """Let `child` take the place of its head, which becomes its dependent with `deprel`. Other children stay."""
    tree[child].head, tree[child].deprel = tree[head].head, tree[head].deprel
    tree[head].head, tree[head].deprel = child, deprel


def without(tree: Tree, dropped: Sequence[int]) -> Tree:
    """The tree without the nodes at `dropped`; their children go to the nearest ancestor that is left."""
    gone = set(dropped)
    if not gone:
        return tree
    kept = [position for position in range(len(tree)) if position not in gone]
    new_position = {old: new for new, old in enumerate(kept)}
    for position in kept:
        head, steps = tree[position].head, 0
        while head in gone and steps <= len(tree):
            head, steps = tree[head].head, steps + 1
        tree[position].head = new_position.get(head, ROOT)
    result = [tree[position] for position in kept]
    mend(result)
    return result


def mend(tree: Tree) -> None:
    """Make the heads a tree: one root, no cycle, every head there.

    The first node without a valid head is the root (that of the relation `root` before others); further ones, and one
    node of each cycle, hang on it. A moved node that claims to be a root becomes `parataxis`, or `punct` if it is one.
    """
    if not tree:
        return
    for position, node in enumerate(tree):
        if not ROOT <= node.head < len(tree) or node.head == position:
            node.head = ROOT
    roots = [position for position, node in enumerate(tree) if node.head == ROOT]
    root = next((position for position in roots if tree[position].deprel == "root"), roots[0] if roots else 0)
    tree[root].head = ROOT
    sound = {root}
    for position in range(len(tree)):
        path: list[int] = []
        current = position
        while current not in sound and current not in path and current != ROOT:
            path.append(current)
            current = tree[current].head
        if current not in sound:  # a second root, or a cycle
            tree[path[-1] if current == ROOT else current].head = root
        sound.update(path)
    for position, node in enumerate(tree):
        if position == root:
            node.deprel = "root"
        elif node.deprel in ("root", ""):
            node.deprel = "punct" if node.upos == "PUNCT" else "parataxis"


def cut_long(tree: Tree, limit: int = MAX_WORDS) -> list[Tree]:
    """Cut a tree of more than `limit` words, each part a tree again; a multiword token is never cut."""
    parts: list[Tree] = []
    start = 0
    while len(tree) - start > limit:
        end = start + _length(tree[start : start + limit + 1], limit)
        parts.append(_part(tree, start, end))
        start = end
    parts.append(_part(tree, start, len(tree)) if parts else tree)
    return parts


def _length(nodes: Sequence[Node], limit: int) -> int:
    """How many of `limit` + 1 nodes to take: up to the last punctuation in the second half, else as many as may be."""
    for end in range(limit, limit // 2, -1):
        if nodes[end - 1].upos == "PUNCT" and nodes[end].span != nodes[end - 1].span:
            return end
    for end in range(limit, 0, -1):
        if nodes[end].span != nodes[end - 1].span:
            return end
    return limit


def _part(tree: Tree, start: int, end: int) -> Tree:
    part = tree[start:end]
    for node in part:
        node.head = node.head - start if start <= node.head < end else ROOT
    mend(part)
    return part


def to_sentence(tree: Tree) -> Sentence:
    """Freeze a tree that is not empty."""
    words = tuple(
        Word(
            index=position + 1,
            text=node.text,
            lemma=node.lemma or node.text,
            upos=node.upos or "X",
            head=node.head + 1,
            deprel=node.deprel,
            span=node.span,
            features=node.features,
            in_multiword=node.in_multiword,
            xpos=node.xpos,
        )
        for position, node in enumerate(tree)
    )
    return Sentence(Span(words[0].span.start, max(word.span.end for word in words)), words)
