"""Events that a noun names: `Russia's invasion of Ukraine`, `der Besuch Blinkens in Astana`, light verbs.

Verbs with frames belong to frames.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tasks.records import EntityKind, Label, Language, RelationType, Voice, Word
from tasks.relations.clauses import Clause, Oblique, logical_surface_subject
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon, NounFrame, Slot
from tasks.relations.forms import noun_forms
from tasks.relations.frames import matches
from tasks.relations.graph import SentenceGraph
from tasks.relations.predicates import lemma_of

_OF = frozenset({"of", "von", "di"})
_GENITIVE_ARTICLES = frozenset(
    {"der", "die", "das", "ein", "the", "il", "lo", "la", "a", "an", "i", "gli", "le", "l'", "l’"}
)
_BETWEEN = frozenset({"between", "zwischen", "tra", "fra", "among"})
_WITH = frozenset({"with", "mit", "con"})


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
        for frame in _frames(noun, lexicon):
            event = _event(graph, clauses, noun, frame, ends, lexicon)
            if event is not None and _labels_fit(graph, event, ends):
                yield event
                break


def _labels_fit(graph: SentenceGraph, event: NominalEvent, ends: EndFinder) -> bool:
    wanted = event.frame.object_labels
    return not wanted or any(ends.label_of(graph, word) in wanted for word in event.objects)


def _frames(noun: Word, lexicon: Lexicon) -> tuple[NounFrame, ...]:
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
    carrier = _carrier(graph, clauses, noun, frame, lexicon.language)
    if carrier is None and frame.type in FACTS:
        predicated = clauses.get(noun.index)
        carrier = predicated if predicated is not None and predicated.copula is not None else None
    between = _dependents(graph, noun, _BETWEEN)
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
    if not subjects or not objects or not (named or carrier):
        return None
    return NominalEvent(noun, frame, tuple(subjects), tuple(objects), carrier)


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
    objects = next((found for slot in slots if (found := _fill(graph, noun, slot, ends))), [])
    return [word for word in clause.subjects if word not in objects], objects


def _beside_verb(
    graph: SentenceGraph, clauses: Mapping[int, Clause], noun: Word, ends: EndFinder
) -> tuple[list[Word], list[Word]]:
    """`After talks with Xi, Biden said ...`: whoever acts after or during a meeting took part in it."""
    objects = _dependents(graph, noun, _WITH)
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
        objects = objects or [word for word in _fill(graph, noun, slot, ends) if word not in carrier.subjects]
        if not objects:
            objects = [each.head for each in carrier.obliques if _fits(each, slot)]
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
    subject_slots = sorted(frame.subjects, key=lambda slot: {"gen": 2, "adj": 1}.get(slot.kind, 0))
    object_slots = (*frame.objects, Slot("with")) if frame.reciprocal else frame.objects
    for subject_slot in subject_slots:
        subjects = _fill(graph, noun, subject_slot, ends)
        if not subjects:
            continue
        if frame.reciprocal and len(subjects) > 1 and not any(_fill(graph, noun, slot, ends) for slot in object_slots):
            return subjects[:1], subjects[1:]
        for object_slot in object_slots:
            objects = [word for word in _fill(graph, noun, object_slot, ends) if word not in subjects]
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
    if slot.kind == "holder":
        head = graph.head(noun)
        held = head is not None and noun.relation == "nmod" and graph.case(noun) in _WITH
        return graph.conjuncts(head) if held and head is not None else []
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
    return next((graph.conjuncts(head) for adposition, head in _chunks_after(graph, noun) if adposition in wanted), [])


def _chunks_after(graph: SentenceGraph, noun: Word) -> Iterator[tuple[str, Word]]:
    """Phrases in a row right behind the noun, with their adposition: `Die Anerkennung | Palästinas | durch Spanien`.

    For nouns whose dependents the parser hung elsewhere. Ends at the first word that cannot belong to such a chain.
    """
    adposition, bare = "", True
    for place in range(noun.index, min(noun.index + 14, len(graph.words))):
        word = graph.words[place]
        following = graph.words[place + 1] if place + 1 < len(graph.words) else None
        if word.upos == "ADP":
            adposition, bare = word.lemma.lower(), False
        elif word.upos == "DET" and word.lemma.lower() in _GENITIVE_ARTICLES:
            adposition = adposition or ("gen" if word.text.lower() in {"der", "des", "eines", "einer"} else "")
        elif word.upos in {"NOUN", "PROPN"}:
            if following is not None and following.upos == "PROPN" and following.relation in {"flat", "compound"}:
                continue
            if adposition or not bare or _is_genitive_name(word):
                yield adposition or "gen", word
            elif word.relation not in {"flat", "appos"}:
                return
            adposition, bare = "", True
        elif word.upos not in {"ADJ", "NUM", "DET"} and word.text != "-":
            return


def _is_genitive_name(word: Word) -> bool:
    return word.upos == "PROPN" and (word.features.get("Case") == "Gen" or word.text.endswith(("s", "’", "'")))


def _owners(graph: SentenceGraph, noun: Word, ends: EndFinder) -> list[Word]:
    for child in graph.children(noun, "nmod", "det", "compound", "appos"):
        if child.relation == "appos" and not (child.index == noun.index + 1 and _is_genitive_name(child)):
            continue
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
        bare_after = (
            child.index > noun.index and not marked and child.upos == "PROPN" and child.relation in {"nmod", "appos"}
        )
        if possessive or genitive or marked & _OF or "'s" in marked or name_before or bare_after:
            return graph.conjuncts(child)
    wanted = _OF | {"gen"} if ends.reading.document.language == "de" else _OF
    return next((graph.conjuncts(head) for adposition, head in _chunks_after(graph, noun) if adposition in wanted), [])


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
