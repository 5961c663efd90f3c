"""Subjects, objects and phrases of a predicate by its own dependents.

Ends that a predicate shares with another belong to clause_finder.py, agents of passives to voice.py.
"""

from __future__ import annotations

from tasks.records import Word
from tasks.relations.clauses import Oblique
from tasks.relations.entries import Words
from tasks.relations.graph import SentenceGraph

_AMONG = frozenset({"darunter", "including", "einschließlich"})
_AS = frozenset({"als", "as"})
_PARTITIVE = frozenset({"di", "über", "bis", "rund", "circa", "of", "over", "about", "around"})
_MOST_ENDS = 12
"""Coordinated ends of one predicate; a longer coordination is a list."""


def expanded(graph: SentenceGraph, heads: list[Word]) -> tuple[Word, ...]:
    """These heads and what is coordinated with them, in order."""
    if not heads:
        return ()
    found: dict[int, Word] = {}
    for head in heads:
        if not graph.children(head):
            if head.upos != "PUNCT":
                found[head.index] = head
            continue
        for conjunct in (*graph.conjuncts(head), *_members(graph, head)):
            if conjunct.upos != "PUNCT" and not (conjunct is not head and graph.child(conjunct, "nsubj")):
                found[conjunct.index] = conjunct
    return tuple(found[index] for index in sorted(found)[:_MOST_ENDS])


def _members(graph: SentenceGraph, head: Word) -> list[Word]:
    """`drei Frauen, darunter Deborah Ramirez`: named members of a group do and suffer what the group does."""
    named = [each for each in graph.children(head, "appos") if each.index > head.index]
    return [
        member
        for each in named
        if any(child.text.lower() in _AMONG for child in graph.children(each, "advmod", "case", "mark"))
        for member in graph.conjuncts(each)
    ]


def expletive(graph: SentenceGraph, word: Word) -> list[Word]:
    """German `es` that is all the subject there is (`Es beherbergt ein Museum`)."""
    return [each for each in graph.children(word, "expl") if each.text.lower() == "es" and each.upos == "PRON"]


def one_subject(
    graph: SentenceGraph,
    verb: Word,
    subjects: tuple[Word, ...],
    objects: tuple[Word, ...],
    recipients: tuple[Word, ...],
) -> tuple[tuple[Word, ...], tuple[Word, ...], tuple[Word, ...]]:
    """A second `subject` behind the verb is none if nothing joins it to the first.

    Names without case confuse parsers:
    `Riad stellte Katar ein Ultimatum`, `Biden bezeichnete Putin als ...`: it becomes the object, or the recipient
    if there is an object.
    """
    if len(subjects) < 2 or subjects[0].index > verb.index:
        return subjects, objects, recipients
    joined = [word for word in subjects if word.index < verb.index or _is_joined(graph, word)]
    apart = tuple(word for word in subjects if word not in joined)
    if not apart:
        return subjects, objects, recipients
    if objects:
        return tuple(joined), objects, (*recipients, *apart)
    return tuple(joined), apart, recipients


def _is_joined(graph: SentenceGraph, word: Word) -> bool:
    return graph.child(word, "cc") is not None or (
        word.index > 1 and graph.words[word.index - 2].text == "," and word.relation == "conj"
    )


def before_sum(graph: SentenceGraph, objects: tuple[Word, ...], words: Words) -> list[Word]:
    """`fined Google 2 billion euros`: whom a sum of money is given or taken, where the parser hung them on the sum."""
    found: list[Word] = []
    for each in objects:
        if each.lemma.lower() not in words.currencies and each.text not in words.currencies:
            continue
        number = graph.child(each, "nummod")
        for child in graph.children(each, "nmod", "compound"):
            bare = child.upos == "PROPN" and not graph.case_words(child)
            if bare and number is not None and child.index < number.index:
                found.append(child)
    return found


def without_adposition(graph: SentenceGraph, heads: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Oblique, ...]]:
    """Phrases with an adposition are no subjects or objects, but Italian partitives and `über 100 Menschen`."""
    plain: list[Word] = []
    obliques: list[Oblique] = []
    for head in heads:
        markers = [
            word
            for word in graph.case_words(head)
            if word.index < head.index and (word.upos == "ADP" or word.text.lower() in _AS)
        ]
        if markers and markers[0].lemma.lower() not in _PARTITIVE:
            obliques.append(Oblique(head, markers[0].lemma.lower(), tuple(markers)))
        else:
            plain.append(head)
    return tuple(plain), tuple(obliques)


def obliques_of(graph: SentenceGraph, word: Word) -> tuple[Oblique, ...]:
    """Phrases that hang on a predicate, each conjunct by itself."""
    found: list[Oblique] = []
    for child in graph.children(word, "obl", "nmod" if word.upos == "VERB" else "obl"):
        markers = graph.case_words(child)
        for conjunct in graph.conjuncts(child):
            own = graph.case_words(conjunct) or markers
            found.append(Oblique(conjunct, own[0].lemma.lower() if own else "", tuple(own)))
    return tuple(found)


def by_case(subjects: tuple[Word, ...], objects: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Swap ends whose morphology contradicts the parser: accusative `subject` beside nominative `object`."""
    if not subjects or not objects:
        return subjects, objects
    subject_case, object_case = subjects[0].features.get("Case"), objects[0].features.get("Case")
    if subject_case in {"Acc", "Dat"} and object_case == "Nom":
        return objects, subjects
    return subjects, objects


def is_reflexive(word: Word) -> bool:
    """Whether a pronoun stands for the subject itself."""
    return word.upos == "PRON" and (
        word.features.get("Reflex") == "Yes" or word.text.lower() in {"sich", "si", "s'", "s’"}
    )
