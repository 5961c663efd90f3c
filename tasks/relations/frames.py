"""From a predicate in its frame to relation types: which dependents fill the slots of a lexicon entry.

Nominal events belong to nominal.py, offices to offices.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from tasks.records import Label, Language, RelationType, Voice, Word
from tasks.relations.clauses import Clause, Oblique
from tasks.relations.entries import Lexicon, Slot, VerbFrame, Words
from tasks.relations.forms import inflected
from tasks.relations.graph import SentenceGraph

LabelOf = Callable[[Word, frozenset[Label]], Label | None]
"""The label of the name that a phrase's head carries, where some labels are wanted."""

_AGAINST = frozenset({"against", "gegen", "contro"})
"""Adpositions that name the other side wherever they stand: `a fine of 20 million euros against Novartis`."""
_OF = frozenset({"of", "von", "di"})
_DIRECTIONS = frozenset(
    {
        "norden", "süden", "osten", "westen", "nordosten", "nordwesten", "südosten", "südwesten", "north", "south",
        "east", "west", "nord", "sud", "est", "ovest",
    }
)  # fmt: skip

_FIGURES = "0123456789.,"
"""What stands before the unit of a sum that is one word (`6bn`)."""
_REFLEXIVE = frozenset({"sich", "si", "se", "s'"})
_NAMING = frozenset({"chiamare"})
_LONGEST_SHORT_NOUN = 5
"""Verbs that with a reflexive tell a name: `si chiamavano Petrov e Maria`."""
_WITH = frozenset({"with", "mit", "con", "zwischen", "between", "tra", "fra"})


@dataclass(frozen=True, slots=True)
class Match:
    """A verb in one of its frames.

    Attributes:
        frame: the entry.
        objects: heads that fill the object slot; empty if the slot is `none` or `clause`.
        oblique: the oblique that filled it, None for other slots.
        content: whether the object slot is clausal.
    """

    frame: VerbFrame
    objects: tuple[Word, ...]
    oblique: Oblique | None = None
    content: bool = False

    @property
    def type(self) -> RelationType | None:
        """The frame's type."""
        return self.frame.type


def match_frames(graph: SentenceGraph, clause: Clause, lemma: str, lexicon: Lexicon, label_of: LabelOf) -> list[Match]:
    """Entries that the clause fits, strictest first; one a type and the further ones, one that fixes a frame last."""
    found: list[Match] = []
    types: set[RelationType | None] = set()
    told = False
    for frame in lexicon.verbs.get(lemma, ()):
        if (not frame.further and (told or frame.type in types)) or not _conditions_hold(
            graph, clause, frame, lexicon.language
        ):
            continue
        match = _fill(graph, clause, frame, label_of, lexicon)
        if match is not None:
            found.append(match)
            if not frame.further:
                types.add(frame.type)
                told = frame.type is not None and not match.content
    return found


def _conditions_hold(graph: SentenceGraph, clause: Clause, frame: VerbFrame, language: Language) -> bool:
    reflexive = any(
        child.features.get("Reflex") == "Yes" or child.text.lower() in _REFLEXIVE
        for child in graph.children(clause.predicate, "expl", "obj", "iobj")
    )
    if (frame.reflexive and not reflexive) or (frame.bare and clause.objects):
        return False
    if reflexive and not frame.reflexive and clause.predicate.lemma.lower() in _NAMING:
        return False
    if frame.beside and not any(_is_one_of(word, frame.beside, language) for word in complements(graph, clause)):
        return False
    heads = clause.objects or clause.recipients or tuple(oblique.head for oblique in clause.obliques)
    if frame.object_lemmas and not any(_is_one_of(head, frame.object_lemmas, language) for head in heads):
        return False
    return not any(_is_one_of(head, frame.not_object_lemmas, language) for head in heads)


