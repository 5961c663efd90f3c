"""From the ClearNLP dependencies of spaCy's English models to Universal Dependencies v2.

ClearNLP hangs an object on its preposition and a predicate noun on `be`; Universal Dependencies make the content
word the head and the function word its `case` or `cop`. Sources: https://universaldependencies.org/u/dep/ and
https://github.com/clir/clearnlp-guidelines. Pure functions over nodes: nothing of spaCy is needed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tasks.engines.trees import ROOT, Tree, children_of, mend, swap

_PLAIN: Final[Mapping[str, str]] = {
    "ROOT": "root", "acl": "acl", "advcl": "advcl", "advmod": "advmod", "agent": "obl", "amod": "amod",
    "appos": "appos", "attr": "xcomp", "acomp": "xcomp", "aux": "aux", "auxpass": "aux:pass", "case": "case",
    "cc": "cc", "ccomp": "ccomp", "compound": "compound", "complm": "mark", "conj": "conj", "csubj": "csubj",
    "csubjpass": "csubj:pass", "dative": "iobj", "dep": "dep", "det": "det", "dobj": "obj", "expl": "expl",
    "hmod": "amod", "hyph": "punct", "infmod": "acl", "intj": "discourse", "mark": "mark", "meta": "dep",
    "neg": "advmod", "nmod": "nmod", "nn": "compound", "npadvmod": "obl:unmarked", "nsubj": "nsubj",
    "nsubjpass": "nsubj:pass", "num": "nummod", "nummod": "nummod", "number": "compound", "oprd": "xcomp",
    "parataxis": "parataxis", "partmod": "acl", "pcomp": "ccomp", "pobj": "obl", "poss": "nmod:poss",
    "possessive": "case", "preconj": "cc:preconj", "predet": "det:predet", "prep": "obl", "prt": "compound:prt",
    "punct": "punct", "quantmod": "advmod", "rcmod": "acl:relcl", "relcl": "acl:relcl", "root": "root",
    "subtok": "goeswith", "xcomp": "xcomp",
}  # fmt: skip
_PREPOSITIONAL: Final = frozenset({"prep", "agent"})
_NOMINAL_TAGS: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"})
_NOMINAL_PLACES: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "appos", "poss", "attr"})
_CLAUSAL_TAGS: Final = frozenset({"VERB", "AUX"})
_FIXED: Final = frozenset(
    {"according to", "because of", "out of", "due to", "such as", "as of", "as to", "as for", "as per", "instead of"}
)
_PLACE_ADVERBS: Final = frozenset(
    {"here", "there", "away", "home", "back", "abroad", "ahead", "outside", "inside", "elsewhere", "over"}
)
_QUESTIONS: Final = frozenset({"where", "when", "how", "why"})
_BE: Final = "be"
_LEAVES: Final = frozenset({"aux", "aux:pass", "cop", "punct", "case", "mark", "cc"})
_MAY_HANG_ON_LEAF: Final = frozenset({"conj", "cc", "fixed", "goeswith", "advmod", "punct", "dep"})
_NEGATIVE: Final = frozenset({"no", "none", "nobody", "nothing", "neither"})


def to_universal(tree: Tree) -> None:
    """Turn a tree of ClearNLP relations into one of Universal Dependencies, in place. The result is a sound tree."""
    mend_root_name(tree)
    nominal = [node.upos in _NOMINAL_TAGS or node.deprel in _NOMINAL_PLACES for node in tree]
    for rule in _RULES:
        rule(tree, nominal)
    mend(tree)


def mend_root_name(tree: Tree) -> None:
    """Name the root as Universal Dependencies do, so that moves carry the name along."""
    for node in tree:
        if node.head == ROOT:
            node.deprel = "root"


def _depth(tree: Tree, position: int) -> int:
    depth = 0
    while tree[position].head != ROOT and depth <= len(tree):
        position, depth = tree[position].head, depth + 1
    return depth


def _prepositions(tree: Tree, nominal: list[bool]) -> None:
    """`prep` + `pobj`: the object takes the preposition's place, which becomes its `case` (or `mark` of a clause)."""
    deepest_first = sorted(range(len(tree)), key=lambda position: -_depth(tree, position))
    for position in deepest_first:
        node = tree[position]
        dative = node.deprel == "dative" and node.upos in ("ADP", "SCONJ", "PART")
        joined = node.deprel == "conj" and node.upos in ("ADP", "SCONJ")
        stray = node.upos == "ADP" and any(tree[child].deprel == "pobj" for child in children_of(tree, position))
        if node.deprel in _PREPOSITIONAL or dative or joined or stray:
            _raise_object(tree, nominal, position)


