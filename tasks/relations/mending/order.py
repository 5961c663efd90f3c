"""What the order of German words tells: one constituent before the finite verb, one subject a clause.

Case of articles belongs to cases.py, verbs that no tagger saw to verbs.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Language, Mention, Word
from tasks.relations.entries import Lexicon
from tasks.relations.mending.draft import Draft

_NOMINAL = frozenset({"NOUN", "PROPN"})
_OPENING = frozenset({"„", "»", "«", '"', "“", "-", "–", "(", ")"})
_NO_PASSIVE = frozenset({"haben", "wollen", "sollen", "können", "müssen", "dürfen", "mögen"})
_ARTICLES = frozenset({"der", "dem", "einem", "einer"})
_DATIVE = frozenset({"dem", "der", "den", "einem", "einer", "seinem", "seiner", "ihrem", "ihrer"})
_OPPOSITE = frozenset({"stehen", "stellen", "liegen", "sitzen", "treten", "sehen"})
"""Verbs that take `gegenüber` as their particle."""
_AGENT = "von"


def join_first_constituent(draft: Draft, language: Language) -> None:
    """`Hazard vom FC Chelsea traf`: before the finite verb stands one constituent, so the phrase is of the subject."""
    if language != "de":
        return
    finite = next((word for word in draft.words if word.features.get("VerbForm") == "Fin"), None)
    if finite is None or finite.upos not in {"VERB", "AUX"}:
        return
    before = draft.words[: finite.index - 1]
    if any(word.upos in {"VERB", "SCONJ", "CCONJ"} or _is_break(word) for word in before):
        return
    predicate = draft.word(finite.head) if finite.relation in {"aux", "cop"} else finite
    if predicate is None or predicate.head != 0:
        return
    first = next((each for each in draft.children(predicate.index) if each.relation == "nsubj"), None)
    if first is None or first.index > finite.index or first.upos not in _NOMINAL or not _opens(draft, first):
        return
    for child in draft.children(predicate.index):
        if child.relation == "obl" and first.index < child.index < finite.index and draft.is_marked(child.index):
            draft.change(child.index, head=first.index, deprel="nmod")


def _is_break(word: Word) -> bool:
    return word.upos == "PUNCT" and word.text not in _OPENING


def _opens(draft: Draft, head: Word) -> bool:
    """Whether nothing but a mark stands before the phrase of a word."""
    first = min([head.index, *(each.index for each in draft.children(head.index) if each.upos != "PUNCT")])
    return all(word.upos == "PUNCT" for word in draft.words[: first - 1])


def part_subjects(draft: Draft, lexicon: Lexicon, language: Language) -> None:
    """Of two `subjects` of a German verb the second is an object: `hat Paul Manafort angeklagt`.

    Between the finite verb and the other part of the predicate, or before a verb that closes its clause; names have
    no case. `sagte der BBC` has a recipient.
    """
    if language != "de":
        return
    for verb in list(draft.words):
        if verb.upos != "VERB":
            continue
        children = draft.children(verb.index)
        subjects = [each for each in children if each.relation == "nsubj" and each.upos in _NOMINAL]
        if len(subjects) != 2 or any(each.relation == "cc" for each in draft.children(subjects[1].index)):
            continue
        second = subjects[1]
        article = next((each.text.lower() for each in draft.children(second.index) if each.relation == "det"), "")
        if article in _ARTICLES and second.index > verb.index and verb.lemma.lower() in lexicon.speech_verbs:
            draft.change(second.index, deprel="iobj")
        elif not article and second.upos == "PROPN" and _takes_object(draft, verb, subjects[0], second):
            taken = any(each.relation == "obj" for each in children)
            draft.change(second.index, deprel="iobj" if taken else "obj")
            draft.change(subjects[0].index, deprel="nsubj")


def _takes_object(draft: Draft, verb: Word, first: Word, second: Word) -> bool:
    """Whether a verb that closes its clause can have the second nominal as its object."""
    if second.index > verb.index:
        return False
    children = draft.children(verb.index)
    finite = next(
        (each for each in children if each.relation == "aux" and each.features.get("VerbForm") == "Fin"), None
    )
    if finite is not None and first.index < finite.index < second.index:
        return finite.lemma.lower() in _NO_PASSIVE or (
            finite.lemma.lower() == "werden" and verb.features.get("VerbForm") == "Inf"
        )
    subordinate = verb.relation == "acl" or any(each.relation == "mark" for each in children)
    return subordinate and not any(each.deprel == "aux:pass" for each in children)


def mark_postpositions(draft: Draft, language: Language) -> None:
    """`gab dem Ausschuss gegenüber an`: `gegenüber` right behind a German dative belongs to it."""
    if language != "de":
        return
    for word in draft.having("compound"):
        verb = draft.word(word.head)
        if word.text.lower() != "gegenüber" or verb is None or verb.lemma.lower() in _OPPOSITE:
            continue
        for noun in draft.children(verb.index):
            article = next((each.text.lower() for each in draft.children(noun.index) if each.relation == "det"), "")
            dative = article in _DATIVE or (noun.upos == "PROPN" and not article)
            if noun.upos in _NOMINAL and dative and draft.last_below(noun.index) == word.index - 1:
                draft.change(word.index, head=noun.index, deprel="case", upos="ADP")
                draft.change(noun.index, deprel="obl")
                break


def free_agents(draft: Draft, mentions: Sequence[Mention], language: Language) -> None:
    """`wurde in Leeds von John Brown getötet`: who does it is no part of where it is done, or of what it makes."""
    if language != "de":
        return
    for verb in draft.words:
        children = draft.children(verb.index)
        if verb.upos != "VERB" or not any(each.deprel in {"aux:pass", "nsubj:pass"} for each in children):
            continue
        if any(_marker(draft, each) == _AGENT for each in children):
            continue
        for place in children:
            if place.relation != "xcomp" and (place.relation != "obl" or not _is_named(place, mentions)):
                continue
            agent = next((each for each in draft.children(place.index) if _marker(draft, each) == _AGENT), None)
            if agent is not None and agent.index < verb.index and _is_named(agent, mentions):
                draft.change(agent.index, head=verb.index, deprel="obl")


def _marker(draft: Draft, word: Word) -> str:
    return next((each.lemma.lower() for each in draft.children(word.index) if each.relation == "case"), "")


def _is_named(word: Word, mentions: Sequence[Mention]) -> bool:
    return any(each.span.contains(word.span) for each in mentions)