def complements(graph: SentenceGraph, clause: Clause) -> list[Word]:
    """Complements and phrases of a verb and what hangs on these: where the fixed part of an expression stands."""
    found = graph.children(clause.predicate, "xcomp", "advmod", "obl", "obj", "iobj", "nmod", "compound", "dep")
    return [*found, *(deeper for each in found for deeper in graph.children(each, "nmod", "obl", "amod", "appos"))]


def _is_one_of(head: Word, wanted: frozenset[str], language: Language) -> bool:
    """Whether a noun is one of those wanted, by its lemma or by a regular form of one of them."""
    if not wanted:
        return False
    if head.text[0].isdigit():
        return head.text.lower().lstrip(_FIGURES) in wanted
    return _ends_like(head.lemma.lower(), wanted) or head.text.lower() in inflected(wanted, language)


def _ends_like(lemma: str, wanted: frozenset[str]) -> bool:
    """Whether a lemma is one of those wanted, or a German compound that ends in one (`Friedensabkommen`)."""
    return lemma in wanted or lemma.endswith(_long_ones(wanted))


@cache
def _long_ones(lemmas: frozenset[str]) -> tuple[str, ...]:
    """Those that may end a compound: shorter ones end too many other words."""
    return tuple(lemma for lemma in lemmas if len(lemma) > _LONGEST_SHORT_NOUN)


def _fill(graph: SentenceGraph, clause: Clause, frame: VerbFrame, label_of: LabelOf, lexicon: Lexicon) -> Match | None:
    for slot in frame.objects:
        joint = bool(frame.object_lemmas) or frame.type is RelationType.AGREE
        if slot.kind == "obj" and frame.reciprocal and joint and len(clause.subjects) > 1:
            return Match(frame, ())
        if slot.kind == "none":
            return Match(frame, ()) if _subject_fits(graph, clause, frame, label_of, lexicon) else None
        if slot.kind == "clause":
            if clause.content is not None:
                return Match(frame, (), content=True)
            continue
        heads, oblique = fillers(graph, clause, slot, lexicon.words)
        if frame.object_labels:
            heads = tuple(
                head for head in heads if _may_be(head, label_of(head, frame.object_labels), frame.object_labels)
            )
        if heads and _subject_fits(graph, clause, frame, label_of, lexicon):
            return Match(frame, heads, oblique)
    if frame.reciprocal and not clause.objects and _are_several(clause.subjects):
        return None if _speak_in_turn(clause, frame, lexicon.language) else Match(frame, ())
    return None


def _speak_in_turn(clause: Clause, frame: VerbFrame, language: Language) -> bool:
    """`Hanno parlato A, B e C`, `I vertici di A e B hanno parlato di C`: in Italian not with each other."""
    if language != "it" or frame.reflexive:
        return False
    behind = len(clause.subjects) > 1 and all(head.index > clause.predicate.index for head in clause.subjects)
    return behind or (clause.predicate.lemma == "parlare" and any(each.adposition == "di" for each in clause.obliques))


def _are_several(subjects: Sequence[Word]) -> bool:
    """Several subjects, or one in the plural that may stand for several (`the leaders of Serbia and Kosovo`)."""
    return len(subjects) > 1 or any(word.features.get("Number") == "Plur" for word in subjects)


def _subject_fits(graph: SentenceGraph, clause: Clause, frame: VerbFrame, label_of: LabelOf, lexicon: Lexicon) -> bool:
    """Whether those who do it may: by the label of a name, by the noun else."""
    subject, language = frame.subject, lexicon.language
    heads = clause.subjects if subject.kind == "subj" else fillers(graph, clause, subject, lexicon.words)[0]
    for head in heads:
        label = label_of(head, frame.subject_labels)
        if label is not None:
            if frame.subject_labels and label not in frame.subject_labels:
                return False
        elif frame.subject_lemmas and head.upos == "NOUN" and not _is_one_of(head, frame.subject_lemmas, language):
            return False
    return True


def _may_be(head: Word, label: Label | None, wanted: frozenset[Label]) -> bool:
    """Whether a head carries one of these labels, or is a name that no recogniser labelled."""
    return label in wanted or (label is None and head.upos == "PROPN")