def _raise_object(tree: Tree, nominal: list[bool], position: int) -> None:
    node = tree[position]
    children = children_of(tree, position)
    content = _object_of(tree, position, children)
    if content is None:
        _strand(tree, position)
        return
    inner = tree[content].deprel  # how the object hung on the preposition
    role, head = node.deprel, node.head
    clause = inner == "pcomp" and (tree[content].upos in _CLAUSAL_TAGS or _has_subject(tree, content))
    swap(tree, position, content, "mark" if clause else "case")
    if role in ("prep", "agent", "dative"):
        tree[content].deprel = _relation_of(role, clause, head != ROOT and nominal[head])
    if node.upos in ("SCONJ", "PART") and not clause:
        node.upos = "ADP"
    elif node.upos == "ADP" and clause:
        node.upos = "SCONJ"
    for child in children:
        if child != content:
            _move_sister(tree, position, child, content)
    for child in children_of(tree, content):
        if tree[child].deprel == "case" and child == position + 1 and _is_fixed(tree, position, child):
            tree[child].head, tree[child].deprel = position, "fixed"


def _move_sister(tree: Tree, position: int, child: int, content: int) -> None:
    """Find the place of another child of a preposition whose object, at `content`, is now above it."""
    node = tree[child]
    if node.deprel == "pcomp" or (node.deprel == "case" and _is_fixed(tree, position, child)):
        node.deprel = "fixed"  # `because of`
    elif node.deprel == "conj" and node.upos in ("ADP", "SCONJ"):
        return  # `in and around`
    elif node.deprel != "cc" or not _joins_word(tree, position, child):
        node.head = content


def _is_fixed(tree: Tree, first: int, second: int) -> bool:
    return f"{tree[first].text} {tree[second].text}".lower() in _FIXED


def _joins_word(tree: Tree, position: int, conjunction: int) -> bool:
    """Whether a conjunction joins two bare prepositions (`in and around`)."""
    return any(
        node.head == position and node.deprel == "conj" and node.upos in ("ADP", "SCONJ") and index > conjunction
        for index, node in enumerate(tree)
    )


def _object_of(tree: Tree, position: int, children: list[int]) -> int | None:
    """The child that is the object of a preposition: its noun, its clause, or what another preposition brought."""
    later = [child for child in children if child > position]
    for names in (("pobj",), ("pcomp",), ("obl", "nmod", "obl:agent"), ("amod", "acl", "advcl", "nummod")):
        for child in later:
            bare = names == ("pcomp",) and tree[child].upos in ("ADP", "SCONJ") and not children_of(tree, child)
            if tree[child].deprel in names and not bare:
                return child
    for child in later:
        if tree[child].deprel == "conj" and _has_case(tree, child):
            return child  # `in and around Berlin`: spaCy hangs Berlin on the last preposition
    fronted = [child for child in children if tree[child].deprel == "pobj"]
    return fronted[0] if fronted else None


def _strand(tree: Tree, position: int) -> None:
    """A preposition without object: `the house he lives in`."""
    node = tree[position]
    if node.deprel in ("prep", "agent", "dative"):
        node.deprel = "advmod" if node.upos == "ADV" else "obl"


def _relation_of(role: str, clause: bool, on_noun: bool) -> str:
    if clause:
        return "acl" if on_noun else "advcl"
    if role == "agent":
        return "obl:agent"
    return "nmod" if on_noun and role == "prep" else "obl"


def _has_subject(tree: Tree, position: int) -> bool:
    return any(tree[child].deprel.startswith(("nsubj", "csubj")) for child in children_of(tree, position))


def _copulas(tree: Tree, _nominal: list[bool]) -> None:
    """`be` + predicate: the predicate takes the place of `be`, which becomes `cop`."""
    for position, node in enumerate(tree):
        if node.lemma != _BE or node.deprel in ("aux", "auxpass", "cop"):
            continue
        children = children_of(tree, position)
        if any(tree[child].deprel == "expl" and tree[child].text.lower() == "there" for child in children):
            _existential(tree, children)
            continue
        predicate = _predicate_of(tree, position, children)
        if predicate is None:
            continue
        _settle_clause(tree, position, children, predicate)
        swap(tree, position, predicate, "cop")
        node.upos = "AUX"
        for child in children:
            if child != predicate:
                tree[child].head = predicate


def _existential(tree: Tree, children: list[int]) -> None:
    """`There is a plan`: the plan is the subject."""
    for child in children:
        if tree[child].deprel == "attr":
            tree[child].deprel = "nsubj"
            return


def _predicate_of(tree: Tree, position: int, children: list[int]) -> int | None:
    for name in ("attr", "acomp", "oprd"):
        for child in children:
            if tree[child].deprel == name:
                return child
    subject = any(tree[child].deprel in ("nsubj", "csubj") for child in children)
    clause = any(tree[child].deprel in ("ccomp", "xcomp", "dobj") for child in children)
    if clause or not (subject or tree[position].deprel in ("root", "xcomp", "conj", "relcl")):
        return None
    for child in children:
        if child < position and tree[child].text.lower() in _QUESTIONS and tree[child].deprel == "advmod" and subject:
            return child
        if child > position and tree[child].deprel in ("obl", "advcl") and _has_case(tree, child):
            return child
        if tree[child].deprel == "advmod" and tree[child].text.lower() in _PLACE_ADVERBS:
            return child
    return None


