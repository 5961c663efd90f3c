"""What an office belongs to: the country or organisation named beside it, or the only one that fits.

Who holds an office belongs to offices.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import End, EntityKind, EntityNumber, Label, Mention, Word
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.office_words import OfficeWords

BELONGING = frozenset({"of", "von", "di", "for", "für", "per", "at", "bei", "'s"})
_OF_STATE = ("secretary of", "foreign", "segretario di", "premier", "kanzler", "chancellor")
"""Offices of a country: a country named beside them wins over any other name (`degli Esteri kazako`)."""


class BodyFinder:
    """Finds the bodies of offices in one article."""

    def __init__(self, reading: Reading, ends: EndFinder, lexicon: Lexicon) -> None:
        """Remember what every sentence needs."""
        self.reading = reading
        self.ends = ends
        self.lexicon = lexicon

    def after_name(self, graph: SentenceGraph, person: Mention) -> End | None:
        """`King Felipe of Spain`."""
        behind = [word for word in graph.words if word.span.start >= person.span.end][:3]
        if not behind or behind[0].lemma.lower() not in {"of", "von", "di"}:
            return None
        for word in behind[1:]:
            for mention in self.reading.mentions_in(word.span):
                if mention.label in {Label.LOC, Label.ORG}:
                    return End(mention.span, mention.text, mention.entity)
        return None

    def body_of(self, graph: SentenceGraph, office: OfficeWords, start: int, end: int) -> End | None:
        """The country or organisation named beside the office: compound, nationality, genitive or of-phrase."""
        words = graph.words
        if office.prefix:
            found = self._by_name(office.prefix, words[office.first])
            if found is not None:
                return found
        nearby = (
            *range(office.last + 1, min(end, len(words))),
            *range(office.first - 1, start - 1, -1),
            *(range(office.first, office.last + 1) if office.first == office.last else ()),
        )
        named: list[tuple[bool, End]] = []
        for place in nearby:
            for mention in self.reading.mentions_in(words[place].span):
                entity = self.reading.entity(mention.entity)
                kind = entity.kind if entity else None
                if mention.label is Label.PER or kind is EntityKind.PERSON:
                    continue
                if place < office.first and not self._leads_to(graph, mention, office, place):
                    continue
                if place > office.last and mention.label is Label.ORG and "minist" in office.office.lemma.lower():
                    continue
                named.append((kind is EntityKind.COUNTRY, End(mention.span, mention.text, mention.entity)))
        if not named and office.office.fact == "HEAD_OF" and not office.office.state:
            return self._misread_body(words, office)
        lemma = office.office.lemma.lower()
        of_state = lemma.startswith(_OF_STATE) or "minist" in lemma or office.office.country is not None
        country = next((end for is_country, end in named if is_country), None) if of_state else None
        if office.office.country is not None and country is None:
            number = self.ends.country(office.office.country)
            return None if number is None else self._naming(number)
        return country or (named[0][1] if named else None)

    def _misread_body(self, words: Sequence[Word], office: OfficeWords) -> End | None:
        """`CEO of Sainsbury's`: nobody heads a person, so what a recogniser took for one is the organisation."""
        place = office.last + 1
        if place >= len(words) or words[place].lemma.lower() not in BELONGING:
            return None
        for word in words[place + 1 : place + 3]:
            for mention in self.reading.mentions_in(word.span):
                single = " " not in mention.text and mention.span.start == word.span.start
                return End(mention.span, mention.text, mention.entity) if single else None
            if word.upos != "DET":
                return None
        return None

    def _leads_to(self, graph: SentenceGraph, mention: Mention, office: OfficeWords, place: int) -> bool:
        """Whether a name before an office can be its body: not the place of `traf in Berlin Kanzler Olaf Scholz`."""
        hyphen = place + 1 < office.first and graph.words[place + 1].text == "-"
        if mention.label is not Label.MISC:
            return hyphen or self.lexicon.language != "de" or mention.text.endswith(("s", "’", "'"))
        kind = getattr(self.reading.entity(mention.entity), "kind", None)
        return kind in {EntityKind.COUNTRY, EntityKind.PLACE} or (hyphen and place + 2 == office.first)

    def _by_name(self, prefix: str, word: Word) -> End | None:
        for mention in self.reading.mentions_in(word.span):
            if mention.label is not Label.PER:
                return End(mention.span, mention.text, mention.entity)
        lowered = prefix.lower()
        for entity in self.reading.entities:
            if entity.label is not Label.PER and any(
                alias.text.lower() in {lowered, lowered + "s"} for alias in entity.aliases
            ):
                return End(word.span, self.reading.body[word.span.start : word.span.end], entity.number)
        return None

    def only_body(self, person: Mention) -> End | None:
        """The only country that the article ties the person to, else the only one that it names."""
        entity = self.reading.entity(person.entity)
        if entity is not None and entity.countries:
            if len(set(entity.countries)) > 1:
                return None
            number = self.ends.country(entity.countries[0])
            return None if number is None else self._naming(number)
        countries = {
            mention.entity
            for mention in self.reading.document.mentions
            if (named := self.reading.entity(mention.entity)) is not None and named.kind is EntityKind.COUNTRY
        }
        only = countries.pop() if len(countries) == 1 else None
        return None if only is None else self._naming(only)

    def _naming(self, number: EntityNumber) -> End | None:
        for mention in self.reading.document.mentions:
            if mention.entity == number:
                return End(mention.span, mention.text, number)
        return None
