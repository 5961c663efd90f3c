"""The body that a possessive or a relative pronoun before an office stands for: `Nokia, whose chief executive X`.

Bodies named beside an office belong to office_bodies.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.records import End, EntityKind, Label, Mention
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.graph import SentenceGraph
from tasks.relations.office_words import OfficeWords

_WHOSE = frozenset({"whose", "dessen", "deren", "cui"})
_ITS = frozenset(
    {
        "its", "ihr", "ihre", "ihrem", "ihren", "ihrer", "ihres", "sein", "seine", "seinem", "seinen", "seiner",
        "seines", "deren", "dessen", "suo", "sua", "tramite",
    }
)  # fmt: skip
_BODIES = frozenset({EntityKind.COUNTRY, EntityKind.ORGANIZATION})


class Possessors:
    """Finds such bodies in one article."""

    def __init__(self, reading: Reading, ends: EndFinder) -> None:
        """Remember the article."""
        self.reading = reading
        self.ends = ends

    def of(self, graph: SentenceGraph, office: OfficeWords, start: int) -> End | None:
        """`Nokia, whose chief executive Pekka Lundmark`, `Sein Vorsitzender`, `il suo leader`: of the body just named.

        A relative pronoun stands for the name before its comma, a possessive for the only body that the sentence
        names before it, else for the only body that is a subject of the sentence before.
        """
        words = graph.words
        for place in range(max(0, start - 1), office.first):
            form = words[place].text.lower()
            if form in _WHOSE and place > 0:
                return self._before_comma(graph, place)
            if form in _ITS:
                before = self._bodies(self.reading.mentions_in(graph.span), words[place].span.start)
                return before if before is not None else self._subject_before(graph)
        return None

    def _before_comma(self, graph: SentenceGraph, place: int) -> End | None:
        comma = next((n for n in range(place - 1, max(-1, place - 4), -1) if graph.words[n].text == ","), 0)
        if not comma:
            return None
        for mention in self.reading.mentions_in(graph.words[comma - 1].span):
            entity = self.reading.entity(mention.entity)
            if entity is not None and entity.kind in _BODIES:
                return End(mention.span, mention.text, mention.entity)
        return None

    def _bodies(self, mentions: Sequence[Mention], position: int) -> End | None:
        """The only body among the names before a place of the text, if no person stands there."""
        before = [
            mention
            for mention in mentions
            if mention.span.end <= position and not (mention.label is Label.MISC and mention.text.islower())
        ]
        found = {
            mention.entity: mention
            for mention in before
            if (entity := self.reading.entity(mention.entity)) is not None and entity.kind in _BODIES
        }
        if len(found) != 1 or any(mention.label is Label.PER for mention in before):
            return None
        mention = next(iter(found.values()))
        return End(mention.span, mention.text, mention.entity)

    def _subject_before(self, graph: SentenceGraph) -> End | None:
        last = next((each for each in self.reading.sentences if each.number == graph.number - 1), None)
        if last is None or self._bodies(self.reading.mentions_in(graph.span), graph.span.end) is not None:
            return None
        subjects = [word for word in last.words if word.relation == "nsubj"]
        found = {self.ends.entity_of(last, word): word for word in subjects}
        bodies = [
            (number, word)
            for number, word in found.items()
            if (entity := self.reading.entity(number)) is not None and entity.kind in _BODIES
        ]
        persons = any(self.ends.label_of(last, word) is Label.PER for word in subjects)
        if len(bodies) != 1 or persons:
            return None
        return replace(self.ends.end(last, bodies[0][1]), entity=bodies[0][0])
