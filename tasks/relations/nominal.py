"""Events that a noun names: `Russia's invasion of Ukraine`, `der Besuch Blinkens in Astana`, light verbs.

Verbs with frames belong to frames.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tasks.records import EntityKind, Label, Word
from tasks.relations.clauses import Clause, Oblique
from tasks.relations.ends import EndFinder
from tasks.relations.frames import matches
from tasks.relations.graph import SentenceGraph
from tasks.relations.lexicon import Lexicon, NounFrame, Slot

_OF = frozenset({"of", "von", "di"})
_BETWEEN = frozenset({"between", "zwischen", "tra", "fra", "among"})
_WITH = frozenset({"with", "mit", "con"})


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
        for frame in _frames(noun, lexicon):
            event = _event(graph, clauses, noun, frame, ends)
            if event is not None:
                yield event
                break


def _frames(noun: Word, lexicon: Lexicon) -> tuple[NounFrame, ...]:
    lemma = noun.lemma.lower()
    found = lexicon.nouns.get(lemma)
    if found is None and "-" in lemma:
        found = lexicon.nouns.get(lemma.rpartition("-")[2])
    return found or ()


def _event(
    graph: SentenceGraph, clauses: Mapping[int, Clause], noun: Word, frame: NounFrame, ends: EndFinder
) -> NominalEvent | None:
    carrier = _carrier(graph, clauses, noun, frame)
    between = _dependents(graph, noun, _BETWEEN)
    if frame.reciprocal and len(between) > 1:
        return NominalEvent(noun, frame, (between[0],), tuple(between[1:]), carrier)
    subjects: list[Word] = list(carrier.subjects) if carrier else []
    own: list[Word] = []
    for slot in frame.subjects:
        own = own or _fill(graph, noun, slot, ends)
    objects: list[Word] = []
    for slot in frame.objects:
        objects = objects or [word for word in _fill(graph, noun, slot, ends) if word not in own]
        if not objects and carrier is not None:
            objects = [each.head for each in carrier.obliques if _fits(each, slot)]
            if not objects and slot.kind in {"obj", "iobj"}:
                objects = list(carrier.recipients)
    if frame.reciprocal and own and not objects:
        objects = [word for word in _fill(graph, noun, Slot("with"), ends) if word not in own]
    if not subjects:
        subjects = own
    if not objects and carrier is not None and own and own != subjects:
        objects = own
    if not subjects and frame.reciprocal and len(objects) > 1:
        subjects, objects = objects[:1], objects[1:]
    if carrier is None:
        named = [word for word in (*subjects, *objects) if ends.entity_of(graph, word) is not None]
        if not subjects or not objects or not named:
            return None
    if not subjects or not objects or subjects == objects:
        return None
    return NominalEvent(noun, frame, tuple(subjects), tuple(objects), carrier)


def _carrier(
    graph: SentenceGraph, clauses: Mapping[int, Clause], noun: Word, frame: NounFrame
) -> Clause | None:
    head = graph.head(noun)
    if head is None or head.lemma.lower() not in frame.light or noun.relation not in {"obj", "nsubj", "obl"}:
        return None
    clause = clauses.get(head.index)
    return clause if clause is not None and noun not in clause.subjects else None


def _fits(oblique: Oblique, slot: Slot) -> bool:
    if slot.kind == "with":
        return matches(oblique, _WITH)
    return slot.kind == "obl" and matches(oblique, frozenset({slot.adposition}))


def _fill(graph: SentenceGraph, noun: Word, slot: Slot, ends: EndFinder) -> list[Word]:
    if slot.kind == "gen":
        return _owners(graph, noun, ends)
    if slot.kind == "adj":
        return _nationalities(graph, noun, ends)
    if slot.kind == "with":
        return _dependents(graph, noun, _WITH) or _dependents(graph, noun, _BETWEEN)
    if slot.kind == "obl":
        return _dependents(graph, noun, frozenset({slot.adposition}))
    return []


def _dependents(graph: SentenceGraph, noun: Word, wanted: frozenset[str]) -> list[Word]:
    found: list[Word] = []
    for child in graph.children(noun, "nmod", "obl"):
        markers = graph.case_words(child)
        if markers and matches(Oblique(child, markers[0].lemma.lower(), tuple(markers)), wanted):
            found.extend(graph.conjuncts(child))
    if found:
        return found
    return _next_phrase(graph, noun, wanted)


def _next_phrase(graph: SentenceGraph, noun: Word, wanted: frozenset[str]) -> list[Word]:
    """The phrase that follows the noun at once, whatever the parser hung it on (`the invasion` | `of Ukraine`)."""
    for offset in range(noun.index, min(noun.index + 3, len(graph.words))):
        word = graph.words[offset]
        if word.upos == "ADP" and word.lemma.lower() in wanted:
            head = graph.head(word)
            if head is not None and word.relation == "case" and head.index > word.index:
                governor = graph.head(head)
                if governor is not None and governor.index <= noun.index and governor.upos in {"VERB", "NOUN", "PROPN", "AUX"}:
                    return graph.conjuncts(head)
            return []
        if word.upos not in {"ADJ", "PROPN"} and not (word.upos == "DET"):
            return []
    return []


def _owners(graph: SentenceGraph, noun: Word, ends: EndFinder) -> list[Word]:
    for child in graph.children(noun, "nmod", "det", "compound"):
        if child.upos == "PUNCT":
            continue
        possessive = child.deprel == "nmod:poss" or child.features.get("Poss") == "Yes"
        genitive = child.features.get("Case") == "Gen" and not graph.case_words(child) and child.upos != "DET"
        marked = {word.lemma.lower() for word in graph.case_words(child)}
        name_before = (
            child.index < noun.index
            and not marked
            and child.upos == "PROPN"
            and ends.label_of(graph, child) is not None
        )
        bare_after = child.index > noun.index and not marked and child.upos == "PROPN" and child.relation == "nmod"
        if possessive or genitive or marked & _OF or "'s" in marked or name_before or bare_after:
            return graph.conjuncts(child)
    return []


def _nationalities(graph: SentenceGraph, noun: Word, ends: EndFinder) -> list[Word]:
    for child in graph.children(noun, "amod", "compound", "nmod"):
        if graph.case_words(child):
            continue
        mention = next(iter(ends.reading.mentions_in(child.span)), None)
        if mention is None or mention.label is Label.PER:
            continue
        entity = ends.reading.entity(mention.entity)
        if mention.label is Label.MISC or (entity is not None and entity.kind is EntityKind.COUNTRY):
            return [child]
    return []
