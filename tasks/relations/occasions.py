"""Who takes part in an event that a phrase beside the verb names: on what occasion, to whom, on whose behalf.

`After talks with Xi, Biden said ...`, `in un'intervista al Guardian`, `in visita a Berlino`, `a sostegno di Morrisey`.
An event noun with ends of its own belongs to nominal.py.
"""

from __future__ import annotations

from tasks.records import Label, RelationType, Word
from tasks.relations.clauses import logical_surface_subject
from tasks.relations.entries import Slot
from tasks.relations.event_noun import EventNoun
from tasks.relations.graph import SentenceGraph
from tasks.relations.noun_phrases import WITH

_OCCASIONS = frozenset(
    {
        "course", "sideline", "margin", "wake", "occasion", "verlauf", "rahmen", "rande", "rand", "anschluss", "corso",
        "margine", "seguito", "occasione", "termine", "fine", "end",
    }
)  # fmt: skip
_DURING = frozenset(
    {
        "after", "during", "at", "in", "following", "on", "nach", "bei", "während", "im", "am", "an", "beim", "dopo",
        "durante", "nel", "al", "a", "nella", "alla",
    }
)  # fmt: skip
_GOING = frozenset({"for", "zu", "per"})
"""What those go somewhere for who talk there: `arrived in Washington for talks with Trump`."""
_ON = frozenset({"in", "on", "auf", "zu"})
_WHILE = frozenset({"bei", "während", "during", "durante"})
_FOR = frozenset({"in", "a", "zu"})
_OF = frozenset({"of", "di", "von"})
_SIDING = frozenset(
    {
        "votare", "schierare", "esprimere", "dichiarare", "pronunciare", "manifestare", "intervenire", "lavorare",
        "dire",
    }
)  # fmt: skip
"""Verbs with which somebody is in favour of somebody, not to somebody's advantage (`perde posizioni a favore di`)."""


def on_occasion(noun: EventNoun) -> tuple[list[Word], list[Word]]:
    """Those who take part by the verb that the noun stands beside, and whom they do it with, to or for."""
    found: tuple[list[Word], list[Word]] = ([], [])
    if noun.frame.reciprocal or noun.frame.type is RelationType.STATE:
        found = beside_verb(noun)
    if not found[0] and noun.frame.type is RelationType.CONSULT:
        found = _on_visit(noun)
    if not found[0] and noun.frame.type is RelationType.SUPPORT:
        found = _in_support(noun)
    if not found[0] and noun.frame.type is RelationType.COOPERATE:
        found = _in_cooperation(noun)
    return found


def _on_visit(noun: EventNoun) -> tuple[list[Word], list[Word]]:
    """`Erdogan, in visita a Berlino, ...`, `on a visit to Kyiv`: whoever is on the way, or who does something there.

    `During a visit to Seoul Blinken said ...`: a person who does something in that time.
    """
    case, article = noun.graph.case(noun.word), noun.graph.child(noun.word, "det")
    during = case in _WHILE and noun.word.relation == "obl"
    if not during and (case not in _ON or article is not None):
        return [], []
    objects = next((found for slot in noun.frame.objects if (found := noun.fill(slot))), [])
    if not objects:
        return [], []
    if during:
        there = [word for word in objects if noun.ends.label_of(noun.graph, word) is Label.LOC]
        people, places = _participants(noun, there)
        return [word for word in people if noun.ends.label_of(noun.graph, word) is Label.PER], places
    predicate = noun.clauses.get(noun.word.index)
    if predicate is not None and predicate.copula is not None:
        named = [w for w in predicate.subjects if noun.ends.label_of(noun.graph, w) is not None]
        return named, objects
    return _participants(noun, objects)


def _in_support(noun: EventNoun) -> tuple[list[Word], list[Word]]:
    """`ha tenuto un comizio a sostegno di Morrisey`, `in support of Kyiv`."""
    if noun.graph.case(noun.word) not in _FOR or noun.graph.child(noun.word, "det", "amod") is not None:
        return [], []
    if noun.word.lemma.lower() == "favore":
        above = noun.verb_above("obl", "nmod", "advmod")
        if above is None or above[0] not in _SIDING:
            return [], []
    objects = noun.phrases(_OF) or noun.fill(Slot("gen"))
    return _participants(noun, [word for word in objects if noun.ends.label_of(noun.graph, word) is not None])


def _in_cooperation(noun: EventNoun) -> tuple[list[Word], list[Word]]:
    """`organizzata dal governo in collaborazione con l'ONU`, `in Zusammenarbeit mit Siemens`: whoever does it."""
    if noun.graph.case(noun.word) not in _ON or noun.graph.child(noun.word, "det") is not None:
        return [], []
    objects = [word for word in noun.phrases(WITH) if noun.ends.label_of(noun.graph, word) is not None]
    head = noun.graph.head(noun.word)
    clause = noun.clauses.get(head.index) if head is not None else None
    if not objects or clause is None:
        return [], []
    return [word for word in clause.subjects if noun.ends.label_of(noun.graph, word) is not None], objects


def _participants(noun: EventNoun, objects: list[Word]) -> tuple[list[Word], list[Word]]:
    """The named head of the noun, or the subject of the verb above it, and the objects."""
    head: Word | None = noun.word
    while objects and head is not None:
        above = noun.graph.head(head)
        clause = noun.clauses.get(above.index) if above is not None else None
        if clause is not None and clause.copula is None:
            subjects = [w for w in logical_surface_subject(clause) if noun.ends.label_of(noun.graph, w) is not None]
            return ([w for w in subjects if w not in objects], objects) if len(subjects) == 1 else ([], [])
        if above is not None and above.upos == "PROPN" and noun.ends.label_of(noun.graph, above) is Label.PER:
            return ([above], objects) if above not in objects else ([], [])
        head = above
    return [], []


def beside_verb(noun: EventNoun) -> tuple[list[Word], list[Word]]:
    """`After talks with Xi, Biden said ...`: whoever acts after or during a meeting took part in it.

    So does whoever says something in an interview, a letter or a speech to somebody (`in un'intervista al Guardian`).
    """
    graph, top = noun.graph, noun.word
    spoken = noun.frame.type is RelationType.STATE
    objects = _addressees(noun) if spoken else noun.phrases(WITH)
    head = graph.head(top)
    while objects and top.relation == "nmod" and head is not None and head.lemma.lower() in _OCCASIONS:
        top, head = head, graph.head(head)
    clause = noun.clauses.get(head.index) if head is not None and top.relation == "obl" else None
    wanted = _DURING | _GOING if noun.frame.type is RelationType.CONSULT else _DURING
    if not objects or clause is None or not _is_after(graph, top, wanted) or (spoken and top is not noun.word):
        return [], []
    subjects = [word for word in logical_surface_subject(clause) if noun.ends.label_of(graph, word) is not None]
    return ([word for word in subjects if word not in objects], objects) if len(subjects) == 1 else ([], [])


def _addressees(noun: EventNoun) -> list[Word]:
    """People and organisations that something is said to in a letter, speech or interview."""
    words = noun.lexicon.words
    wanted = words.addressee_prepositions | words.forum_prepositions | WITH
    return [w for w in noun.phrases(wanted) if noun.ends.label_of(noun.graph, w) in {Label.PER, Label.ORG}]


def _is_after(graph: SentenceGraph, head: Word, wanted: frozenset[str]) -> bool:
    markers = graph.case_words(head)
    return bool(markers) and markers[0].text.lower() in wanted
