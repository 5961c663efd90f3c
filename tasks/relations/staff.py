"""People named with the organisation they act for, without an office that the lexicon knows.

`Alasdair Lamont of BBC Scotland`, `Simon Haeder, a political scientist at West Virginia University`. Works on words in
a row, as titles do. Offices and what they are called belong to offices.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.records import EntityKind, Label, Mention, RelationType, Word
from tasks.relations.adjacency import Beside, beside
from tasks.relations.document import Reading
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph

_OF = frozenset({"of", "di"})
_BY_TREE = frozenset({"von", "from", "at", "bei"})
"""Adpositions that can also belong to the verb (`wurde ... von Greenpeace kritisiert`)."""
_AT = frozenset({"of", "at", "for", "with", "from", "von", "bei", "an", "für", "di", "presso", "per"})
_GENITIVE = frozenset({"der", "des", "eines", "einer"})
_IN_ROLE = frozenset({"NOUN", "ADJ", "ADP", "DET", "PROPN", "CCONJ"})
_LONGEST_ROLE = 8


class StaffFinder:
    """Finds such people in the sentences of one article."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        """Remember the article and the nouns for people outside (`a critic of Amazon`)."""
        self.reading = reading
        self.lexicon = lexicon

    def find(self, graph: SentenceGraph) -> Iterator[Beside]:
        """Each person with a body, in order."""
        mentions = self.reading.mentions_in(graph.span)
        if not any(each.label is Label.ORG for each in mentions):
            return
        for person in mentions:
            if person.label is not Label.PER or person.entity is None or " " not in person.text:
                continue
            place = next((n for n, word in enumerate(graph.words) if word.span.start >= person.span.end), None)
            if place is None:
                continue
            body = self._right_behind(graph, place)
            rule = "person-of-body"
            if body is None and graph.words[place].text == ",":
                body, rule = self._in_role(graph, place + 1), "role-at-body"
            if body is not None and body.entity != person.entity:
                yield beside(RelationType.AFFILIATED_WITH, person, body, rule, "of")

    def _right_behind(self, graph: SentenceGraph, place: int) -> Mention | None:
        marker = graph.words[place]
        lemma = marker.lemma.lower()
        if lemma not in _OF | _BY_TREE:
            return None
        place += 1
        while place < len(graph.words) and graph.words[place].upos == "DET":
            place += 1
        if place >= len(graph.words):
            return None
        body = self._body_at(graph.words[place])
        if body is None or lemma in _OF:
            return body
        top = next((w for w in graph.words if body.span.contains(w.span) and not self._inside(graph, w, body)), None)
        head = graph.head(top) if top is not None else None
        if head is None or top is None:
            return None
        if head.upos not in {"VERB", "AUX"}:
            return body
        after = next((w for w in graph.words if w.span.start >= body.span.end), None)
        agent = graph.child(head, "aux") is not None and graph.child(head, "nsubj") is not None
        return body if after is not None and after.text == "," and not agent else None

    @staticmethod
    def _inside(graph: SentenceGraph, word: Word, body: Mention) -> bool:
        head = graph.head(word)
        return head is not None and body.span.contains(head.span)

    def _in_role(self, graph: SentenceGraph, place: int) -> Mention | None:
        """The body of an apposition that begins here: what its noun is `at`, `of` or `for`."""
        noun = False
        for index in range(place, min(place + _LONGEST_ROLE, len(graph.words))):
            word, before = graph.words[index], graph.words[index - 1]
            body = self._body_at(word)
            if body is not None:
                marked = {before.lemma.lower(), before.text.lower(), graph.words[index - 2].lemma.lower()}
                return body if noun and marked & (_AT | _GENITIVE) else None
            if word.upos not in _IN_ROLE or self.reading.mentions_in(word.span) or self._is_outside(word):
                return None
            noun |= word.upos == "NOUN"
        return None

    def _is_outside(self, word: Word) -> bool:
        return word.lemma.lower() in self.lexicon.words.outsider_nouns

    def _body_at(self, word: Word) -> Mention | None:
        for mention in self.reading.mentions_in(word.span):
            entity = self.reading.entity(mention.entity)
            if mention.label is Label.ORG and entity is not None and entity.kind is not EntityKind.PERSON:
                return mention if mention.span.start == word.span.start else None
        return None


def without_offices(facts: Iterator[Beside], known: Sequence[tuple[int | None, int | None]]) -> Iterator[Beside]:
    """Facts whose person has no office of the same body in the sentence."""
    return (fact for fact in facts if (fact.subject.entity, fact.object.entity) not in known)
