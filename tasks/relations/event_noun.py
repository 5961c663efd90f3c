"""An event noun in one of its frames, with the sentence around it, and the questions that readings ask of it.

Which reading fits belongs to nominal.py and occasions.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tasks.records import RelationType, Word
from tasks.relations.clauses import Clause
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon, NounFrame, Slot
from tasks.relations.forms import noun_forms
from tasks.relations.frames import names_time
from tasks.relations.graph import SentenceGraph
from tasks.relations.noun_phrases import dependents, fill
from tasks.relations.predicates import lemma_of

_SHORTEST_FIRST_PART, _SHORTEST_LAST_PART = 3, 6
_OTHER_IN_COMPOUNDS = frozenset({"beratung", "erklärung", "anzeige", "ausbildung", "region", "bericht", "handel"})
"""Nouns that mean something else at the end of a compound (`Unternehmensberatung`, `Steuererklärung`)."""
FACTS = frozenset(
    {
        RelationType.MEMBER_OF,
        RelationType.PART_OF,
        RelationType.LOCATED_IN,
        RelationType.BORDERS,
        RelationType.DIPLOMATIC_RELATION,
    }
)
"""Types that a noun with a copula states (`X is a member of Y`)."""


@dataclass(frozen=True, slots=True)
class EventNoun:
    """An event noun in one of its frames, with the sentence around it."""

    graph: SentenceGraph
    clauses: Mapping[int, Clause]
    word: Word
    frame: NounFrame
    ends: EndFinder
    lexicon: Lexicon

    @property
    def object_slots(self) -> tuple[Slot, ...]:
        """Where the other end may stand."""
        return (*self.frame.objects, Slot("with")) if self.frame.reciprocal else self.frame.objects

    def fill(self, slot: Slot) -> list[Word]:
        """The noun's own phrases that fill a slot."""
        return fill(self.graph, self.word, slot, self.ends)

    def phrases(self, adpositions: frozenset[str]) -> list[Word]:
        """The noun's phrases with one of these adpositions."""
        return dependents(self.graph, self.word, adpositions)

    def verb_above(self, *relations: str) -> tuple[str, Clause] | None:
        """The verb that the noun hangs on by one of these relations: its lemma and clause."""
        head = self.graph.head(self.word)
        clause = self.clauses.get(head.index) if head is not None and self.word.relation in relations else None
        if head is None or clause is None:
            return None
        return lemma_of(self.graph, head, self.lexicon.language).lower(), clause

    def is_time(self, word: Word) -> bool:
        """Whether a phrase says when."""
        return names_time(word, self.lexicon.words)

    def named(self, words: Iterable[Word], clause: Clause) -> tuple[Word, ...]:
        """Those of the words that have a name and are no subject of the clause."""
        return tuple(w for w in words if w not in clause.subjects and self.ends.label_of(self.graph, w) is not None)


@dataclass(frozen=True, slots=True)
class NominalEvent:
    """A noun that names an event with whoever takes part.

    Attributes:
        noun: the event noun.
        subjects: heads of those who do it.
        objects: heads of those it concerns.
        carrier: the light verb's clause, if there is one; it decides tense and polarity.
    """

    noun: Word
    frame: NounFrame
    subjects: tuple[Word, ...]
    objects: tuple[Word, ...]
    carrier: Clause | None = None


def frames_of(noun: Word, lexicon: Lexicon) -> tuple[NounFrame, ...]:
    """The entries of an event noun, also of one whose lemma the engine got wrong."""
    lemma = noun.lemma.lower()
    found = lexicon.nouns.get(lemma)
    if found is None and "-" in lemma:
        found = lexicon.nouns.get(lemma.rpartition("-")[2])
    if found is None:
        found = lexicon.nouns.get(noun_forms(lexicon.language).get(noun.text.lower(), ""))
    if found is None and lexicon.language == "de":
        found = tuple(frame for frame in _frames_of_last_part(noun.text.lower(), lexicon) if frame.type not in FACTS)
    return found or ()


def _frames_of_last_part(form: str, lexicon: Lexicon) -> tuple[NounFrame, ...]:
    """A German compound is a kind of what its last part names (`Missbrauchsvorwürfe`, `Außenministertreffen`)."""
    forms = noun_forms(lexicon.language)
    for cut in range(_SHORTEST_FIRST_PART, len(form) - _SHORTEST_LAST_PART + 1):
        lemma = forms.get(form[cut:])
        if lemma is not None and len(lemma) >= _SHORTEST_LAST_PART and lemma not in _OTHER_IN_COMPOUNDS:
            return lexicon.nouns.get(lemma, ())
    return ()
