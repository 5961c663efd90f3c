"""Events that a noun names: `Russia's invasion of Ukraine`, `der Besuch Blinkens in Astana`, light verbs.

Verbs with frames belong to frames.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tasks.records import Label, RelationType, Voice, Word
from tasks.relations.accompaniments import given_beside
from tasks.relations.clauses import Clause
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon, Slot
from tasks.relations.event_noun import FACTS, EventNoun, NominalEvent, frames_of
from tasks.relations.given_events import given_event
from tasks.relations.graph import SentenceGraph
from tasks.relations.noun_phrases import BETWEEN, WITH, agents, fits
from tasks.relations.occasions import on_occasion
from tasks.relations.predicates import lemma_of

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
_FINISHING = frozenset({"beenden", "end", "concludere"})
"""Verbs of what is brought to its end: to end a visit or talks is no breach."""
_MADE_TOGETHER = frozenset({RelationType.AGREE, RelationType.COOPERATE})
_WITH_OR_TO = frozenset({*WITH, "to", "for", "für", "an", "nach", "zu", "a", "per", "verso"})


def nominal_events(
    graph: SentenceGraph, clauses: Mapping[int, Clause], lexicon: Lexicon, ends: EndFinder
) -> Iterator[NominalEvent]:
    """Events of one sentence; one a noun, only those with an end on each side or a light verb."""
    for word in graph.words:
        if word.upos not in {"NOUN", "PROPN"}:
            continue
        for frame in frames_of(word, lexicon):
            if frame.beside and not _stands_beside(graph, word, frame.beside):
                continue
            if frame.type is RelationType.CONSULT and ends.acts_for_owner(word):
                continue
            event = _event(EventNoun(graph, clauses, word, frame, ends, lexicon))
            if event is not None and _labels_fit(graph, event, ends):
                yield event
                break


def _stands_beside(graph: SentenceGraph, noun: Word, wanted: frozenset[str]) -> bool:
    """Whether one of these words makes the noun another thing (`a trade war`, `guerra commerciale`)."""
    return any(each.lemma.lower() in wanted for each in graph.children(noun, "amod", "compound", "nmod", "acl"))


def _labels_fit(graph: SentenceGraph, event: NominalEvent, ends: EndFinder) -> bool:
    wanted = event.frame.object_labels
    if event.frame.type is RelationType.LOCATED_IN and _are_people(graph, event.subjects, ends):
        return False
    if event.frame.type is RelationType.DIPLOMATIC_RELATION and _are_people(
        graph, (*event.subjects, *event.objects), ends
    ):
        return False
    return not wanted or any(ends.label_of(graph, word) in wanted for word in event.objects)


def _are_people(graph: SentenceGraph, words: Iterable[Word], ends: EndFinder) -> bool:
    """Whether one of the words names a person: who has no seat or envoys, is part of nothing and borders on nothing."""
    return any(ends.label_of(graph, word) is Label.PER for word in words)


def _event(noun: EventNoun) -> NominalEvent | None:
    """The event by the first reading that fits: ended, between two, received, apposed, carried, by its own phrases."""
    carrier = _carrier(noun)
    found = _ended(noun) or _between(noun, carrier) or given_event(noun) or _apposed(noun)
    if found is not None:
        return found
    if carrier is not None and carrier.subjects:
        return _carried(noun, carrier)
    subjects, objects = ([], []) if carrier is None and _meet_each_other(noun) else _own_ends(noun)
    if not subjects and not objects:
        subjects, objects = _planned(noun)
    if not subjects and not objects:
        subjects, objects = on_occasion(noun)
    if not subjects and not objects:
        subjects, objects = given_beside(noun)
    if not subjects and not objects and carrier is None:
        return _alone(noun)
    if not subjects or not objects or not (carrier or _has_name(noun, [*subjects, *objects])):
        return None
    return NominalEvent(noun.word, noun.frame, tuple(subjects), tuple(objects), carrier)


def _meet_each_other(noun: EventNoun) -> bool:
    """`the meeting of the leaders of Turkey and Germany in Berlin`: those whose it is take part, not the place."""
    found = next((heads for slot in noun.frame.subjects if (heads := noun.fill(slot))), [])
    return noun.frame.reciprocal and len(found) == 1 and len(noun.ends.each(noun.graph, found[0])) > 1


def _has_name(noun: EventNoun, words: Iterable[Word]) -> bool:
    ends = noun.ends
    return any(
        word.upos == "PROPN" or ends.entity_of(noun.graph, word) is not None or ends.acts_for_owner(word)
        for word in words
    )


def _between(noun: EventNoun, carrier: Clause | None) -> NominalEvent | None:
    """`talks between A and B`."""
    found = noun.phrases(BETWEEN)
    above = noun.verb_above("obj", "nsubj", "obl") if noun.frame.reciprocal and not found else None
    if above is not None:
        found = [each.head for each in above[1].obliques if each.adposition in BETWEEN]
    if len(found) == 1:
        found = [*found, *_joined_after(noun.graph, found[0])]
    if not noun.frame.reciprocal or len(found) < 2:
        return None
    return NominalEvent(noun.word, noun.frame, (found[0],), tuple(found[1:]), carrier)


def _alone(noun: EventNoun) -> NominalEvent | None:
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


def _apposed(noun: EventNoun) -> NominalEvent | None:
    """`Hungary, a member of the EU, ...`, `YouTube, sussidiaria di Google`: a fact of the name that a noun describes.

    Offices have rows of their own.
    """
    head = noun.graph.head(noun.word)
    if noun.frame.type not in FACTS or head is None or noun.word.relation != "appos" or head.index > noun.word.index:
        return None
    if noun.frame.type is not RelationType.MEMBER_OF and _are_people(noun.graph, (head,), noun.ends):
        return None
    if (noun.word.lemma.lower(),) in noun.lexicon.offices or noun.ends.mention_of(noun.graph, head) is None:
        return None
    for slot in noun.object_slots:
        objects = [word for word in noun.fill(slot) if word is not head]
        if objects:
            return NominalEvent(noun.word, noun.frame, (head,), tuple(objects))
    return None


def _ended(noun: EventNoun) -> NominalEvent | None:
    """`suspended aid to Mali`, `brach die Gespräche mit Iran ab`: to end what joins one to another is a sanction."""
    above = noun.verb_above("obj", "nsubj")
    if above is None or noun.frame.type not in _JOINING:
        return None
    lemma, clause = above
    if lemma in _FINISHING and noun.frame.type is RelationType.CONSULT:
        return None
    if lemma not in noun.lexicon.words.ending_verbs or noun.word not in clause.objects or not clause.subjects:
        return None
    wanted = _WITH_OR_TO | {slot.adposition for slot in noun.frame.objects if slot.kind == "obl"}
    objects = noun.phrases(wanted) or noun.fill(Slot("adj"))
    named = noun.named(objects or [each.head for each in clause.obliques if each.adposition in wanted], clause)
    if not named and noun.frame.reciprocal and len(clause.subjects) > 1:
        ended = replace(noun.frame, type=RelationType.SANCTION)
        return NominalEvent(noun.word, ended, clause.subjects[:1], clause.subjects[1:], clause)
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


def _planned(noun: EventNoun) -> tuple[list[Word], list[Word]]:
    """`Pompeo plans a visit to Pyongyang`: whoever plans, promises or refuses an event takes part in it.

    So does who makes an agreement known (`PostePay ha annunciato un accordo con Open Fiber`).
    """
    above = noun.verb_above("obj")
    if above is None or above[1].voice is Voice.PASSIVE:
        return [], []
    made_known = above[0] in noun.lexicon.speech_verbs and noun.frame.type in _MADE_TOGETHER
    if above[0] not in noun.lexicon.controls and not made_known:
        return [], []
    slots = (Slot("with"),) if made_known else noun.object_slots
    objects = next((found for slot in slots if (found := noun.fill(slot))), [])
    return [word for word in above[1].subjects if word not in objects], objects


def _carried(noun: EventNoun, carrier: Clause) -> NominalEvent | None:
    """With a light verb: its subject acts, the noun's or the verb's phrases hold the other end."""
    frame = noun.frame
    objects: list[Word] = []
    for slot in noun.object_slots:
        objects = objects or [word for word in noun.fill(slot) if word not in carrier.subjects]
        if not objects:
            objects = [each.head for each in carrier.obliques if fits(each, slot) and not noun.is_time(each.head)]
        if not objects and slot.kind in {"obj", "iobj"}:
            beside = [each for each in carrier.objects if each.index < noun.word.index and noun.word in carrier.objects]
            idiom = noun.word not in carrier.objects and slot.kind == "obj"
            objects = list(carrier.recipients) or (list(carrier.objects) if idiom else beside)
    if not objects and frame.reciprocal and len(carrier.subjects) > 1:
        return NominalEvent(noun.word, frame, carrier.subjects[:1], carrier.subjects[1:], carrier)
    if not objects and not any(slot.kind == "none" for slot in frame.objects):
        return None
    return NominalEvent(noun.word, frame, carrier.subjects, tuple(objects), carrier)


def _own_ends(noun: EventNoun) -> tuple[list[Word], list[Word]]:
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
            if object_slot.kind == "adj":
                objects = [word for word in objects if word.relation == "compound"]
            if objects:
                return subjects, objects
    return [], []


def _carrier(noun: EventNoun) -> Clause | None:
    """The light verb's clause, also of a participle (`le sanzioni imposte dall'Onu`); for a fact that of a copula."""
    above = noun.verb_above("obj", "nsubj", "obl", "xcomp")
    head = noun.graph.head(noun.word)
    parted = head is not None and noun.lexicon.language == "de" and noun.graph.child(head, "compound") is not None
    names = () if head is None or above is None else (above[0],) if parted else (above[0], head.lemma.lower())
    light = bool(noun.frame.light.intersection(names))
    if above is not None and light and noun.word not in above[1].subjects:
        return above[1]
    for child in noun.graph.children(noun.word, "acl"):
        clause = noun.clauses.get(child.index)
        lemma = lemma_of(noun.graph, child, noun.lexicon.language).lower()
        if clause is not None and clause.voice is Voice.PASSIVE and clause.subjects and lemma in noun.frame.light:
            return clause
    states = noun.frame.type in FACTS or "be" in noun.frame.light
    predicated = noun.clauses.get(noun.word.index) if states else None
    return predicated if predicated is not None and predicated.copula is not None else None
