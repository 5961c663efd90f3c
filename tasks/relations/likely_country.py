"""The country of an office of state where no country stands beside the office: the only one of the article that fits.

Fits: the article ties the person to it, or the party in brackets behind the name is one of that country, or it is known
whose politician the person is, or of the countries named no other has the office. What stands beside an office belongs
to office_bodies.py.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from importlib import resources
from typing import Final

from tasks.records import CountryCode, End, EntityKind, EntityNumber, Label, Mention, RelationType, Word
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon, Office
from tasks.relations.governments import has_post
from tasks.relations.graph import SentenceGraph

_CONTENT: Final = frozenset({"ccomp", "parataxis"})
"""How what is said hangs on a verb of speech."""
_ITALIAN: Final = frozenset({"presidente del consiglio", "presidente del consiglio dei ministri", "guardasigilli"})
"""Offices that Italian texts have of Italy unless they say otherwise."""
_TIMES: Final = 2
"""How much oftener than the next country the one that an article is about comes up."""
_GOVERNORS: Final = frozenset({"governatore", "governatrice"})


class LikelyCountries:
    """Finds the likely countries of office holders in one article."""

    def __init__(self, reading: Reading, ends: EndFinder, lexicon: Lexicon) -> None:
        """Remember the article."""
        self.reading = reading
        self.ends = ends
        self.lexicon = lexicon

    def of(self, graph: SentenceGraph, person: Mention, office: Office) -> End | None:
        """The country of an office that a person holds, None if the article leaves a choice.

        A country that the sentence names as what the person speaks of, visits or acts on is not the person's own.
        """
        tied = self._tied(person)
        if tied:
            number = self.ends.country(next(iter(tied))) if len(tied) == 1 else None
            return None if number is None else self.naming(number)
        if person.entity in self.reading.document.states:
            return self.known(person)
        scene = self._of_scene(office)
        if scene is not None:
            return self.naming(scene)
        fitting: set[EntityNumber | None] = {
            entity for entity, code in self._countries().items() if _may_have(code, office)
        }
        if office.lemma.lower() in _ITALIAN:
            fitting &= {self.ends.country(CountryCode("IT"))}
        only = fitting.pop() if len(fitting) == 1 else None
        return None if only is None or self._is_spoken_of(graph, person, only) else self.naming(only)

    def known(self, person: Mention) -> End | None:
        """The country that a politician is known to act for, if the article names it."""
        country = None if person.entity is None else self.reading.document.states.get(person.entity)
        number = None if country is None else self.ends.country(country)
        return None if number is None else self.naming(number)

    def _of_scene(self, office: Office) -> EntityNumber | None:
        """The country that a German article is about, if parties, parliaments and the like of it speak for that.

        Every mention of a country, of its people and of an organisation whose home it is counts.
        """
        if self.lexicon.language != "de":
            return None
        votes, homes = self._votes
        (code, most), (_, second) = (*votes.most_common(2), (None, 0), (None, 0))[:2]
        if code is None or not homes[code] or most < _TIMES * second or not _may_have(code, office):
            return None
        return self.ends.country(code)

    @cached_property
    def _votes(self) -> tuple[Counter[CountryCode], Counter[CountryCode]]:
        """How often the article names what is of each country, and its organisations alone."""
        votes: Counter[CountryCode] = Counter()
        homes: Counter[CountryCode] = Counter()
        for mention in self.reading.document.mentions:
            named = self.reading.entity(mention.entity)
            if named is None or named.kind is EntityKind.PERSON:
                continue
            if named.kind is EntityKind.COUNTRY and named.country_code is not None:
                votes[named.country_code] += 1
            elif named.kind is EntityKind.ORGANIZATION and len(named.countries) == 1:
                votes[named.countries[0]] += 1
                homes[named.countries[0]] += 1
        return votes, homes

    def region(self, lemma: str) -> End | None:
        """The only region of the article for a governor with none beside (`il governatore Toti`), in Italian."""
        if self.lexicon.language != "it" or lemma not in _GOVERNORS:
            return None
        fitting = {
            named.number
            for mention in self.reading.document.mentions
            if (named := self.reading.entity(mention.entity)) is not None
            and named.kind is not EntityKind.PERSON
            and named.name.removeprefix("Regione ").removeprefix("regione ") in italian_regions()
        }
        return self.naming(fitting.pop()) if len(fitting) == 1 else None

    def naming(self, number: EntityNumber) -> End | None:
        """The first mention of an entity."""
        for mention in self.reading.document.mentions:
            if mention.entity == number:
                return End(mention.span, mention.text, number)
        return None

    def _tied(self, person: Mention) -> frozenset[CountryCode]:
        """Countries that the article ties a person to: by title or nationality, else by the party in brackets."""
        entity = self.reading.entity(person.entity)
        if entity is None:
            return frozenset()
        if entity.countries:
            return frozenset(entity.countries)
        parties = (self._party_behind(one) for one in self.reading.document.mentions if one.entity == person.entity)
        return frozenset(code for party in parties if party is not None for code in self._homes(party))

    def _party_behind(self, person: Mention) -> Mention | None:
        """`Hans Peter Doskozil (SPÖ)`: an organisation alone in brackets right behind a name."""
        behind = self.reading.body[person.span.end : person.span.end + 2]
        if person.label is not Label.PER or behind != " (":
            return None
        start = person.span.end + 2
        for mention in self.reading.document.mentions:
            if mention.span.start == start and mention.label is Label.ORG:
                return mention if self.reading.body[mention.span.end : mention.span.end + 1] == ")" else None
        return None

    def _homes(self, mention: Mention) -> tuple[CountryCode, ...]:
        entity = self.reading.entity(mention.entity)
        return () if entity is None else entity.countries

    def _countries(self) -> dict[EntityNumber, CountryCode | None]:
        """The countries that the article names."""
        return {
            named.number: named.country_code
            for mention in self.reading.document.mentions
            if (named := self.reading.entity(mention.entity)) is not None and named.kind is EntityKind.COUNTRY
        }

    def _is_spoken_of(self, graph: SentenceGraph, person: Mention, country: EntityNumber) -> bool:
        """Whether the country stands in the sentence below the verb that the person hangs on."""
        named = [mention for mention in self.reading.document.mentions if mention.entity == country]
        verb = self._verb_above(graph, person)
        event = self._event_above(graph, person)
        for mention in named:
            if graph.span.contains(mention.span):
                top = next((word for word in graph.words if mention.span.contains(word.span)), None)
                if top is None or (self._is_of_office(graph, top) and not self._faces(graph, verb, top)):
                    continue
                above = {each.index for each in self._within_clause(graph, top)}
                if (verb is not None and verb.index in above) or (event is not None and event.index in above):
                    return True
        return False

    def _within_clause(self, graph: SentenceGraph, word: Word) -> Iterator[Word]:
        """The words above a word, up to the head of what somebody says: of their own country people say a lot."""
        for each in graph.ancestors(word):
            head = graph.head(each)
            if each.relation in _CONTENT and head is not None and head.lemma.lower() in self.lexicon.speech_verbs:
                return
            yield each

    def _is_of_office(self, graph: SentenceGraph, word: Word) -> bool:
        """`der türkische Präsident X`: a country that only tells whose office another person holds."""
        head = graph.head(word)
        return head is not None and (head.lemma.lower(),) in self.lexicon.offices and word.relation in {"amod", "nmod"}

    def _faces(self, graph: SentenceGraph, verb: Word | None, country: Word) -> bool:
        """`X telefonierte mit dem türkischen Präsidenten`: the office of the other side of a meeting."""
        if verb is None or not any(
            frame.type is RelationType.CONSULT for frame in self.lexicon.verbs.get(verb.lemma, ())
        ):
            return False
        holder = graph.head(country)
        return holder is not None and holder.head == verb.index and holder.relation in {"obj", "obl", "iobj"}

    def _event_above(self, graph: SentenceGraph, person: Mention) -> Word | None:
        """The event that a noun above the person names: `la visita alla Germania del presidente Erdogan`."""
        word = next((each for each in graph.words if person.span.contains(each.span)), None)
        if word is None:
            return None
        return next((each for each in graph.ancestors(word) if each.lemma.lower() in self.lexicon.nouns), None)

    @staticmethod
    def _verb_above(graph: SentenceGraph, person: Mention) -> Word | None:
        word = next((each for each in graph.words if person.span.contains(each.span)), None)
        return None if word is None else next((each for each in graph.ancestors(word) if each.upos == "VERB"), None)


@cache
def italian_regions() -> frozenset[str]:
    """The names of the regions of Italy, from `regions.toml`."""
    table = tomllib.loads(resources.files("tasks.relations").joinpath("regions.toml").read_text("utf-8"))
    return frozenset(table["IT"])


def _may_have(country: CountryCode | None, office: Office) -> bool:
    """Whether a country may have an office: not one that heads its parts, nor one that it does not have."""
    if country is None:
        return office.post is None and not office.parts_of
    return country not in office.parts_of and (office.post is None or has_post(country, office.post))
