"""What somebody says of somebody: that they must act, are to blame, or deserve praise.

`Berlin müsse zahlen, sagte Rutte` demands something of Berlin, `Russia is to blame, said Baerbock` accuses Russia.
Verbs that judge by themselves (`criticised that ...`) belong to judged.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from tasks.records import End, Modality, Polarity, Relation, RelationType, Voice, Word
from tasks.relations.acts import doers
from tasks.relations.clause_ends import is_reflexive
from tasks.relations.clauses import Clause
from tasks.relations.entries import Words
from tasks.relations.predicates import lemma_of
from tasks.relations.sentence import SentenceParts

_MUST = frozenset({"müssen", "must", "dovere"})
_SHOULD = frozenset({"sollen", "should"})
_DEMANDING_FORMS = frozenset({"solle", "sollen", "sollten", "sollte", "should"})
_NO_ACTS = frozenset(
    {
        "bekommen", "erhalten", "haben", "sein", "werden", "können", "gewinnen", "wissen", "heißen",
        "rechnen", "leiden", "get", "receive", "be", "win", "know", "feel", "suffer", "avere", "essere", "ricevere",
        "vincere", "sapere", "soffrire",
    }
)  # fmt: skip
"""Verbs of what befalls somebody: that it must or should be is no demand (`Putin sollte 80 Prozent bekommen`)."""
_BREAKING = frozenset({"brechen", "break", "rompere", "infrangere", "violare"})
_FOR = frozenset({"für", "for", "per"})
_OPEN_QUESTION = frozenset({"ob", "whether", "if", "wenn", "falls", "se"})


def said_of(sentence: SentenceParts, clause: Clause) -> Iterator[Relation]:
    """A row from whoever says it to each named party that a clause blames, praises or obliges."""
    type_ = _judgement(sentence, clause)
    if type_ is None or clause.voice is Voice.PASSIVE or clause.subject_source != "own":
        return
    if any(is_reflexive(each) for each in sentence.graph.children(clause.predicate, "obj", "iobj", "expl")):
        return
    if any(each.lemma.lower() in _OPEN_QUESTION for each in sentence.graph.children(clause.predicate, "mark")):
        return
    speaker = sentence.rows.speaker(clause) or _in_whose_eyes(sentence, clause)
    if speaker is None or speaker.entity is None:
        return
    commitment = sentence.rows.commitment(clause)
    if commitment.polarity is Polarity.NEGATIVE or commitment.modality is Modality.QUESTION:
        return
    for head in _concerned(sentence, clause, type_):
        if sentence.ends.entity_of(sentence.graph, head) != speaker.entity:
            row = sentence.rows.row(clause, "act-of", type_, speaker, head, used=(head,))
            yield replace(row, modality=Modality.ASSERTED, subject=speaker)


def _judgement(sentence: SentenceParts, clause: Clause) -> RelationType | None:
    """The type by the words of the clause alone: cheap, so that most clauses are left at once."""
    words = sentence.lexicon.words
    verb = lemma_of(sentence.graph, clause.predicate, sentence.lexicon.language).lower()
    told = {verb, clause.predicate.text.lower()}
    if verb in words.doing_verbs:
        told.update([each.lemma.lower() for each in clause.objects])
    judged = judgement(words, told) or _broken(sentence, clause, verb)
    if judged is not None:
        return judged
    if clause.copula is not None or verb in _NO_ACTS:
        return None
    for each in clause.auxiliaries:
        lemma = each.lemma.lower()
        if lemma in _MUST or (lemma in _SHOULD and each.text.lower() in _DEMANDING_FORMS):
            return RelationType.REQUEST
    return None


def _broken(sentence: SentenceParts, clause: Clause, verb: str) -> RelationType | None:
    """`habe seine Zusage gebrochen`: whoever says that somebody broke a promise or a treaty blames them."""
    if verb not in _BREAKING:
        return None
    broken = {lemma for frame in sentence.lexicon.verbs.get(verb, ()) for lemma in frame.object_lemmas}
    said = {each.lemma.lower() for each in clause.objects}
    return None if broken.isdisjoint(said) else RelationType.ACCUSE


def judgement(words: Words, said: AbstractSet[str]) -> RelationType | None:
    """Whether one of the words, in lower case, blames or praises whoever they are said of."""
    if not said.isdisjoint(words.blame_words):
        return RelationType.ACCUSE
    return None if said.isdisjoint(words.praise_words) else RelationType.SUPPORT


def _in_whose_eyes(sentence: SentenceParts, clause: Clause) -> End | None:
    """`Für die FPÖ ist das Verhalten der SPÖ ein Skandal`: a phrase in front tells whose view it is."""
    graph = sentence.graph
    if clause.copula is None:
        return None
    hosts = (clause.predicate, *clause.subjects)
    for child in (child for host in hosts for child in graph.children(host, "obl", "nmod")):
        in_front = child.index < clause.copula.index and all(child.index < each.index for each in clause.subjects)
        if in_front and graph.case(child) in _FOR and sentence.ends.mention_of(graph, child) is not None:
            return sentence.ends.end(graph, child)
    return None


def _concerned(sentence: SentenceParts, clause: Clause, type_: RelationType) -> Iterator[Word]:
    """The named subjects, or who does what the subject names (`das Vorgehen Israels sei inakzeptabel`)."""
    for head in clause.subjects:
        if sentence.ends.entity_of(sentence.graph, head) is not None:
            yield head
        elif type_ is not RelationType.REQUEST:
            yield from doers(sentence.graph, head, sentence.ends, sentence.lexicon)
