"""Whose something is by a possessive: `betonte seine Unterstützung`, `ha ribadito il suo sostegno`.

Personal pronouns and descriptions belong to references.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tasks.records import EntityKind, EntityNumber, Word
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.graph import SentenceGraph

_OF_HIS = frozenset({"sein", "seine", "seinen", "seinem", "seiner", "seines", "suo", "sua", "suoi", "sue"})
_OF_HER = frozenset({"ihr", "ihre", "ihren", "ihrem", "ihrer", "ihres"})
"""German forms that may be a woman's, a body's or several people's: only with the subject of their clause."""
_PERSON = frozenset({EntityKind.PERSON})
_OWNERS = _PERSON | {EntityKind.COUNTRY, EntityKind.ORGANIZATION}


def is_possessive(word: Word) -> bool:
    """Whether a word is a possessive of the third person, German or Italian."""
    form = word.text.lower()
    return form in _OF_HIS or (form in _OF_HER and word.upos == "DET")


def possessor(
    graph: SentenceGraph,
    word: Word,
    ends: EndFinder,
    reading: Reading,
    acting: Callable[[], Iterable[EntityNumber]],
) -> EntityNumber | None:
    """The subject of the verb that a possessive stands below; else the only person who acts before it.

    In German the subject may follow (`Nach seinem Treffen mit Putin sagte Kurz`) and may be a body.

    Args:
        graph: of the sentence.
        word: the possessive.
        ends: tells whom a subject names.
        reading: of the article.
        acting: the entities that act before the word, asked for only where its own clause says nothing.
    """
    german = word.deprel == "det:poss"
    for ancestor in graph.ancestors(word):
        if ancestor.upos != "VERB":
            continue
        verb: Word | None = ancestor
        while verb is not None and (subject := graph.child(verb, "nsubj")) is None and verb.relation == "conj":
            verb = graph.head(verb)
        if verb is None or subject is None or word in graph.subtree(subject):
            break
        if subject.index > word.index and (not german or _names_before(graph, word, reading)):
            break
        entity = ends.entity_of(graph, subject)
        return entity if _kind(reading, entity) in (_OWNERS if german else _PERSON) else None
    if word.text.lower() in _OF_HER:
        return None
    people = {each for each in acting() if _kind(reading, each) is EntityKind.PERSON}
    return people.pop() if len(people) == 1 else None


def _kind(reading: Reading, number: EntityNumber | None) -> EntityKind | None:
    entity = reading.entity(number)
    return entity.kind if entity is not None else None


def _names_before(graph: SentenceGraph, word: Word, reading: Reading) -> bool:
    """Whether a person or body stands before a word in its sentence."""
    mentions = reading.mentions_in(graph.span)
    return any(each.span.end <= word.span.start and _kind(reading, each.entity) in _OWNERS for each in mentions)
