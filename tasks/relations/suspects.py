"""Who is arrested, accused or convicted for violence is said to have done it: `arrestato per l'omicidio di Anna Neri`.

The arrest itself is the verb's own row; what the violence is called is in the lexicon's nouns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.records import Label, RelationType, Word
from tasks.relations.clauses import Clause
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon, Slot
from tasks.relations.event_noun import frames_of
from tasks.relations.graph import SentenceGraph
from tasks.relations.noun_phrases import dependents, fill

CHARGING = frozenset({RelationType.ACCUSE, RelationType.COERCE, RelationType.SANCTION})
"""Types of verbs that tell what is done to a suspect."""
CONVICTING = frozenset({"condannare", "verurteilen", "convict", "sentence", "jail"})
"""Verbs after which it holds that the suspect did it; after an arrest it may be so."""
_FOR = frozenset({"for", "of", "with", "in", "wegen", "für", "per", "di", "con"})
_ONLY_VICTIM = frozenset({"ai danni di", "nei confronti di"})
_VICTIM = _ONLY_VICTIM | {"a", "on", "an", "against", "contro", "gegen", "su"}


def victims(
    graph: SentenceGraph, clause: Clause, suspects: Sequence[Word], lexicon: Lexicon, ends: EndFinder
) -> Iterator[tuple[Word, Word]]:
    """Each suspect of a verb with each named victim of the violence that a phrase beside the verb names."""
    for phrase in clause.obliques:
        if phrase.adposition not in _FOR or phrase.head.upos != "NOUN":
            continue
        frames = frames_of(phrase.head, lexicon)
        if not any(frame.type is RelationType.ASSAULT and not frame.reciprocal for frame in frames):
            continue
        hurt = fill(graph, phrase.head, Slot("gen"), ends) or dependents(graph, phrase.head, _VICTIM)
        hurt = hurt or [other.head for other in clause.obliques if other.adposition in _ONLY_VICTIM]
        for victim in hurt:
            for suspect in suspects:
                if _are_people(graph, suspect, victim, ends):
                    yield suspect, victim


def _are_people(graph: SentenceGraph, suspect: Word, victim: Word, ends: EndFinder) -> bool:
    """Whether both are named people, not one and the same; who is meant by a pronoun is no victim for sure."""
    named = ends.entity_of(graph, suspect), ends.entity_of(graph, victim)
    if None in named or named[0] == named[1] or victim.upos == "PRON":
        return False
    return all(ends.label_of(graph, each) is Label.PER for each in (suspect, victim))
