"""People whom a description with their body stands for: `Heiko Maas kam. Der SPD-Politiker sagte, ...`.

A fact of the description's own, where it tells one: the office with its body, of the person named before. What a
description stands for as the end of an event belongs to references.py; offices beside a name to offices.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tasks.records import End, EntityKind, EntityNumber, Label, Mention, Word
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon, Office
from tasks.relations.graph import SentenceGraph
from tasks.relations.kinds import kinds
from tasks.relations.office_bodies import BodyFinder
from tasks.relations.office_phrases import OfficePhrases
from tasks.relations.office_words import OfficeWords, office_words
from tasks.relations.offices import OfficeFound

_LANGUAGES = frozenset({"de", "en"})
_DEFINITE = frozenset({"der", "die", "dem", "den", "des", "the"})
_REACH = 2
"""Sentences before a description in which the person may be named."""
_OFTEN = 2
"""Mentions of a person whom a description may stand for: one who is spoken of, not only named in passing."""
_NEAR = 4
"""Words behind a description in which its body may be named."""
_SOMEBODY_ELSE = (
    "sprecher", "sprecherin", "anwalt", "anwältin", "kollege", "kollegin", "vertreter", "beamte", "spokesman",
    "spokeswoman", "spokesperson", "lawyer", "attorney", "colleague", "representative", "official", "officer",
    "soldier", "employee", "partner", "candidate", "peer",
)  # fmt: skip
"""Ends of offices in which somebody who is not named speaks for a body."""
_PLAYERS = frozenset(kinds("en", "players"))
_NO_DESCRIPTION = frozenset({"xcomp", "root", "appos", "compound"})
"""How a predicate or a name's apposition hangs on others (`was named the new leader`)."""
_FEMININE = ("in", "e")
_COLLECTIVE = ("rat", "vorstand")
"""Ends of offices that also name a body with many members (`der Aufsichtsrat der Deutschen Bank`)."""


