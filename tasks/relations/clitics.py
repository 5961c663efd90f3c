"""Italian clitics that stand for a person: `Calenda lo attacca`, `Meloni gli ha scritto`.

Who that person is belongs to references.py.
"""

from __future__ import annotations

from typing import Final

from tasks.records import RelationType, Word
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.predicates import lemma_of

_OBJECTS: Final = frozenset({"lo", "la", "l'", "l’"})
_RECIPIENTS: Final = frozenset({"gli", "le"})
_DONE_TO_PEOPLE: Final = frozenset(
    {
        RelationType.ACCUSE,
        RelationType.AID,
        RelationType.ASSAULT,
        RelationType.COERCE,
        RelationType.CONSULT,
        RelationType.SANCTION,
        RelationType.SUPPORT,
        RelationType.THREATEN,
    }
)


def stands_for_person(graph: SentenceGraph, word: Word, lexicon: Lexicon) -> bool:
    """Whether a clitic is who something is done or said to; `lo` of what somebody says stands for a clause."""
    form = word.text.lower()
    if lexicon.language != "it" or word.upos != "PRON" or (form not in _OBJECTS and form not in _RECIPIENTS):
        return False
    verb = graph.head(word)
    if verb is None or verb.upos != "VERB":
        return False
    if form in _RECIPIENTS:
        return word.relation == "iobj"
    lemma = lemma_of(graph, verb, lexicon.language).lower()
    if word.relation != "obj" or lemma in lexicon.speech_verbs:
        return False
    return any(frame.type in _DONE_TO_PEOPLE and not frame.object_lemmas for frame in lexicon.verbs.get(lemma, ()))
