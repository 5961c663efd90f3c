"""Active or passive, and who does what a passive says.

The ends of a predicate belong to clause_ends.py.
"""

from __future__ import annotations

from tasks.records import Voice, Word
from tasks.relations.clauses import Oblique
from tasks.relations.entries import Words
from tasks.relations.graph import SentenceGraph

_MOVING_TOWARDS = frozenset(
    {
        "beitreten", "begegnen", "beispringen", "entgegenkommen", "entgegentreten", "gegenübertreten", "gehen",
        "kommen", "laufen", "springen", "steigen", "treten", "ziehen",
    }
)  # fmt: skip
"""German verbs that may take an object, and whose perfect is made with `sein` all the same."""


_CHARGES = frozenset({"di", "a", "per"})
_ACCUSED = frozenset({"accusare", "incolpare", "sospettare", "imputare", "incriminare", "indagare", "denunciare"})
"""Italian verbs whose participle behind `essere` tells what is done to somebody, whatever the labels."""


def voice_of(
    graph: SentenceGraph,
    word: Word,
    auxiliaries: tuple[Word, ...],
    copula: Word | None,
    words: Words,
    intransitive: frozenset[str],
) -> Voice:
    """Active or passive, by labels, auxiliaries and the form of the verb."""
    if copula is not None or _is_never_passive(graph, word, auxiliaries, intransitive):
        return Voice.ACTIVE
    if graph.child(word, "nsubj:pass", "aux:pass", "obl:agent", "csubj:pass") is not None:
        return Voice.PASSIVE
    if word.features.get("VerbForm") != "Part" and word.features.get("Voice") != "Pass":
        return Voice.ACTIVE
    if auxiliaries:
        accused = word.lemma.lower() in _ACCUSED and graph.child(word, "obj", "expl") is None
        passive = accused or any(_makes_passive(each, auxiliaries, words) for each in auxiliaries)
    else:
        reduced = word.relation in {"acl", "amod"} and graph.child(word, "nsubj", "obj") is None
        passive = word.features.get("Tense") != "Pres" and (reduced or _shares_passive(graph, word))
    return Voice.PASSIVE if passive else Voice.ACTIVE


def _shares_passive(graph: SentenceGraph, word: Word) -> bool:
    """`was arrested and charged`: the auxiliary of the first participle holds for the second."""
    head = graph.head(word)
    return (
        word.relation == "conj"
        and head is not None
        and head.index < word.index
        and graph.child(word, "nsubj") is None
        and graph.child(head, "nsubj:pass", "aux:pass") is not None
    )


def _is_never_passive(
    graph: SentenceGraph, word: Word, auxiliaries: tuple[Word, ...], intransitive: frozenset[str]
) -> bool:
    """What parsers take for passives: `ist eingetroffen`, `si è ritirata`, `ha ripiegato`, `werden einladen`."""
    if word.features.get("VerbForm") == "Inf" and [each.lemma.lower() for each in auxiliaries] == ["werden"]:
        return True
    if auxiliaries and all(each.lemma.lower() == "avere" for each in auxiliaries):
        return True
    if auxiliaries and all(each.lemma.lower() == "sein" for each in auxiliaries):
        return word.lemma.lower() in intransitive or word.lemma.lower() in _MOVING_TOWARDS
    if not auxiliaries or any(
        each.lemma.lower() != "essere" or each.text.lower().startswith("stat") for each in auxiliaries
    ):
        return False
    reflexive = any(child.text.lower() in {"si", "s'", "s’"} for child in graph.children(word, "expl", "obj", "iobj"))
    return reflexive or word.lemma.lower() in intransitive


def _makes_passive(auxiliary: Word, auxiliaries: tuple[Word, ...], words: Words) -> bool:
    """`werden` with a participle is passive, `essere` only beside `stato`; `be` and `sein` as the parser says."""
    lemma = auxiliary.lemma.lower()
    if lemma not in words.passive_auxiliaries:
        return False
    if lemma == "essere":
        return auxiliary.text.lower().startswith("stat") or len(auxiliaries) > 1
    return auxiliary.deprel == "aux:pass" or lemma not in {"be", "get", "sein"}


def agents_of(
    graph: SentenceGraph, word: Word, obliques: tuple[Oblique, ...], words: Words
) -> tuple[tuple[Word, ...], tuple[Oblique, ...]]:
    """Heads of a passive's agents, and the phrases that are left."""
    marked = {
        child.index
        for head in graph.children(word, "obl:agent")
        if graph.case(head) in words.agent_prepositions or not graph.case(head)
        for child in graph.conjuncts(head)
    }
    if not marked:
        marked = {
            oblique.head.index
            for oblique in obliques
            if oblique.adposition in words.agent_prepositions and oblique.head.upos in {"PROPN", "NOUN", "PRON"}
        }
    if not marked:
        deeper = _agents_below(graph, obliques) or _agents_of_gerund(graph, word)
        if deeper:
            return deeper, obliques
    agents = tuple(_doer(graph, oblique.head) for oblique in obliques if oblique.head.index in marked)
    return agents, tuple(oblique for oblique in obliques if oblique.head.index not in marked)


def _doer(graph: SentenceGraph, head: Word) -> Word:
    """Who does it in `da parte della Guardia Nazionale`."""
    if head.text.lower() != "parte" or graph.case(head) != "da":
        return head
    return next((each for each in graph.children(head, "nmod") if graph.case(each) == "di"), head)


def _agents_below(graph: SentenceGraph, obliques: tuple[Oblique, ...]) -> tuple[Word, ...]:
    """`accusato di molestie da Ramirez`: an Italian agent that the parser hung on what somebody is accused of.

    Or on what for, or to how much (`condannato a sei anni dal tribunale`).
    """
    for oblique in obliques:
        for child in graph.children(oblique.head, "nmod") if oblique.adposition in _CHARGES else ():
            named = child.upos == "PROPN" or (child.upos == "NOUN" and graph.child(child, "det") is not None)
            if named and graph.case(child) == "da" and oblique.head.upos == "NOUN":
                return tuple(graph.conjuncts(child))
    return ()


def _agents_of_gerund(graph: SentenceGraph, word: Word) -> tuple[Word, ...]:
    """`accused of spying by Taiwan`: an English agent that the parser hung on what somebody is accused of doing."""
    for gerund in graph.children(word, "advcl", "acl", "xcomp", "ccomp", "obl"):
        if not gerund.text.endswith("ing") or graph.child(gerund, "aux", "aux:pass") is not None:
            continue
        for child in graph.children(gerund, "obl"):
            if child.upos == "PROPN" and graph.case(child) == "by":
                return tuple(graph.conjuncts(child))
    return ()
