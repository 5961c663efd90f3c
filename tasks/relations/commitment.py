"""How the text commits to what it says: polarity, modality and tense of a predicate.

Modality follows the five values of the records; a stronger value wins: question, conditional, possible, future,
asserted. Who says it belongs to attribution.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from tasks.records import Language, Modality, Polarity, Tense, Voice, Word
from tasks.relations.clauses import Clause
from tasks.relations.entries import Lexicon, Words
from tasks.relations.graph import SentenceGraph
from tasks.relations.predicates import holds_for_verb, is_negator, lemma_of

_STRENGTH = {
    Modality.ASSERTED: 0,
    Modality.FUTURE: 1,
    Modality.POSSIBLE: 2,
    Modality.CONDITIONAL: 3,
    Modality.QUESTION: 4,
}
_TENSES = {"Past": Tense.PAST, "Imp": Tense.PAST, "Pqp": Tense.PAST, "Pres": Tense.PRESENT, "Fut": Tense.FUTURE}


@dataclass(frozen=True, slots=True)
class Commitment:
    """Polarity, modality and tense of one predicate."""

    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ASSERTED
    tense: Tense | None = None


def stronger(first: Modality, second: Modality | None) -> Modality:
    """The value that commits less to the event."""
    return second if second is not None and _STRENGTH[second] > _STRENGTH[first] else first


def commitment_of(graph: SentenceGraph, clause: Clause, lexicon: Lexicon, language: Language) -> Commitment:
    """Polarity, modality and tense, from the predicate, its auxiliaries and what embeds it."""
    negative = _negations(graph, clause, lexicon)
    modality = _own_modality(clause, lexicon)
    current = clause.predicate
    for governor in clause.governors:
        control = lexicon.controls.get(lemma_of(graph, governor, language).lower()) or lexicon.controls.get(
            governor.lemma.lower()
        )
        is_content = current.relation in {"ccomp", "parataxis"} and graph.child(current, "nsubj") is not None
        if control is not None:
            negative += control.polarity is Polarity.NEGATIVE
            modality = stronger(modality, control.modality)
        if not is_content and current.relation in {"xcomp", "acl", "csubj", "ccomp"}:
            modality = stronger(modality, _auxiliary_modality(graph.children(governor, "aux"), lexicon))
            negative += sum(is_negator(child, lexicon.words) for child in graph.children(governor, "advmod"))
        current = governor
    modality = stronger(modality, _situation(graph, clause, lexicon))
    return Commitment(
        Polarity.NEGATIVE if negative % 2 else Polarity.POSITIVE, modality, _tense(graph, clause, lexicon, modality)
    )


def _has_negator(graph: SentenceGraph, words: Words) -> bool:
    """Whether any word of the sentence denies; worked out once."""
    known = graph.notes.get("negator")
    if known is None:
        known = graph.notes["negator"] = not words.negation.isdisjoint(graph.forms) and any(
            is_negator(each, words) for each in graph.words
        )
    return bool(known)


def _negations(graph: SentenceGraph, clause: Clause, lexicon: Lexicon) -> int:
    words, predicate = lexicon.words, clause.predicate
    count = 0
    if not _has_negator(graph, words):
        return count
    for child in graph.children(predicate):
        if not holds_for_verb(graph, child):
            continue
        if (
            child.relation in {"advmod", "det", "cc", "mark", "case", "discourse", "aux"} and is_negator(child, words)
        ) or (
            child.relation in {"nsubj", "obj", "obl", "iobj"}
            and any(
                is_negator(each, words) and holds_for_verb(graph, each)
                for each in (child, *graph.children(child, "det", "advmod", "cc"))
            )
        ):
            count = 1
    if (
        not count
        and predicate.relation == "conj"
        and not any(child.relation == "nsubj" for child in graph.children(predicate))
    ):
        head = graph.head(predicate)
        joint = graph.child(predicate, "cc")
        if head is not None and (joint is None or joint.lemma.lower() in {"or", "nor", "noch", "né", "oder", "o"}):
            count = int(any(is_negator(each, words) for each in graph.children(head, "advmod", "cc")))
    return count


def _auxiliary_modality(auxiliaries: list[Word] | tuple[Word, ...], lexicon: Lexicon) -> Modality:
    modality = Modality.ASSERTED
    words = lexicon.words
    for each in auxiliaries:
        lemma, form = each.lemma.lower(), each.text.lower()
        possible = lemma in words.modal_possible or form in words.modal_possible
        if possible:
            modality = stronger(modality, Modality.POSSIBLE)
        elif each.features.get("Mood") == "Cnd" or form in words.modal_conditional or lemma in words.modal_conditional:
            modality = stronger(modality, Modality.CONDITIONAL)
        if lemma in words.modal_future or form in words.modal_future:
            modality = stronger(modality, Modality.FUTURE)
    return modality


def _own_modality(clause: Clause, lexicon: Lexicon) -> Modality:
    words = lexicon.words
    modality = Modality.ASSERTED
    plain = [
        each
        for each in clause.auxiliaries
        if not (each.lemma.lower() in words.passive_auxiliaries and _is_participle(clause.predicate))
    ]
    modality = stronger(modality, _auxiliary_modality(plain, lexicon))
    for each in (clause.predicate, *([clause.copula] if clause.copula else [])):
        if each.features.get("Mood") == "Cnd":
            modality = stronger(modality, Modality.CONDITIONAL)
        if each.features.get("Tense") == "Fut":
            modality = stronger(modality, Modality.FUTURE)
    return modality


def _is_participle(word: Word) -> bool:
    return word.features.get("VerbForm") == "Part"


def _situation(graph: SentenceGraph, clause: Clause, lexicon: Lexicon) -> Modality:
    """Questions and the `if` part of a conditional."""
    last = graph.words[-1].text
    if last.endswith("?") and not any(each in graph.text(graph.span) for each in '"“”„«»'):
        return Modality.QUESTION
    # taggers take `falls` for an adverb, which it is not where it opens a subordinate clause
    adverbs = graph.children(clause.predicate, "advmod") if clause.predicate.relation == "advcl" else ()
    for each in (*graph.children(clause.predicate, "mark"), *adverbs):
        if each.lemma.lower() in lexicon.words.condition_markers:
            if clause.predicate.relation == "ccomp":
                return Modality.QUESTION
            return Modality.CONDITIONAL
    return Modality.CONDITIONAL if _is_inverted_condition(graph, clause) else Modality.ASSERTED


def _is_inverted_condition(graph: SentenceGraph, clause: Clause) -> bool:
    """`Sollte Russland angreifen, ...`, `Should Moscow refuse, ...`: the finite verb opens a clause with a subject."""
    if clause.predicate.relation != "advcl":
        return False
    first = graph.words[0]
    opens = first in clause.auxiliaries or first is clause.predicate or first is clause.copula
    return (
        opens
        and first.features.get("VerbForm", "Fin") == "Fin"
        and bool(clause.subjects or clause.objects)
        and first.index < min(word.index for word in (*clause.subjects, *clause.objects))
    )


def _tense(graph: SentenceGraph, clause: Clause, lexicon: Lexicon, modality: Modality) -> Tense | None:
    own = (*clause.auxiliaries, *([clause.copula] if clause.copula else []))
    if any(_makes_future(each, clause, lexicon) for each in own):
        return Tense.FUTURE
    finite = [each for each in (*own, clause.predicate) if each.features.get("VerbForm") == "Fin"]
    for each in finite:
        if _is_irreal(each, lexicon):
            return None
        tense = _TENSES.get(each.features.get("Tense", ""))
        if tense is Tense.PRESENT and each is not clause.predicate and _is_perfect(each, clause):
            return Tense.PAST
        if tense is not None:
            return tense
    if modality is Modality.FUTURE:
        return Tense.FUTURE
    embedded = clause.governors and clause.predicate.relation in {"xcomp", "acl", "ccomp"}
    return None if finite or embedded else _tense_without_verb(graph, clause)


def _is_irreal(word: Word, lexicon: Lexicon) -> bool:
    """Conditionals and the German second subjunctive stand in no tense: `potrebbe`, `könnte`, `wäre`."""
    if word.features.get("Mood") == "Cnd":
        return True
    form = word.text.lower()
    subjunctive = word.features.get("Mood") == "Sub" and word.features.get("Tense") == "Past"
    return subjunctive and form in lexicon.words.modal_possible | lexicon.words.modal_conditional


def _makes_future(auxiliary: Word, clause: Clause, lexicon: Lexicon) -> bool:
    """`will`, and `werden` with an infinitive; with a participle that is a passive."""
    words = lexicon.words
    if auxiliary.lemma.lower() not in words.modal_future and auxiliary.text.lower() not in words.modal_future:
        return False
    if auxiliary is clause.copula and auxiliary.features.get("Tense") != "Fut":
        return False
    return not (auxiliary.lemma.lower() in words.passive_auxiliaries and _is_participle(clause.predicate))


def _tense_without_verb(graph: SentenceGraph, clause: Clause) -> Tense | None:
    """Without a finite form: the tense of the verb it is joined to, or past for a past participle."""
    if clause.subject_source == "coordination":
        head = graph.head(clause.predicate)
        if head is not None:
            return _TENSES.get(head.features.get("Tense", ""))
    past = _is_participle(clause.predicate) and clause.predicate.features.get("Tense") == "Past"
    return Tense.PAST if past else None


def _is_perfect(auxiliary: Word, clause: Clause) -> bool:
    """`has met`, `hat getroffen`, `ha incontrato`, `è arrivato`, `ist angekommen`; a present passive is none."""
    if not _is_participle(clause.predicate) and clause.copula is None:
        return False
    lemma = auxiliary.lemma.lower()
    if lemma == "essere":
        active = clause.voice is Voice.ACTIVE or auxiliary.deprel == "aux"
        return len(clause.auxiliaries) > 1 or (active and auxiliary is not clause.copula)
    return lemma in {"have", "haben", "avere"} or (lemma == "sein" and auxiliary is not clause.copula)