def _has_case(tree: Tree, position: int) -> bool:
    return any(tree[child].deprel == "case" for child in children_of(tree, position))


def _settle_clause(tree: Tree, position: int, children: list[int], predicate: int) -> None:
    """`It is clear that ...`: the clause is the subject, `it` only holds its place."""
    dummies = [child for child in children if tree[child].deprel == "nsubj" and tree[child].text.lower() == "it"]
    if not dummies or tree[predicate].upos != "ADJ":
        return
    for child in children:
        if child > position and tree[child].deprel in ("ccomp", "xcomp"):
            tree[child].deprel = "csubj"
            tree[dummies[0]].deprel = "expl"
            return


def _small_clauses(tree: Tree, _nominal: list[bool]) -> None:
    """`make it clear`, `let them go`: a clause without finite verb has no subject of its own but the verb an object."""
    for position, node in enumerate(tree):
        if node.deprel != "ccomp" or node.head == ROOT or node.features.get("VerbForm") == "Fin":
            continue
        children = children_of(tree, position)
        if any(tree[child].deprel in ("aux", "auxpass", "cop", "mark", "expl") for child in children):
            continue
        subjects = [child for child in children if tree[child].deprel in ("nsubj", "nsubjpass")]
        if len(subjects) == 1 and node.head < subjects[0] < position:
            node.deprel = "xcomp"
            tree[subjects[0]].head, tree[subjects[0]].deprel = node.head, "dobj"


def _coordination(tree: Tree, _nominal: list[bool]) -> None:
    """Conjunctions and commas hang on the conjunct that follows, all conjuncts on the first."""
    for position, node in enumerate(tree):
        if node.deprel not in ("cc", "punct") or node.head == ROOT:
            continue
        siblings = [child for child in children_of(tree, node.head) if child > position]
        following = next((child for child in siblings if tree[child].deprel not in ("cc", "punct")), None)
        if following is not None and tree[following].deprel == "conj" and position > node.head:
            node.head = following
    for position, node in enumerate(tree):
        steps = 0
        while node.deprel == "conj" and node.head != ROOT and tree[node.head].deprel == "conj" and steps < len(tree):
            if tree[node.head].head in (ROOT, position):
                break
            node.head, steps = tree[node.head].head, steps + 1


def _names(tree: Tree, nominal: list[bool]) -> None:
    """The relations that only change their name."""
    for node in tree:
        if node.deprel == "aux" and node.upos == "PART":
            node.deprel = "mark"  # the `to` of an infinitive
        elif node.deprel == "npadvmod" and node.head != ROOT and nominal[node.head]:
            node.deprel = "nmod:unmarked"
        elif node.deprel == "neg":
            node.deprel, node.features["Polarity"] = "advmod", "Neg"
        else:
            node.deprel = _PLAIN.get(node.deprel, node.deprel if node.deprel in _UNIVERSAL else "dep")
        if node.deprel in ("aux", "aux:pass", "cop"):
            node.upos = "AUX"
        if node.text.lower() in _NEGATIVE and node.upos in ("DET", "PRON"):
            node.features["PronType"] = "Neg"
        elif node.text.lower() in ("never", "not", "n't", "n’t"):
            node.features["Polarity"] = "Neg"


def _leaves(tree: Tree, _nominal: list[bool]) -> None:
    """Function words and punctuation carry no dependents of their own: these go to the content word."""
    for position, node in enumerate(tree):
        if node.upos == "PUNCT" and node.head != ROOT:
            node.deprel = "punct"
        elif node.deprel == "punct" and node.upos != "PUNCT":
            node.deprel = "dep"
        if node.deprel not in _LEAVES or node.head == ROOT:
            continue
        for child in children_of(tree, position):
            if tree[child].deprel not in _MAY_HANG_ON_LEAF or node.deprel == "punct":
                tree[child].head = node.head


_UNIVERSAL: Final = frozenset(
    {"fixed", "flat", "cop", "iobj", "obj", "obl:agent", "obl:unmarked", "nmod:unmarked", "nmod:poss", "compound:prt",
     "obl", "det:predet", "cc:preconj", "discourse", "csubj:pass", "nsubj:pass", "aux:pass", "acl:relcl", "goeswith"}
)  # fmt: skip
_Rule = Callable[[Tree, list[bool]], None]
_RULES: Final[tuple[_Rule, ...]] = (_prepositions, _copulas, _small_clauses, _coordination, _names, _leaves)
