"""A predicate with its logical ends: the records that rules read.

How they are found belongs to clause_finder.py; what a predicate means and how the text commits to it to other modules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tasks.records import Voice, Word
from tasks.relations.graph import SentenceGraph


@dataclass(frozen=True, slots=True)
class Oblique:
    """A phrase that hangs on a predicate with an adposition or none.

    Attributes:
        head: head of the noun phrase.
        adposition: lemma of the adposition, lower case; empty if there is none.
        markers: the adposition's words.
    """

    head: Word
    adposition: str
    markers: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and its logical ends.

    Attributes:
        predicate: the verb, or the nominal or adjective that a copula makes a predicate.
        copula: the copula's word, None for a verb.
        subjects: heads of the logical subjects; for a passive the agent.
        objects: heads of the logical objects; for a passive the patient.
        recipients: indirect objects.
        obliques: other phrases, agent excluded.
        content: head of a clausal complement.
        governors: predicates that embed this one, nearest first.
        subject_source: how the subject was found: `own`, `coordination`, `control`, `relative`, `participle`,
            `adverbial`, `noun`, or `none`.
    """

    predicate: Word
    copula: Word | None
    voice: Voice
    subjects: tuple[Word, ...] = ()
    objects: tuple[Word, ...] = ()
    recipients: tuple[Word, ...] = ()
    obliques: tuple[Oblique, ...] = ()
    content: Word | None = None
    governors: tuple[Word, ...] = ()
    subject_source: str = "none"
    auxiliaries: tuple[Word, ...] = ()
    finite: bool = False
    shared_object: bool = False


def logical_surface_subject(clause: Clause) -> tuple[Word, ...]:
    """The grammatical subject's heads: the patient of a passive, else the subject."""
    return clause.objects if clause.voice is Voice.PASSIVE else clause.subjects


def clause_above(graph: SentenceGraph, clauses: Mapping[int, Clause], word: Word) -> Clause | None:
    """The nearest clause that holds this word."""
    for ancestor in (word, *graph.ancestors(word)):
        found = clauses.get(ancestor.index)
        if found is not None:
            return found
    return None
