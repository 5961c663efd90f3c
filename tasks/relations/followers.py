"""People of an organisation who in the plural act for it: `Anhänger der Liberaldemokraten`, `Hamas fighters`.

Governments, ministries and forces of a country belong to ends.py.
"""

from __future__ import annotations

from tasks.records import EntityKind, EntityNumber, Word
from tasks.relations.document import Reading
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph

_NO_OWNER = frozenset(
    {"by", "against", "for", "with", "to", "durch", "gegen", "für", "mit", "an", "zu", "contro", "per"}
)


def followed(graph: SentenceGraph, people: Word, reading: Reading, lexicon: Lexicon) -> EntityNumber | None:
    """The organisation that such a noun in the plural names; None for other nouns."""
    if people.lemma.lower() not in lexicon.words.follower_nouns:
        return None
    for child in graph.children(people, "nmod", "compound", "amod"):
        mention = next(iter(reading.mentions_in(child.span)), None)
        entity = reading.entity(mention.entity) if mention is not None else None
        if entity is not None and entity.kind is EntityKind.ORGANIZATION and graph.case(child) not in _NO_OWNER:
            return entity.number
    return None
