"""From the TIGER dependencies of spaCy's German models to Universal Dependencies v2, as well as a short mapping can.

A preposition hands its place to its noun, a copula to its predicate, an auxiliary to its verb; the rest changes its
name by relation and part of speech. Source of the labels: https://github.com/explosion/spaCy (glossary).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tasks.engines.trees import ROOT, Node, Tree, children_of, mend, swap

_PLAIN: Final[Mapping[str, str]] = {
    "ac": "case", "adc": "advmod", "ag": "nmod", "ams": "obl", "app": "appos", "avc": "advmod", "cc": "nmod",
    "cd": "cc", "cj": "conj", "cm": "case", "cp": "mark", "cvc": "obl", "da": "iobj", "dep": "dep", "ep": "expl",
    "ju": "advmod", "mnr": "nmod", "ng": "advmod", "nmc": "nummod", "oa": "obj", "og": "obj", "op": "obl",
    "par": "parataxis", "pd": "xcomp", "pg": "nmod", "ph": "expl", "pm": "mark", "pnc": "flat", "punct": "punct",
    "re": "ccomp", "rc": "acl:relcl", "rs": "ccomp", "sb": "nsubj", "sbp": "obl:agent", "svp": "compound:prt",
    "uc": "dep", "vo": "vocative", "ROOT": "root", "root": "root",
}  # fmt: skip
_BY_TAG: Final[Mapping[str, str]] = {
    "DET": "det", "ADJ": "amod", "NUM": "nummod", "ADP": "case", "ADV": "advmod", "PART": "advmod", "PUNCT": "punct",
}  # fmt: skip
_NOUNS: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def to_universal(tree: Tree) -> None:
    """Turn a tree of TIGER relations into one of Universal Dependencies, in place. The result is a sound tree."""
    for position in range(len(tree) - 1, -1, -1):
        _raise_noun(tree, position)
    for position in range(len(tree)):
        _raise_verb(tree, position)
    for node in tree:
        _rename(tree, node)
    mend(tree)


def _raise_noun(tree: Tree, position: int) -> None:
    """`in` + `nk` Berlin: the noun takes the preposition's place."""
    node = tree[position]
    children = children_of(tree, position)
    nouns = [child for child in children if tree[child].deprel == "nk" and tree[child].upos in _NOUNS]
    if node.upos == "ADP" and nouns:
        swap(tree, position, nouns[0], "case")
        for child in children_of(tree, position):
            tree[child].head = nouns[0]


def _raise_verb(tree: Tree, position: int) -> None:
    """Auxiliary + `oc` verb, copula + `pd` predicate: the content word is the head and takes the other children."""
    node = tree[position]
    if node.upos != "AUX":
        return
    for relation, name in (("oc", "aux"), ("pd", "cop")):
        content = next((child for child in children_of(tree, position) if tree[child].deprel == relation), None)
        if content is None or (name == "cop" and node.lemma != "sein"):
            continue
        passive = node.lemma == "werden" and "Part" in tree[content].features.get("VerbForm", "")
        swap(tree, position, content, "aux:pass" if passive else name)
        for child in children_of(tree, position):
            tree[child].head = content
            if passive and tree[child].deprel == "sb":
                tree[child].deprel = "nsubj:pass"
        return


def _rename(tree: Tree, node: Node) -> None:
    if node.deprel in ("aux", "aux:pass", "cop", "nsubj:pass", "case"):
        return
    on_noun = node.head != ROOT and tree[node.head].upos in _NOUNS
    if node.deprel == "nk":
        node.deprel = _BY_TAG.get(node.upos, "flat" if node.upos == "PROPN" else "nmod")
    elif node.deprel in ("mo", "oc"):
        clause = node.upos in ("VERB", "AUX")
        if node.deprel == "oc":
            node.deprel = "xcomp" if node.features.get("VerbForm") == "Inf" else "ccomp"
        elif clause:
            node.deprel = "acl" if on_noun else "advcl"
        else:
            node.deprel = _BY_TAG.get(node.upos, "nmod" if on_noun else "obl")
    else:
        node.deprel = _PLAIN.get(node.deprel, "dep")