class DescribedPeople:
    """Finds such facts in the sentences of one article."""

    def __init__(
        self, reading: Reading, ends: EndFinder, lexicon: Lexicon, holders: Mapping[int, Sequence[OfficeFound]]
    ) -> None:
        """Remember the article and who holds which office by what stands beside the names (by sentence)."""
        self.reading = reading
        self.ends = ends
        self.lexicon = lexicon
        self.holders = holders
        self.bodies = BodyFinder(reading, ends, lexicon)
        self.phrases = OfficePhrases(reading, lexicon)
        self.counts = Counter(
            mention.entity
            for mention in reading.document.mentions
            if mention.label is Label.PER and mention.entity is not None
        )
        self.facts = [fact for facts in holders.values() for fact in facts if fact.body is not None]

    def find(self, graph: SentenceGraph) -> Iterator[OfficeFound]:
        """Facts of one sentence, in order."""
        if self.lexicon.language not in _LANGUAGES or _DEFINITE.isdisjoint(graph.forms):
            return
        told = {fact.span.start for fact in self.holders[graph.number]}
        for office in (*office_words(graph, self.lexicon), *self._players(graph)):
            word = graph.words[office.first]
            if word.span.start in told or not self._is_description(graph, office):
                continue
            start = self.phrases.start_of_phrase(graph, office)
            end = self.phrases.skip_body(graph, office.last + 1)
            if self._is_named_behind(graph, end):
                continue
            body = self.bodies.body_of(graph, office, start, min(end, office.last + 1 + _NEAR))
            person = self._person(graph, office, body) if body is not None else None
            if body is None or person is None or self._is_known(person, body):
                continue
            words = graph.words[office.first : office.last + 1]
            head = End(graph.span_of(words), graph.text(graph.span_of(words)), person)
            former = any(word.lemma.lower() in self.lexicon.words.former for word in graph.words[start : office.first])
            yield OfficeFound(
                head, graph.span_of(words), office.office.lemma, office.office, body, former, "description"
            )

    def _players(self, graph: SentenceGraph) -> Iterator[OfficeWords]:
        """`the Manchester United wing`: right behind a body, English nouns for players that are no offices."""
        if self.lexicon.language != "en" or _PLAYERS.isdisjoint(graph.forms):
            return
        for place, word in enumerate(graph.words[1:], start=1):
            lemma = word.text.lower()
            player = lemma in _PLAYERS and (lemma,) not in self.lexicon.offices
            if player and self.reading.mentions_in(graph.words[place - 1].span):
                yield OfficeWords(place, place, Office(lemma, "AFFILIATED_WITH", private=True))

    def _is_description(self, graph: SentenceGraph, office: OfficeWords) -> bool:
        """Whether an office with a definite article stands alone, for one person."""
        word = graph.words[office.last]
        plural = word.features.get("Number") == "Plur"
        named = any(each.span.contains(word.span) for each in self.reading.mentions_in(word.span))
        lemma = office.office.lemma.lower()
        collective = lemma.endswith(_COLLECTIVE) or word.text.lower().endswith(_COLLECTIVE)
        if word.deprel in _NO_DESCRIPTION and self.lexicon.language == "en":
            return False
        if plural or named or collective or lemma.endswith(_SOMEBODY_ELSE) or office.office.counterpart:
            return False
        start = self.phrases.start_of_phrase(graph, office)
        article = graph.words[start]
        before = graph.words[start - 1] if start else None
        alone = before is None or before.upos != "ADP"
        women = article.text.lower() != "die" or word.text.endswith(_FEMININE)
        return article.text.lower() in _DEFINITE and article.index <= office.first and alone and women

    def _is_named_behind(self, graph: SentenceGraph, place: int) -> bool:
        """Whether the name itself follows (`die Vorsitzende des Verbands, Anna Weber,`)."""
        return any(
            each.label is Label.PER
            for word in graph.words[place : place + _NEAR]
            for each in self.reading.mentions_in(word.span)
        )

    def _person(self, graph: SentenceGraph, office: OfficeWords, body: End) -> EntityNumber | None:
        """Who the description stands for: whom references know, else the only person of the sentence before."""
        words = graph.words[office.first : office.last + 1]
        kind = self._kind(body.entity)
        own = kind is EntityKind.ORGANIZATION or (kind is EntityKind.PLACE and self._plays(office))
        for word in words:
            known = self.ends.resolved.get((word.span.start, word.span.end))
            if known is not None and self._kind(known) is EntityKind.PERSON:
                return known if own or self.counts[known] == max(self.counts.values()) else None
        named = self._named_before(graph, words[0])
        person = next(iter(named)) if len(named) == 1 and own else None
        if person is None or self.counts[person] < _OFTEN or self._speaks_against(person, office, body):
            return None
        return person

    def _named_before(self, graph: SentenceGraph, word: Word) -> set[EntityNumber]:
        """The people of the last sentence that names any, none if the sentence itself does before the word."""
        if self._people(graph, word.span.start):
            return set()
        for number in range(graph.number - 1, graph.number - 1 - _REACH, -1):
            before = self.reading.sentence(number)
            people = self._people(before, before.span.end) if before is not None else []
            if people:
                return {each.entity for each in people if each.entity is not None}
        return set()

    def _people(self, graph: SentenceGraph, end: int) -> list[Mention]:
        return [m for m in self.reading.mentions_in(graph.span) if m.label is Label.PER and m.span.end <= end]

    def _speaks_against(self, person: EntityNumber, office: OfficeWords, body: End) -> bool:
        """Whether the person is of another organisation, or somebody else holds the office there."""
        for fact in self.facts:
            if fact.former or fact.body is None:
                continue
            if fact.person.entity == person and fact.body.entity != body.entity:
                if self._kind(fact.body.entity) is EntityKind.ORGANIZATION:
                    return True
            elif fact.person.entity != person and fact.body.entity == body.entity and fact.lemma == office.office.lemma:
                return True
        return False

    def _is_known(self, person: EntityNumber, body: End) -> bool:
        return any(
            fact.person.entity == person and fact.body is not None and fact.body.entity == body.entity
            for fact in self.facts
        )

    def _plays(self, office: OfficeWords) -> bool:
        """Whether an English office is a role in a team, which a town's name stands for (`the Leicester flanker`)."""
        return self.lexicon.language == "en" and office.office.lemma.lower() in _PLAYERS

    def _kind(self, number: EntityNumber | None) -> EntityKind | None:
        entity = self.reading.entity(number)
        return entity.kind if entity is not None else None