def fillers(graph: SentenceGraph, clause: Clause, slot: Slot, words: Words) -> tuple[tuple[Word, ...], Oblique | None]:
    """The heads that fill a slot of a clause, and the oblique that holds them, if it is one."""
    if slot.kind == "obj":
        return clause.objects, None
    if slot.kind == "iobj":
        return clause.recipients, None
    if slot.kind == "subj":
        return clause.subjects, None
    wanted = _WITH if slot.kind == "with" else frozenset({slot.adposition})
    found = [each for each in clause.obliques if matches(each, wanted) and not names_time(each.head, words)]
    if not found and slot.kind in {"obl", "with"}:
        found = _hanging_on_objects(graph, clause, wanted)
    if not found and slot.kind == "obl":
        found = _behind_direction(graph, clause, wanted)
    if not found and slot.adposition in _AGAINST:
        found = _hanging_deeper(graph, clause, wanted)
    if not found:
        return (), None
    first = found[0]
    joined = graph.conjuncts(first.head)
    heads = (each.head for each in found if each.markers == first.markers or each.head in joined)
    return tuple(heads), first


def names_time(word: Word, words: Words) -> bool:
    """Whether a phrase says when: a weekday, a month, a year is no end of a relation (`stattete ihm am Montag ...`)."""
    form = word.text.lower()
    return form in words.weekdays or form in words.months or form in words.relative_units


def is_with(oblique: Oblique) -> bool:
    """Whether a phrase names the other party of something done together."""
    return matches(oblique, _WITH)


def matches(oblique: Oblique, wanted: frozenset[str]) -> bool:
    """Whether an oblique has one of these adpositions, alone or as several words (`because of`)."""
    if oblique.adposition in wanted:
        return True
    return len(oblique.markers) > 1 and " ".join(word.lemma.lower() for word in oblique.markers) in wanted


def _hanging_on_objects(graph: SentenceGraph, clause: Clause, wanted: frozenset[str]) -> list[Oblique]:
    """`signed an agreement with X`: the phrase hangs on the object noun, in the grammar or by the parser's mistake."""
    found: list[Oblique] = []
    for head in clause.objects:
        if clause.voice is Voice.PASSIVE and head.index < clause.predicate.index:
            continue
        for child in graph.children(head, "nmod", "obl"):
            markers = graph.case_words(child)
            if child.index > head.index and markers:
                for conjunct in graph.conjuncts(child):
                    own = graph.case_words(conjunct) or markers
                    oblique = Oblique(conjunct, own[0].lemma.lower(), tuple(own))
                    if matches(oblique, wanted):
                        found.append(oblique)
    return found


def _behind_direction(graph: SentenceGraph, clause: Clause, wanted: frozenset[str]) -> list[Oblique]:
    """`grenzt im Westen an Yunnan`: a phrase that the parser hung on a point of the compass belongs to the verb."""
    found: list[Oblique] = []
    for each in clause.obliques:
        for child in graph.children(each.head, "nmod") if each.head.lemma.lower() in _DIRECTIONS else ():
            markers = graph.case_words(child)
            if child.index > each.head.index and markers and markers[0].lemma.lower() in wanted - _OF:
                found.append(Oblique(child, markers[0].lemma.lower(), tuple(markers)))
    return found


def _hanging_deeper(graph: SentenceGraph, clause: Clause, wanted: frozenset[str]) -> list[Oblique]:
    """Such a phrase anywhere below the verb's phrases, but not inside another clause."""
    stack = [*clause.objects, *(oblique.head for oblique in clause.obliques)]
    while stack:
        for child in graph.children(stack.pop(), "nmod", "obl", "appos", "nummod"):
            markers = graph.case_words(child)
            if child.index > clause.predicate.index and markers and markers[0].lemma.lower() in wanted:
                return [Oblique(child, markers[0].lemma.lower(), tuple(markers))]
            stack.append(child)
    return []
