"""Events that a noun names: `Russia's invasion of Ukraine`, `der Besuch Blinkens in Astana`, light verbs.

Verbs with frames belong to frames.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tasks.records import Language, RelationType, Voice, Word
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


def nominal_events(
    graph: SentenceGraph, clauses: Mapping[int, Clause], lexicon: Lexicon, ends: EndFinder
) -> Iterator[NominalEvent]:
    """Events of one sentence; one a noun, only those with an end on each side or a light verb."""
    for noun in graph.words:
        if noun.upos not in {"NOUN", "PROPN"}:
            continue
        for frame in frames_of(noun, lexicon):
            event = _event(graph, clauses, noun, frame, ends, lexicon)
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


def _event(
    graph: SentenceGraph,
    clauses: Mapping[int, Clause],
    noun: Word,
    frame: NounFrame,
    ends: EndFinder,
    lexicon: Lexicon,
) -> NominalEvent | None:
    ended = _ended(graph, clauses, noun, frame, ends, lexicon)
    if ended is not None:
        return ended
    carrier = _carrier(graph, clauses, noun, frame, lexicon.language)
    if carrier is None and frame.type in FACTS:
        predicated = clauses.get(noun.index)
        carrier = predicated if predicated is not None and predicated.copula is not None else None
    between = dependents(graph, noun, BETWEEN)
    if len(between) == 1:
        between = [*between, *_joined_after(graph, between[0])]
    if frame.reciprocal and len(between) > 1:
        return NominalEvent(noun, frame, (between[0],), tuple(between[1:]), carrier)
    if carrier is not None and carrier.subjects:
        return _carried(graph, noun, frame, carrier, ends)
    subjects, objects = _own_ends(graph, noun, frame, ends)
    if not subjects and not objects:
        subjects, objects = _planned(graph, clauses, noun, frame, ends, lexicon)
    if not subjects and not objects and frame.reciprocal:
        subjects, objects = _beside_verb(graph, clauses, noun, ends)
    named = any(
        word.upos == "PROPN" or ends.entity_of(graph, word) is not None or ends.acts_for_owner(word)
        for word in (*subjects, *objects)
    )
    if not subjects and not objects and carrier is None:
        subjects = _alone(graph, noun, frame, ends)
        return NominalEvent(noun, frame, tuple(subjects), ()) if subjects else None
    if not subjects or not objects or not (named or carrier):
        return None
    return NominalEvent(noun, frame, tuple(subjects), tuple(objects), carrier)


def _alone(graph: SentenceGraph, noun: Word, frame: NounFrame, ends: EndFinder) -> list[Word]:
    """`der Rückzug Frankreichs`: a name that does what concerns nobody else, of a noun that needs no other end."""
    if frame.type is RelationType.STATE or not any(slot.kind == "none" for slot in frame.objects):
        return []
    found = next((heads for slot in frame.subjects if (heads := fill(graph, noun, slot, ends))), [])
    return [word for word in found if word.upos == "PROPN" and ends.mention_of(graph, word) is not None]


def _ended(
    graph: SentenceGraph,
    clauses: Mapping[int, Clause],
    noun: Word,
    frame: NounFrame,
    ends: EndFinder,
    lexicon: Lexicon,
) -> NominalEvent | None:
    """`suspended aid to Mali`, `brach die Gespräche mit Iran ab`: to end what joins one to another is a sanction."""
    head = graph.head(noun)
    clause = clauses.get(head.index) if head is not None and noun.relation in {"obj", "nsubj"} else None
    if (
        clause is None
        or head is None
        or frame.type not in _JOINING
        or noun not in clause.objects
        or not clause.subjects
    ):
        return None
    if lemma_of(graph, head, lexicon.language).lower() not in lexicon.words.ending_verbs:
        return None
    wanted = _WITH_OR_TO | {slot.adposition for slot in frame.objects if slot.kind == "obl"}
    objects = dependents(graph, noun, wanted) or fill(graph, noun, Slot("adj"), ends)
    objects = objects or [each.head for each in clause.obliques if each.adposition in wanted]
    named = [word for word in objects if word not in clause.subjects and ends.label_of(graph, word) is not None]
    if not named:
        return None
    sanction = replace(frame, type=RelationType.SANCTION)
    return NominalEvent(noun, sanction, clause.subjects, tuple(named), clause)


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


def _planned(
    graph: SentenceGraph,
    clauses: Mapping[int, Clause],
    noun: Word,
    frame: NounFrame,
    ends: EndFinder,
    lexicon: Lexicon,
) -> tuple[list[Word], list[Word]]:
    """`Pompeo plans a visit to Pyongyang`: whoever plans, promises or refuses an event takes part in it."""
    head = graph.head(noun)
    if head is None or noun.relation != "obj":
        return [], []
    clause = clauses.get(head.index)
    lemma = lemma_of(graph, head, lexicon.language).lower()
    if clause is None or clause.voice is Voice.PASSIVE or lemma not in lexicon.controls:
        return [], []
    slots = (*frame.objects, Slot("with")) if frame.reciprocal else frame.objects
    objects = next((found for slot in slots if (found := fill(graph, noun, slot, ends))), [])
    return [word for word in clause.subjects if word not in objects], objects


def _beside_verb(
    graph: SentenceGraph, clauses: Mapping[int, Clause], noun: Word, ends: EndFinder
) -> tuple[list[Word], list[Word]]:
    """`After talks with Xi, Biden said ...`: whoever acts after or during a meeting took part in it."""
    objects = dependents(graph, noun, WITH)
    top = noun
    head = graph.head(noun)
    while objects and top.relation == "nmod" and head is not None and head.lemma.lower() in _OCCASIONS:
        top, head = head, graph.head(head)
    clause = clauses.get(head.index) if head is not None and top.relation == "obl" else None
    if not objects or clause is None or not _is_after(graph, top):
        return [], []
    subjects = [word for word in logical_surface_subject(clause) if ends.label_of(graph, word) is not None]
    return ([word for word in subjects if word not in objects], objects) if len(subjects) == 1 else ([], [])


def _is_after(graph: SentenceGraph, head: Word) -> bool:
    markers = graph.case_words(head)
    return bool(markers) and markers[0].text.lower() in _DURING


def _carried(
    graph: SentenceGraph, noun: Word, frame: NounFrame, carrier: Clause, ends: EndFinder
) -> NominalEvent | None:
    """With a light verb: its subject acts, the noun's or the verb's phrases hold the other end."""
    objects: list[Word] = []
    slots = (*frame.objects, Slot("with")) if frame.reciprocal else frame.objects
    for slot in slots:
        objects = objects or [word for word in fill(graph, noun, slot, ends) if word not in carrier.subjects]
        if not objects:
            objects = [each.head for each in carrier.obliques if fits(each, slot)]
        if not objects and slot.kind in {"obj", "iobj"}:
            objects = list(carrier.recipients)
    if not objects and frame.reciprocal and len(carrier.subjects) > 1:
        return NominalEvent(noun, frame, carrier.subjects[:1], carrier.subjects[1:], carrier)
    if not objects and not any(slot.kind == "none" for slot in frame.objects):
        return None
    return NominalEvent(noun, frame, carrier.subjects, tuple(objects), carrier)


def _own_ends(graph: SentenceGraph, noun: Word, frame: NounFrame, ends: EndFinder) -> tuple[list[Word], list[Word]]:
    """Both ends from the noun's own phrases.

    A genitive can be either end (`l'invasione russa dell'Ucraina`, `l'invasione della Russia`): slots that say more
    are tried first, and the object takes what they leave.
    """
    by_agent = agents(graph, noun)
    if by_agent:
        for slot in (*frame.objects, Slot("gen")):
            objects = [word for word in fill(graph, noun, slot, ends) if word not in by_agent]
            if objects:
                return by_agent, objects
    subject_slots = sorted(frame.subjects, key=lambda slot: {"gen": 2, "adj": 1}.get(slot.kind, 0))
    object_slots = (*frame.objects, Slot("with")) if frame.reciprocal else frame.objects
    for subject_slot in subject_slots:
        subjects = fill(graph, noun, subject_slot, ends)
        if not subjects:
            continue
        if frame.reciprocal and len(subjects) > 1 and not any(fill(graph, noun, slot, ends) for slot in object_slots):
            return subjects[:1], subjects[1:]
        for object_slot in object_slots:
            objects = [word for word in fill(graph, noun, object_slot, ends) if word not in subjects]
            if objects:
                return subjects, objects
    return [], []


def _carrier(
    graph: SentenceGraph, clauses: Mapping[int, Clause], noun: Word, frame: NounFrame, language: Language
) -> Clause | None:
    head = graph.head(noun)
    if head is None or noun.relation not in {"obj", "nsubj", "obl"}:
        return None
    if head.lemma.lower() not in frame.light and lemma_of(graph, head, language).lower() not in frame.light:
        return None
    clause = clauses.get(head.index)
    return clause if clause is not None and noun not in clause.subjects else None
