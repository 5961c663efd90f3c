"""Facts that names side by side tell: `Goma, Congo`, `Arsenal's Bukayo Saka`, `Republican senator Susan Collins`.

Works on words in a row, as titles do (offices.py): where parsers disagree most, order is fixed. Offices and whatever
has a verb do not belong here; whether a place lies in the next belongs to place_rows.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tasks.records import ArticleEntity, EntityKind, Label, Mention, RelationType, Span
from tasks.relations.beside import Beside, beside
from tasks.relations.described_places import DescribedPlaces
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.led_names import is_led_by
from tasks.relations.name_rows import joined_people
from tasks.relations.place_rows import PlaceRows
from tasks.relations.seats import SeatFinder

_UNDER = frozenset(
    {"under", "unter", "sotto", "sotto la guida di", "guidata da", "guidato da", ", led by", ", guidata da"}
)
_NATIONS = frozenset(
    {"England", "Scotland", "Wales", "Northern Ireland", "Inghilterra", "Scozia", "Galles", "Schottland"}
)
"""Parts of a state with teams, parliaments and officials of their own."""
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_PARTY_OF_SEAT = re.compile(r"(?:['’]s? )?[(,] ?(?:R|D|I|Rep|Dem|Rep\.|Dem\.) ?[-–—,.] ?")
_PARTISANS = (
    "republikaner", "republikanisch", "demokrat", "sozialdemokrat", "christdemokrat", "freidemokrat", "republican",
    "democrat", "repubblican", "democratic", "laburist", "labour", "tory", "conservat", "socialdemocrat",
    "cristianodemocrat", "liberaldemocrat", "liberaldemokrat", "lib dem", "liberal democrat",
)  # fmt: skip
_LED = frozenset({"government", "party", "team", "side", "administration", "cabinet", "squad", "group", "company"})
_SEATS_OF_POWER = frozenset({"kremlin", "white house", "the white house", "downing street", "elysee", "pentagon"})
_PARTY_FOLK = frozenset(
    {
        "pollster", "donor", "operative", "consultant", "fundraiser", "megadonor", "incumbent", "challenger", "hopeful",
        "contender", "rival", "colleague", "grandee", "stalwart", "heavyweight", "veteran", "leadership", "campaign",
        "party", "state", "presidential", "gubernatorial", "mayoral", "senatorial", "congressional", "whip", "leader",
        "vice-presidential", "front-runner", "frontrunner", "primary", "election", "House", "Senate", "U.S.", "US",
    }
)  # fmt: skip
"""English words between a party and one of its people."""
_OF_PARTY_OR_CLUB = frozenset({"partisan", "colours"})
"""What Italian words for a party's or a club's people are called in `native_label`: `il leghista Borghi`."""
_APPOSED = re.compile(r", (?:an?|the|ein|eine|un|una|il|la)")


class AdjacencyFinder:
    """Finds such facts in the sentences of one article."""

    def __init__(self, reading: Reading, ends: EndFinder, lexicon: Lexicon) -> None:
        """Remember the article; `ends` knows the nouns for places."""
        self.reading = reading
        self.language = lexicon.language
        self.lexicon = lexicon
        self.offices = lexicon.office_beginnings
        self.places = PlaceRows(reading, ends, lexicon)
        self.seats = SeatFinder(reading, lexicon)
        self.described = DescribedPlaces(reading, ends, self.places)

    def find(self, graph: SentenceGraph) -> Iterator[Beside]:
        """Facts of one sentence, in order of rule."""
        mentions = [m for m in self.reading.mentions_in(graph.span) if m.entity is not None]
        if len(mentions) < 2:
            return
        yield from self._in_a_row(graph, mentions)
        yield from self.seats.with_seat(graph, mentions)
        yield from self.seats.of_town(graph, mentions)
        yield from self.described.described(graph)
        yield from self.described.placed(graph, [mention for mention in mentions if mention.label is Label.LOC])

    def _entity(self, mention: Mention) -> ArticleEntity | None:
        return self.reading.entity(mention.entity)

    def _in_a_row(self, graph: SentenceGraph, mentions: Sequence[Mention]) -> Iterator[Beside]:
        for place in range(len(mentions) - 1):
            first, second = mentions[place : place + 2]
            between = graph.text(Span(first.span.end, max(first.span.end, second.span.start)))
            link = between.strip()
            if first.entity == second.entity:
                continue
            if self.places.is_inside_next(graph, mentions, place, link):
                yield beside(RelationType.LOCATED_IN, first, second, "place-apposition", "in")
            elif self.language == "de" and self.places.is_of_country(first, second, link):
                yield beside(RelationType.LOCATED_IN, second, first, "place-apposition", "in")
            elif (rule := self._names_person_first(first, second, link)) is not None:
                yield beside(RelationType.AFFILIATED_WITH, first, second, rule, "of")
            elif (rule := self._names_body_first(graph, first, second, link)) is not None:
                joined = joined_people(graph, second, mentions[place + 2 :]) if self._is_plural(graph, first) else ()
                leads = link == "leader" and rule == "person-of-body"
                fact = RelationType.HEAD_OF if leads else RelationType.AFFILIATED_WITH
                for person in (second, *joined):
                    yield beside(fact, person, first, rule, "of")
            elif self._leads(graph, first, second, link) and not self._modifies(graph, second):
                person, body = (first, second) if self._is_person(first) else (second, first)
                yield beside(RelationType.HEAD_OF, person, body, "possessive", "of")

    def _modifies(self, graph: SentenceGraph, body: Mention) -> bool:
        """`Bushnell's LinkedIn page`: an organisation that only tells what kind of thing is somebody's."""
        after = next((word for word in graph.words if word.span.start >= body.span.end), None)
        noun = self.language == "en" and after is not None and after.upos == "NOUN"
        return noun and after is not None and after.lemma.lower() not in _LED

    def _is_plural(self, graph: SentenceGraph, party: Mention) -> bool:
        """Whether a party's people are several: `die Republikaner Ted Cruz und Marco Rubio`."""
        words = (word for word in graph.words if party.span.contains(word.span))
        return any(word.features.get("Number") == "Plur" and word.upos in {"NOUN", "PROPN"} for word in words)

    def _is_headed(self, graph: SentenceGraph, body: Mention) -> bool:
        """`il tecnico nerazzurro Andrea Stramaccioni`: whether the office of the body's head stands before it."""
        if body.native_label not in _OF_PARTY_OR_CLUB:
            return False
        before = [word for word in graph.words if word.span.end <= body.span.start][-1:]
        return any(
            office.fact == "HEAD_OF"
            for word in before
            for office in (self.lexicon.offices.get((word.lemma.lower(),)),)
            if office is not None
        )

    def _names_person_first(self, person: Mention, body: Mention, link: str) -> str | None:
        """The rule by which a person is of what is named behind."""
        if self._is_seat(person, body, link):
            return "seat"
        owner = body.native_label in _OF_PARTY_OR_CLUB
        apposed = _APPOSED.fullmatch(link) is not None and not owner and self._is_partisan(body, person, "")
        apposed = apposed or (owner and link == "," and body.label is Label.ORG and self._is_partisan(body, person, ""))
        return "person-of-body" if apposed or self._plays_for(person, body, link) else None

    def _names_body_first(self, graph: SentenceGraph, body: Mention, person: Mention, link: str) -> str | None:
        """The rule by which a person is of what is named before."""
        if self._is_partisan(body, person, link) and not self._is_headed(graph, body):
            return "person-of-body"
        return "possessive" if self._owns(body, person, link) else None

    def _owns(self, owner: Mention, person: Mention, link: str) -> bool:
        """`Arsenal's Bukayo Saka`, `Bayerns Harry Kane`: a body in the genitive right before a full name."""
        holder, whose = self._entity(person), self._entity(owner)
        if holder is None or whose is None or holder.kind is not EntityKind.PERSON:
            return False
        land = whose.kind is EntityKind.COUNTRY or whose.name in _NATIONS
        short = self.language == "en" and land and person.label is Label.PER
        titled = link.endswith((" Mr.", " Ms.", " Dr."))
        if " " not in person.text and not titled and not (short and " " in holder.name):
            return False
        seat = self.language == "en" and owner.text.lower() in _SEATS_OF_POWER
        town = self.language == "de" and whose.kind is EntityKind.PLACE and owner.label is Label.LOC
        body = whose.kind is EntityKind.ORGANIZATION or owner.label is Label.ORG
        if not (body or land or seat or town):
            return False
        if owner.label is Label.MISC:
            return False
        if self.language == "de":
            return link == "" and owner.text.endswith("s") and not whose.name.endswith("s")
        return link.removesuffix(" Mr.").removesuffix(" Ms.").removesuffix(" Dr.") in _GENITIVE or (
            self.language == "en" and link == "" and owner.text.endswith(("'s", "’s"))
        )

    def _is_partisan(self, party: Mention, person: Mention, link: str) -> bool:
        """`der Republikaner John Kennedy`, `Republican senator Susan Collins`: whose party a word tells."""
        if party.native_label in _OF_PARTY_OR_CLUB:
            return not link and person.label is Label.PER and not party.text.endswith("i")
        if person.label is not Label.PER or " " not in person.text:
            return False
        office = bool(link) and all(word.lower() in self.offices or word in _PARTY_FOLK for word in link.split())
        beside = not link and (party.text[:1].isupper() or party.native_label == "party")
        return party.text.lower().startswith(_PARTISANS) and (beside or office)

    def _plays_for(self, person: Mention, country: Mention, link: str) -> bool:
        """`Sergio Garcia of Spain`: a full name with a country."""
        whose = self._entity(country)
        if self.language != "en" or link != "of" or person.label is not Label.PER or " " not in person.text:
            return False
        land = whose is not None and (whose.kind is EntityKind.COUNTRY or whose.name in _NATIONS)
        return land and country.label is Label.LOC

    def _is_seat(self, person: Mention, place: Mention, link: str) -> bool:
        """`Jeff Flake (R-Arizona)`, `Chris Coons, D-Delaware`: the state that a member of Congress sits for."""
        holder = self._entity(person)
        if holder is None or holder.kind is not EntityKind.PERSON or place.label is not Label.LOC:
            return False
        return _PARTY_OF_SEAT.fullmatch(link) is not None

    def _is_person(self, mention: Mention) -> bool:
        entity = self._entity(mention)
        return entity is not None and entity.kind is EntityKind.PERSON

    def _leads(self, graph: SentenceGraph, first: Mention, second: Mention, link: str) -> bool:
        """`Jeremy Corbyn's Labour Party`, `il Manchester City di Guardiola`: an organisation that is somebody's."""
        one, other = self._entity(first), self._entity(second)
        if one is None or other is None:
            return False
        body = second.label is Label.ORG and other.kind is EntityKind.ORGANIZATION
        if self.language == "en" and one.kind is EntityKind.PERSON and body:
            return link in _GENITIVE or (link == "" and first.text.endswith(("'s", "’s")))
        if self.language == "de" and one.kind is EntityKind.PERSON and second.label is Label.ORG and not link:
            return " " in first.text and first.text.endswith("s")
        if self.language == "it" and link == "di":
            return is_led_by(self.reading, graph, first, second)
        if other.kind is EntityKind.PERSON and first.label is Label.ORG and one.kind is EntityKind.ORGANIZATION:
            return link in _UNDER or (self.language in {"de", "it"} and link in {"di", "von"})
        return False
