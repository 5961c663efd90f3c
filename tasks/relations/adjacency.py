"""Facts that names side by side tell: `Goma, Congo`, `the Ukrainian city of Kharkiv`, `Arsenal's Bukayo Saka`.

Works on words in a row, as titles do (offices.py): where parsers disagree most, order is fixed. Offices and whatever
has a verb do not belong here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.records import ArticleEntity, End, EntityKind, Label, Mention, RelationType, Span, Word
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.name_rows import joined_people

_OF = frozenset({"of", "di", "von"})
_LINKS = frozenset({*_OF, "in", "the", "der", "des", "il", "lo", "la", "l'", "l’", "d'", "d’", "dem", "den"})
_AND = frozenset({"and", "or", "und", "oder", "e", "ed", "o", "&"})
_UNDER = frozenset(
    {"under", "unter", "sotto", "sotto la guida di", "guidata da", "guidato da", ", led by", ", guidata da"}
)
_NATIONS = frozenset(
    {"England", "Scotland", "Wales", "Northern Ireland", "Inghilterra", "Scozia", "Galles", "Schottland"}
)
"""Parts of a state with teams, parliaments and officials of their own."""
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_INSIDE = re.compile(r",? ?(?:in|im|in the|nel|nello|nella|nell['’]|nei|negli|nelle)", re.IGNORECASE)
_SMALL_WORDS = re.compile(r",(?: (?:in|im|the|der|die|das|den|dem|nel\w*|nei|negli|il|lo|la|i|gli|le|l['’]))+")
_OF_WHOLE = re.compile(r"of|von|di|del|dello|della|dell['’]|dei|degli|delle")
_SEATED = re.compile(
    r",? ?(?:con (?:sede|base|quartier generale)(?: \w+)?|basat[oaei]|domiciliat[oaei])"
    r" (?:a|ad|in|nel|nello|nella|nell['’]|negli|nei)"
)
_WHEREABOUTS = frozenset({"a", "ad", "di", "da"})
_INSIDE_OF = frozenset({"in der", "in dem", "im", "nella", "in the"})
_DIRECTION = re.compile(
    r",? ?(?:in (?:the )?|im |nel |a |al )"
    r"(?:north|south|east|west|centre|center|central|heart|Norden|Süden|Osten|Westen|Zentrum|nord|sud|est|ovest|centro)"
    r"(?:-?east|-?west|-central|osten|westen)?(?:ern)?(?: (?:region|part|coast|corner|half|outskirts))?"
    r"(?: of(?: the)?| von| der| des| di| del| dell['’]| della| degli)?",
    re.IGNORECASE,
)
_PARTY_OF_SEAT = re.compile(r"(?:['’]s? )?[(,] ?(?:R|D|I|Rep|Dem|Rep\.|Dem\.) ?[-–—,.] ?")
_OF_OR_IN = frozenset({"in", "of", "nella", "nel", "della"})
_REGIONS = frozenset({"province", "county", "prefecture", "district", "provincia", "distretto", "provinz", "region"})
_INSTITUTION = re.compile(
    r"Institut|Istitut|Universit|Hospital|Ospedal|Museum|Museo|Service|Servizi|Cent(?:er|re)|Centro|College|School|Scuola"
    r"|Court|Corte|Tribunal|Librar|Academ|Accademi|Akademi|Observator|Osservator|Clini|Klinik|Krankenhaus|[Dd]ienst"
    r"|Laborator|Foundation|Fondazion|Agen(?:cy|zia|tur)|Zentrum|Schule|Gericht|Bibliot|Conservator|Politecnic|Seminar|Garden|Giardin|Castello|Schloss|Theat|Teatr"
)
"""What names of bodies hold that have one seat; others (`World Vision`) are in many towns."""
_SHORT_LINK = 2
_BODY = EntityKind.ORGANIZATION
_TOWN_LINKS = {"en": frozenset({"in"}), "it": frozenset({"di", "a"}), "de": frozenset({"in"})}
_HOLDING = frozenset({"of", "at", "from", "von", "vom", "am", "des", "der"})
"""What a phrase begins with that a body and its town stand in."""
_LANDS = frozenset({EntityKind.COUNTRY, EntityKind.PLACE})
_PARTISANS = (
    "republikaner", "republikanisch", "demokrat", "sozialdemokrat", "christdemokrat", "freidemokrat", "republican",
    "democrat", "repubblican", "democratic", "laburist", "labour", "tory", "conservat", "socialdemocrat",
    "cristianodemocrat", "liberaldemocrat", "liberaldemokrat",
)  # fmt: skip
_LED = frozenset({"government", "party", "team", "side", "administration", "cabinet", "squad", "group", "company"})
_SEATS_OF_POWER = frozenset({"kremlin", "white house", "the white house", "downing street", "elysee", "pentagon"})
_CONTINENTS = frozenset(
    {
        "Africa", "Asia", "Europe", "North America", "South America", "Latin America", "Central America", "Oceania",
        "Middle East", "Central Asia", "Southeast Asia", "East Asia", "South Asia", "Eastern Europe", "Western Europe",
        "East Africa", "West Africa", "North Africa", "Antarctica",
    }
)  # fmt: skip
"""What lies in no country: `In Asia, Japan's Nikkei rose`."""
_PARTY_FOLK = frozenset(
    {
        "pollster", "donor", "operative", "consultant", "fundraiser", "megadonor", "incumbent", "challenger", "hopeful",
        "contender", "rival", "colleague", "grandee", "stalwart", "heavyweight", "veteran", "leadership", "campaign",
        "party", "state", "presidential", "gubernatorial", "mayoral", "senatorial", "congressional", "whip", "leader",
        "vice-presidential", "front-runner", "frontrunner", "primary", "election", "House", "Senate", "U.S.", "US",
    }
)  # fmt: skip
"""English words between a party and one of its people."""
_APPOSED = re.compile(r", (?:an?|the|ein|eine|un|una|il|la)")
_REACH = 4
_LONGEST_LINK = 9
_SEATS = ("capital", "hauptstadt", "capitale", "capoluogo")
_LIES_IN = frozenset({"in", "on", "im", "auf", "nel", "nello", "nella", "nell'", "su", "sul", "sulla", "sull'"})
_BE = frozenset({"be", "sein", "essere"})


@dataclass(frozen=True, slots=True)
class Beside:
    """A fact of two names: its type, ends, the words that tell it, and the rule that saw it."""

    type: RelationType
    subject: End
    object: End
    words: Span
    lemma: str
    rule: str


class AdjacencyFinder:
    """Finds such facts in the sentences of one article."""

    def __init__(self, reading: Reading, ends: EndFinder, lexicon: Lexicon) -> None:
        """Remember the article; `ends` knows the nouns for places."""
        self.reading = reading
        self.ends = ends
        self.language = lexicon.language
        self.offices = lexicon.office_beginnings

    def find(self, graph: SentenceGraph) -> Iterator[Beside]:
        """Facts of one sentence, in order of rule."""
        mentions = [m for m in self.reading.mentions_in(graph.span) if m.entity is not None]
        if len(mentions) < 2:
            return
        yield from self._in_a_row(graph, mentions)
        yield from self._with_seat(graph, mentions)
        yield from self._of_town(graph, mentions)
        yield from self._described(graph)
        yield from self._placed(graph, [mention for mention in mentions if mention.label is Label.LOC])

    def _entity(self, mention: Mention) -> ArticleEntity | None:
        return self.reading.entity(mention.entity)

    # Two names in a row -----------------------------------------------------------------------------------------

    def _in_a_row(self, graph: SentenceGraph, mentions: Sequence[Mention]) -> Iterator[Beside]:
        for place in range(len(mentions) - 1):
            first, second = mentions[place : place + 2]
            between = graph.text(Span(first.span.end, max(first.span.end, second.span.start)))
            link = between.strip()
            if first.entity == second.entity:
                continue
            placed = (
                (_INSIDE.fullmatch(link) and self._is_inside(graph, mentions, place, link))
                or _DIRECTION.fullmatch(link)
                or (_OF_WHOLE.fullmatch(link) and " " in first.text)
                or (link in _INSIDE_OF and self._begins_with_kind(graph, second))
                or ((link in _OF_OR_IN) and self._tells_its_kind(graph, second))
                or (link == "," and not self._in_list(graph, mentions, place))
            )
            if placed and self._is_part(first, second):
                yield beside(RelationType.LOCATED_IN, first, second, "place-apposition", "in")
            elif self.language == "de" and self._is_of_country(first, second, link):
                yield beside(RelationType.LOCATED_IN, second, first, "place-apposition", "in")
            elif (rule := self._names_person_first(first, second, link)) is not None:
                yield beside(RelationType.AFFILIATED_WITH, first, second, rule, "of")
            elif (rule := self._names_body_first(first, second, link)) is not None:
                joined = joined_people(graph, second, mentions[place + 2 :]) if self._is_plural(graph, first) else ()
                for person in (second, *joined):
                    yield beside(RelationType.AFFILIATED_WITH, person, first, rule, "of")
            elif self._leads(first, second, link) and not self._modifies(graph, second):
                person, body = (second, first) if first.label is Label.ORG else (first, second)
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

    def _names_person_first(self, person: Mention, body: Mention, link: str) -> str | None:
        """The rule by which a person is of what is named behind."""
        if self._is_seat(person, body, link):
            return "seat"
        apposed = _APPOSED.fullmatch(link) is not None and self._is_partisan(body, person, "")
        return "person-of-body" if apposed or self._plays_for(person, body, link) else None

    def _names_body_first(self, body: Mention, person: Mention, link: str) -> str | None:
        """The rule by which a person is of what is named before."""
        if self._is_partisan(body, person, link):
            return "person-of-body"
        return "possessive" if self._owns(body, person, link) else None

    def _is_part(self, inner: Mention, outer: Mention) -> bool:
        """Whether two places can be a place and the larger one that holds it."""
        if inner.label is not Label.LOC or outer.label is not Label.LOC:
            return False
        small, large = self._entity(inner), self._entity(outer)
        if small is None or large is None or small.kind is EntityKind.COUNTRY or small.label is Label.PER:
            return False
        if small.name in _CONTINENTS:
            return False
        known = small.country_code, large.country_code
        return None in known or known[0] == known[1]

    def _is_inside(self, graph: SentenceGraph, mentions: Sequence[Mention], place: int, link: str) -> bool:
        """Whether `in` tells where the first lies: not in a list, nor as a genitive (`Münchens in Schwabing`)."""
        if link.startswith(","):
            return not self._in_list(graph, mentions, place)
        first = mentions[place]
        entity = self._entity(first)
        owns = self.language == "de" and entity is not None and first.text == entity.name + "s"
        return not owns and self._is_known(graph, first, link)

    def _is_known(self, graph: SentenceGraph, mention: Mention, link: str) -> bool:
        """Whether a place is sure to be one: `Modi in Delhi` may be a person whom a tagger takes for a place.

        `a Xining nella provincia di Qinghai` is one: where an Italian place has an article, it lies in a region.
        """
        entity = self._entity(mention)
        if entity is None:
            return False
        if entity.country_code is not None or " " in mention.text or "-" in mention.text:
            return True
        before = next((word for word in reversed(graph.words) if word.span.end <= mention.span.start), None)
        if before is None:
            return False
        region = link.startswith(("ne", "in")) and before.text.lower() in _WHEREABOUTS
        return region or (before.upos == "NOUN" and self.ends.is_place_noun(before))

    def _tells_its_kind(self, graph: SentenceGraph, mention: Mention) -> bool:
        """`Liupanshui in Guizhou province`, `Xining of Qinghai Province`: it ends in its kind of place."""
        words = [each for each in graph.words if mention.span.contains(each.span)]
        return len(words) > 1 and self.ends.is_place_noun(words[-1]) and words[-1].text.lower() in _REGIONS

    def _begins_with_kind(self, graph: SentenceGraph, mention: Mention) -> bool:
        """`in der Provinz Guizhou`: a name whose first word tells what kind of place it is."""
        word = next((each for each in graph.words if each.span.start == mention.span.start), None)
        return word is not None and mention.text != word.text and self.ends.is_place_noun(word)

    def _is_of_country(self, country: Mention, place: Mention, link: str) -> bool:
        """`im englischen Manchester`: a place with the nationality of its country."""
        whole, part = self._entity(country), self._entity(place)
        if link or country.label is not Label.MISC or not country.text.islower() or place.label is not Label.LOC:
            return False
        if whole is None or part is None or whole.kind not in _LANDS or part.kind is EntityKind.COUNTRY:
            return False
        return part.country_code in {None, whole.country_code} and part.label is not Label.PER

    def _with_seat(self, graph: SentenceGraph, mentions: Sequence[Mention]) -> Iterator[Beside]:
        """`Apple, con sede a Cupertino`: where an organisation has its seat."""
        for place, (first, second) in enumerate(pairwise(mentions)):
            link = graph.text(Span(first.span.end, max(first.span.end, second.span.start))).strip()
            seated = self._seated(graph, mentions, place) if _SEATED.fullmatch(link) else None
            if seated is not None and second.label is Label.LOC and seated.entity != second.entity:
                yield beside(RelationType.LOCATED_IN, seated, second, "place-apposition", "in")

    def _of_town(self, graph: SentenceGraph, mentions: Sequence[Mention]) -> Iterator[Beside]:
        """`of the National Cancer Institute in Bethesda`, `il Servizio meteorologico nazionale di Phoenix`.

        An institution with its town right behind it: where it is part of a phrase, or the subject.
        """
        for first, second in pairwise(mentions):
            town = self._entity(second)
            body = self._entity(first)
            if first.label is not Label.ORG or second.label is not Label.LOC or " " not in first.text:
                continue
            if town is None or town.kind is not EntityKind.PLACE or body is None or body.kind is not _BODY:
                continue
            link = graph.text(Span(first.span.end, max(first.span.end, second.span.start))).strip()
            if (
                self._has_a_seat(first)
                and link in _TOWN_LINKS.get(self.language, ())
                and self._is_phrase(graph, first, link)
            ):
                yield beside(RelationType.LOCATED_IN, first, second, "place-apposition", "in")

    def _has_a_seat(self, body: Mention) -> bool:
        """Beside Italian `di` and German `in` only institutions have: `lo staff di World Vision di Donggala`."""
        return self.language == "en" or _INSTITUTION.search(body.text) is not None

    def _is_phrase(self, graph: SentenceGraph, body: Mention, link: str) -> bool:
        """Whether a body with `in` and a town is one phrase, not two beside a verb (`joined Apple in Paris`)."""
        if link in _OF:
            return True
        inside = [word for word in graph.words if body.span.contains(word.span)]
        before = [word for word in graph.words if word.span.end <= body.span.start and word.upos != "DET"]
        if not inside:
            return False
        heads = {word.head for word in inside} - {word.index for word in inside}
        subject = any(word.relation == "nsubj" and word.head > word.index for word in inside) and len(heads) == 1
        return subject or (bool(before) and before[-1].text.lower() in _HOLDING)

    def _seated(self, graph: SentenceGraph, mentions: Sequence[Mention], place: int) -> Mention | None:
        """The organisation that has its seat in what follows, also behind whose it is (`l'ente degli Usa con sede`)."""
        if mentions[place].label is Label.ORG:
            return mentions[place]
        if not place or mentions[place - 1].label is not Label.ORG:
            return None
        owned = graph.text(Span(mentions[place - 1].span.end, mentions[place].span.start)).strip()
        return mentions[place - 1] if _OF_WHOLE.fullmatch(owned) or mentions[place].label is Label.MISC else None

    def _in_list(self, graph: SentenceGraph, mentions: Sequence[Mention], place: int) -> bool:
        """Whether the two stand in a list of places (`Paris, London and Berlin`)."""
        first, second = mentions[place], mentions[place + 1]
        before = graph.text(Span(graph.span.start, first.span.start)).rstrip()
        if (
            place
            and mentions[place - 1].label in {Label.LOC, Label.ORG}
            and before.endswith(",")
            and self._touches(graph, place - 1)
        ):
            return True
        after = graph.text(Span(second.span.end, graph.span.end)).lstrip()
        joined = after.split(maxsplit=1)[:1]
        if self._in_pairs(graph, mentions[place : place + 4]):
            return False
        if joined and joined[0].lower() in _AND:
            return self._is_joined_to_name(graph, mentions, place + 1) or not self._lies_in_country(first, second)
        if self.language == "de" and after.startswith(",") and after[1:].split(maxsplit=1)[:1] in (["und"], ["oder"]):
            return False
        large = self._entity(second)
        following = mentions[place + 2] if place + 2 < len(mentions) else None
        return bool(
            following is not None
            and following.label in {Label.LOC, Label.ORG}
            and after.startswith(",")
            and self._goes_on(graph, second, following)
            and (large is None or large.kind is not EntityKind.COUNTRY)
        )

    @staticmethod
    def _goes_on(graph: SentenceGraph, second: Mention, following: Mention) -> bool:
        """Whether a list goes on behind its second place, also with small words: `Europa, Asien, den USA und ...`."""
        link = graph.text(Span(second.span.end, following.span.start)).strip()
        if link.split(" ")[-1] in {",", *_AND}:
            return True
        after = graph.text(Span(following.span.end, graph.span.end)).lstrip()
        joined = after.split(maxsplit=1)[:1]
        more = bool(joined) and (
            joined[0].lower() in _AND or (after[0] == "," and "in" not in link and "im" not in link)
        )
        return more and _SMALL_WORDS.fullmatch(link) is not None

    def _is_joined_to_name(self, graph: SentenceGraph, mentions: Sequence[Mention], place: int) -> bool:
        """Whether behind a name and `and` another name stands: not in `south of Eugenia, Mexico and moving`."""
        following = mentions[place + 1] if place + 1 < len(mentions) else None
        if following is None:
            return False
        link = graph.text(Span(mentions[place].span.end, max(mentions[place].span.end, following.span.start)))
        return len(link.split()) <= _SHORT_LINK

    def _lies_in_country(self, inner: Mention, outer: Mention) -> bool:
        small, large = self._entity(inner), self._entity(outer)
        return large is not None and large.kind is EntityKind.COUNTRY and small is not None

    def _in_pairs(self, graph: SentenceGraph, places: Sequence[Mention]) -> bool:
        """`tra Kansas City, Missouri e Omaha, Nebraska`: each of two places has its region behind a comma."""
        if len(places) < 4 or any(each.label is not Label.LOC for each in places):
            return False
        link = graph.text(Span(places[1].span.end, places[2].span.start)).strip(" ,")
        return link in _AND and graph.text(Span(places[2].span.end, places[3].span.start)).strip() == ","

    def _touches(self, graph: SentenceGraph, place: int) -> bool:
        mentions = [m for m in self.reading.mentions_in(graph.span) if m.entity is not None]
        first, second = mentions[place : place + 2]
        return graph.text(Span(first.span.end, max(first.span.end, second.span.start))).strip() == ","

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

    def _leads(self, first: Mention, second: Mention, link: str) -> bool:
        """`Jeremy Corbyn's Labour Party`, `il Manchester City di Guardiola`: an organisation that is somebody's."""
        one, other = self._entity(first), self._entity(second)
        if one is None or other is None:
            return False
        body = second.label is Label.ORG and other.kind is EntityKind.ORGANIZATION
        if self.language == "en" and one.kind is EntityKind.PERSON and body:
            return link in _GENITIVE or (link == "" and first.text.endswith(("'s", "’s")))
        if self.language == "de" and one.kind is EntityKind.PERSON and second.label is Label.ORG and not link:
            return " " in first.text and first.text.endswith("s")
        if other.kind is EntityKind.PERSON and first.label is Label.ORG and one.kind is EntityKind.ORGANIZATION:
            return link in _UNDER or (self.language in {"de", "it"} and link in {"di", "von"})
        return False

    # Two places with nouns for places between -------------------------------------------------------------------

    def _placed(self, graph: SentenceGraph, places: Sequence[Mention]) -> Iterator[Beside]:
        """`Surabaya, capital of East Java`, `die Stadt Padang in der Provinz Westsumatra`, `X ist eine Stadt auf Y`."""
        for first, second in pairwise(places):
            if first.entity == second.entity or not self._is_part(first, second):
                continue
            between = [
                word for word in graph.words if first.span.end <= word.span.start and word.span.end <= second.span.start
            ]
            if self._tell_place(between):
                yield beside(RelationType.LOCATED_IN, first, second, "place-description", "in")

    def _tell_place(self, between: Sequence[Word]) -> bool:
        """Whether words can only say that what stands before them lies in what stands behind."""
        if len(between) == 2:
            of = between[1].lemma.lower() in _OF
            return of and between[0].upos in {"NOUN", "PROPN"} and self.ends.is_place_noun(between[0])
        if not 2 < len(between) <= _LONGEST_LINK:
            return False
        nouns = [word for word in between if word.upos == "NOUN"]
        if not nouns or not all(self.ends.is_place_noun(word) for word in nouns):
            return False
        seats = all(word.lemma.lower().endswith(_SEATS) for word in nouns)
        inside = any(word.text.lower() in _LIES_IN for word in between)
        comma = between[0].text == ","
        known = all(self._may_link(word, between[0]) for word in between)
        ending = next(word for word in reversed(between) if word.upos != "DET")
        return known and (inside or (comma and (seats or ending.lemma.lower() in _OF)))

    def _may_link(self, word: Word, first: Word) -> bool:
        if word is first and word.text == ",":
            return True
        if word.upos == "ADP":
            return word.text.lower() in _LIES_IN or word.lemma.lower() in _OF or word.text.lower() in _OF
        if word.upos == "AUX":
            return word.lemma.lower() in _BE
        return word.upos in {"DET", "ADJ", "NOUN"} or word.text in _GENITIVE or self._country_at(word) is not None

    # A noun for a place with its country and name ----------------------------------------------------------------

    def _described(self, graph: SentenceGraph) -> Iterator[Beside]:
        for word in graph.words:
            if word.upos not in {"NOUN", "PROPN"} or not self.ends.is_place_noun(word):
                continue
            owner, end = self._owner(graph, word)
            if owner is None:
                continue
            name = self._name(graph, word, end, owner)
            if name is not None:
                yield Beside(
                    RelationType.LOCATED_IN, _end(name), _end(owner), word.span, word.lemma.lower(), "place-description"
                )

    def _owner(self, graph: SentenceGraph, noun: Word) -> tuple[Mention | None, int]:
        """The country of the noun, before or after it, and where the words after noun and country begin."""
        for place in range(noun.index - 2, max(-1, noun.index - 2 - _REACH), -1):
            word = graph.words[place]
            owner = self._country_at(word)
            if owner is not None:
                return owner, noun.index
            if word.upos not in {"ADJ", "DET", "NOUN", "PROPN"} and word.text not in _GENITIVE:
                break
        place = noun.index
        while place < len(graph.words) and place - noun.index < _REACH:
            word = graph.words[place]
            owner = self._country_at(word)
            if owner is not None:
                last = place
                while last < len(graph.words) and owner.span.contains(graph.words[last].span):
                    last += 1
                return owner, last
            if word.text.lower() not in _LINKS and word.upos not in {"ADP", "DET", "ADJ"}:
                break
            place += 1
        return None, noun.index

    def _country_at(self, word: Word) -> Mention | None:
        for mention in self.reading.mentions_in(word.span):
            entity = self._entity(mention)
            if entity is not None and entity.kind is EntityKind.COUNTRY:
                return mention
        return None

    def _name(self, graph: SentenceGraph, noun: Word, end: int, owner: Mention) -> Mention | None:
        """The place's name: behind noun and country (`of`, comma or nothing between), else before an apposition."""
        words = graph.words
        place = end
        while place < len(words) and place - end < 2 and (words[place].text.lower() in {*_OF, ","}):
            place += 1
        if place < len(words):
            found = self._place_at(words[place], owner)
            if found is not None and found.span.start == words[place].span.start:
                return found
        start = noun.index - 1
        while start > 0 and words[start - 1].upos in {"DET", "ADJ"} and start > noun.index - _REACH:
            start -= 1
        if start < 2 or words[start - 1].text != ",":
            return None
        found = self._place_at(words[start - 2], owner)
        return found if found is not None and found.span.end == words[start - 2].span.end else None

    def _place_at(self, word: Word, owner: Mention) -> Mention | None:
        for mention in self.reading.mentions_in(word.span):
            entity = self._entity(mention)
            if mention.label is not Label.LOC or entity is None or entity.kind is EntityKind.COUNTRY:
                continue
            code, country = entity.country_code, self._entity(owner)
            if code is None or country is None or country.country_code in {None, code}:
                return mention
        return None


def _end(mention: Mention) -> End:
    return End(mention.span, mention.text, mention.entity)


def beside(type_: RelationType, subject: Mention, obj: Mention, rule: str, lemma: str) -> Beside:
    """A fact of two mentions, told by the words from the one to the other."""
    return Beside(type_, _end(subject), _end(obj), subject.span.cover(obj.span), lemma, rule)
