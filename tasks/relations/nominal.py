"""Events that a noun names: `Russia's invasion of Ukraine`, `der Besuch Blinkens in Astana`, light verbs.

Verbs with frames belong to frames.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tasks.records import RelationType, Voice, Word
from tasks.relations.clauses import Clause, logical_surface_subject
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon, NounFrame, Slot
from tasks.relations.forms import noun_forms
from tasks.relations.graph import SentenceGraph
from tasks.relations.noun_phrases import BETWEEN, WITH, agents, dependents, fill, fits
from tasks.relations.predicates import lemma_of

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
_REACH_OF_SECOND = 7
_JOINING = frozenset(
    {
        RelationType.AID,
        RelationType.AGREE,
        RelationType.CONSULT,
        RelationType.COOPERATE,
        RelationType.DIPLOMATIC_RELATION,
    }
)
_GIVEN = frozenset(
    {RelationType.ACCUSE, RelationType.AID, RelationType.REQUEST, RelationType.SUPPORT, RelationType.THREATEN}
)
_FROM = frozenset({"from", "by", "von", "aus", "da", "da parte di"})
_WITH_OR_TO = frozenset({*WITH, "to", "for", "für", "an", "nach", "zu", "a", "per", "verso"})
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


@dataclass(frozen=True, slots=True)
class _EventNoun:
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

    def named(self, words: Iterable[Word], clause: Clause) -> tuple[Word, ...]:
        """Those of the words that have a name and are no subject of the clause."""
        return tuple(w for w in words if w not in clause.subjects and self.ends.label_of(self.graph, w) is not None)


def nominal_events(
    graph: SentenceGraph, clauses: Mapping[int, Clause], lexicon: Lexicon, ends: EndFinder
) -> Iterator[NominalEvent]:
    """Events of one sentence; one a noun, only those with an end on each side or a light verb."""
    for word in graph.words:
        if word.upos not in {"NOUN", "PROPN"}:
            continue
        for frame in frames_of(word, lexicon):
            event = _event(_EventNoun(graph, clauses, word, frame, ends, lexicon))
            if event is not None and _labels_fit(graph, event, ends):
                yield event
                break


def _labels_fit(graph: SentenceGraph, event: NominalEvent, ends: EndFinder) -> bool:
    wanted = event.frame.object_labels
    return not wanted or any(ends.label_of(graph, word) in wanted for word in event.objects)


def frames_of(noun: Word, lexicon: Lexicon) -> tuple[NounFrame, ...]:
    """The entries of an event noun, also of one whose lemma the engine got wrong."""
    lemma = noun.lemma.lower()
    found = lexicon.nouns.get(lemma)
    if found is None and "-" in lemma:
        found = lexicon.nouns.get(lemma.rpartition("-")[2])
    if found is None:
        found = lexicon.nouns.get(noun_forms(lexicon.language).get(noun.text.lower(), ""))
    return found or ()


def _event(noun: _EventNoun) -> NominalEvent | None:
    """The event by the first reading that fits: ended, between two, received, with a light verb, by its own phrases."""
    carrier = _carrier(noun)
    found = _ended(noun) or _between(noun, carrier) or _received(noun)
    if found is not None:
        return found
    if carrier is not None and carrier.subjects:
        return _carried(noun, carrier)
    subjects, objects = _own_ends(noun)
    if not subjects and not objects:
        subjects, objects = _planned(noun)
    if not subjects and not objects and noun.frame.reciprocal:
        subjects, objects = _beside_verb(noun)
    if not subjects and not objects and carrier is None:
        return _alone(noun)
    if not subjects or not objects or not (carrier or _has_name(noun, [*subjects, *objects])):
        return None
    return NominalEvent(noun.word, noun.frame, tuple(subjects), tuple(objects), carrier)


def _has_name(noun: _EventNoun, words: Iterable[Word]) -> bool:
    ends = noun.ends
    return any(
        word.upos == "PROPN" or ends.entity_of(noun.graph, word) is not None or ends.acts_for_owner(word)
        for word in words
    )


def _between(noun: _EventNoun, carrier: Clause | None) -> NominalEvent | None:
    """`talks between A and B`."""
    found = noun.phrases(BETWEEN)
    if len(found) == 1:
        found = [*found, *_joined_after(noun.graph, found[0])]
    if not noun.frame.reciprocal or len(found) < 2:
        return None
    return NominalEvent(noun.word, noun.frame, (found[0],), tuple(found[1:]), carrier)


def _alone(noun: _EventNoun) -> NominalEvent | None:
    """A noun with one end: who does what concerns nobody else, or several who meet.

    `der Rückzug Frankreichs`, `the meeting of the leaders of Turkey and Germany`.
    """
    frame = noun.frame
    found = next((heads for slot in frame.subjects if (heads := noun.fill(slot))), [])
    if frame.reciprocal and len(found) == 1 and len(noun.ends.each(noun.graph, found[0])) > 1:
        return NominalEvent(noun.word, frame, tuple(found), ())
    if frame.type is RelationType.STATE or not any(slot.kind == "none" for slot in frame.objects):
        return None
    named = [w for w in found if w.upos == "PROPN" and noun.ends.mention_of(noun.graph, w) is not None]
    return NominalEvent(noun.word, frame, tuple(named), ()) if named else None


def _received(noun: _EventNoun) -> NominalEvent | None:
    """`won backing from Meloni`, `erhielt Drohungen von Orban`: who receives an event is whom it concerns."""
    above = noun.verb_above("obj")
    if above is None or noun.frame.type not in _GIVEN:
        return None
    lemma, clause = above
    if lemma not in noun.lexicon.words.receiving_verbs or not clause.subjects or clause.objects != (noun.word,):
        return None
    givers = agents(noun.graph, noun.word) or noun.phrases(_FROM)
    named = noun.named(givers or [each.head for each in clause.obliques if each.adposition in _FROM], clause)
    return NominalEvent(noun.word, noun.frame, named, clause.subjects, clause) if named else None


def _ended(noun: _EventNoun) -> NominalEvent | None:
    """`suspended aid to Mali`, `brach die Gespräche mit Iran ab`: to end what joins one to another is a sanction."""
    above = noun.verb_above("obj", "nsubj")
    if above is None or noun.frame.type not in _JOINING:
        return None
    lemma, clause = above
    if lemma not in noun.lexicon.words.ending_verbs or noun.word not in clause.objects or not clause.subjects:
        return None
    wanted = _WITH_OR_TO | {slot.adposition for slot in noun.frame.objects if slot.kind == "obl"}
    objects = noun.phrases(wanted) or noun.fill(Slot("adj"))
    named = noun.named(objects or [each.head for each in clause.obliques if each.adposition in wanted], clause)
    if not named:
        return None
    return NominalEvent(noun.word, replace(noun.frame, type=RelationType.SANCTION), clause.subjects, named, clause)


def _joined_after(graph: SentenceGraph, first: Word) -> list[Word]:
    """`between A and B` where the parser hung B elsewhere: the nominal behind the conjunction that follows A."""
    place = max(word.index for word in graph.phrase(first))
    words = graph.words[place : place + _REACH_OF_SECOND]
    if not words or words[0].upos != "CCONJ":
        return []
    for word in words[1:]:
        if word.upos in {"NOUN", "PROPN"} and word.relation not in {"compound", "flat"}:
            return [word]
        if word.upos not in {"DET", "ADJ", "PROPN", "NOUN", "ADP"}:
            return []
    return []


def _planned(noun: _EventNoun) -> tuple[list[Word], list[Word]]:
    """`Pompeo plans a visit to Pyongyang`: whoever plans, promises or refuses an event takes part in it."""
    above = noun.verb_above("obj")
    if above is None or above[1].voice is Voice.PASSIVE or above[0] not in noun.lexicon.controls:
        return [], []
    objects = next((found for slot in noun.object_slots if (found := noun.fill(slot))), [])
    return [word for word in above[1].subjects if word not in objects], objects


def _beside_verb(noun: _EventNoun) -> tuple[list[Word], list[Word]]:
    """`After talks with Xi, Biden said ...`: whoever acts after or during a meeting took part in it."""
    graph, top = noun.graph, noun.word
    objects = noun.phrases(WITH)
    head = graph.head(top)
    while objects and top.relation == "nmod" and head is not None and head.lemma.lower() in _OCCASIONS:
        top, head = head, graph.head(head)
    clause = noun.clauses.get(head.index) if head is not None and top.relation == "obl" else None
    if not objects or clause is None or not _is_after(graph, top):
        return [], []
    subjects = [word for word in logical_surface_subject(clause) if noun.ends.label_of(graph, word) is not None]
    return ([word for word in subjects if word not in objects], objects) if len(subjects) == 1 else ([], [])


def _is_after(graph: SentenceGraph, head: Word) -> bool:
    markers = graph.case_words(head)
    return bool(markers) and markers[0].text.lower() in _DURING


def _carried(noun: _EventNoun, carrier: Clause) -> NominalEvent | None:
    """With a light verb: its subject acts, the noun's or the verb's phrases hold the other end."""
    frame = noun.frame
    objects: list[Word] = []
    for slot in noun.object_slots:
        objects = objects or [word for word in noun.fill(slot) if word not in carrier.subjects]
        if not objects:
            objects = [each.head for each in carrier.obliques if fits(each, slot)]
        if not objects and slot.kind in {"obj", "iobj"}:
            objects = list(carrier.recipients)
    if not objects and frame.reciprocal and len(carrier.subjects) > 1:
        return NominalEvent(noun.word, frame, carrier.subjects[:1], carrier.subjects[1:], carrier)
    if not objects and not any(slot.kind == "none" for slot in frame.objects):
        return None
    return NominalEvent(noun.word, frame, carrier.subjects, tuple(objects), carrier)


def _own_ends(noun: _EventNoun) -> tuple[list[Word], list[Word]]:
    """Both ends from the noun's own phrases.

    A genitive can be either end (`l'invasione russa dell'Ucraina`, `l'invasione della Russia`): slots that say more
    are tried first, and the object takes what they leave.
    """
    frame = noun.frame
    by_agent = agents(noun.graph, noun.word)
    if by_agent:
        for slot in (*frame.objects, Slot("gen")):
            objects = [word for word in noun.fill(slot) if word not in by_agent]
            if objects:
                return by_agent, objects
    for subject_slot in sorted(frame.subjects, key=lambda slot: {"gen": 2, "adj": 1}.get(slot.kind, 0)):
        subjects = noun.fill(subject_slot)
        if not subjects:
            continue
        if frame.reciprocal and len(subjects) > 1 and not any(noun.fill(slot) for slot in noun.object_slots):
            return subjects[:1], subjects[1:]
        for object_slot in noun.object_slots:
            objects = [word for word in noun.fill(object_slot) if word not in subjects]
            if objects:
                return subjects, objects
    return [], []


def _carrier(noun: _EventNoun) -> Clause | None:
    """The light verb's clause; for a fact also that of a copula (`X is a member of Y`)."""
    above = noun.verb_above("obj", "nsubj", "obl")
    head = noun.graph.head(noun.word)
    light = head is not None and above is not None and {above[0], head.lemma.lower()} & noun.frame.light
    if above is not None and light and noun.word not in above[1].subjects:
        return above[1]
    predicated = noun.clauses.get(noun.word.index) if noun.frame.type in FACTS else None
    return predicated if predicated is not None and predicated.copula is not None else None
