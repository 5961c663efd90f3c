"""What an office belongs to: the country or organisation named beside it.

Who holds an office belongs to offices.py; whose it is where nothing is named beside it to likely_country.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import End, EntityKind, EntityNumber, Label, Mention, Span, Word
from tasks.relations.body_words import BodyWords
from tasks.relations.clubs import club_of_town
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon, Office
from tasks.relations.further_bodies import GOVERNING
from tasks.relations.graph import SentenceGraph
from tasks.relations.likely_body import LikelyBodies
from tasks.relations.likely_country import LikelyCountries
from tasks.relations.name_rows import tells_kind_of_next
from tasks.relations.office_fits import (
    in_compound,
    is_minister,
    is_name_of_office,
    is_only_wanted,
    is_party_written_small,
    is_where,
    tells_origin,
)
from tasks.relations.office_words import OfficeWords
from tasks.relations.possessors import Possessors

_OF = frozenset({"of", "von", "di"})
_FROM = frozenset({"aus", "from"})
_OF_STATE = ("secretary of", "foreign", "segretario di", "premier", "kanzler", "chancellor")
"""Offices of a country: a country named beside them wins over any other name (`degli Esteri kazako`)."""

_OWNED = frozenset({" ", "'s ", "’s ", "' ", "’ "})
"""What parts a body's name from the place that its office is for (`the SNP's Westminster leader`)."""
_AT = frozenset({"presso", "a", "in", "to", "at", "bei", "an"})
_CLOSE = frozenset({"partner", "lawyer", "attorney", "colleague", "teammate"})
"""Offices for a person: the body named in front of that person is the person's."""
_OF_SECULAR_TOWNS = ("sindac", "primo cittadino", "mayor", "bürgermeister", "oberbürgermeister")
_OF_TOWNS = (*_OF_SECULAR_TOWNS, "vescovo", "arcivescovo", "bishop")
"""Offices of a town, whatever country is named beside it (`sindaco della capitale sudcoreana Seul`)."""
_QUOTES = frozenset({'"', "“", "”", "«", "»"})
"""Marks that close the name of a paper in front of a hyphen: `der „Spiegel“-Reporter`."""
_SHADOW = "schatten"
"""What a German party's own ministers are called by in opposition (`Schatteninnenminister der Tories`)."""
_LOCAL = "local"
"""What a German adjective of a town or land is called in `native_label`."""
_LANDS = frozenset({EntityKind.COUNTRY, EntityKind.PLACE})
_COUNTRY_NOUNS = frozenset({"land", "staat", "country", "nation", "state", "paese", "stato", "nazione"})


class BodyFinder:
    """Finds the bodies of offices in one article."""

    def __init__(self, reading: Reading, ends: EndFinder, lexicon: Lexicon) -> None:
        """Remember what every sentence needs."""
        self.reading = reading
        self.ends = ends
        self.lexicon = lexicon
        self.likely = LikelyCountries(reading, ends, lexicon)
        self.likely_bodies = LikelyBodies(reading, lexicon)
        self.possessors = Possessors(reading, ends)
        self.words = BodyWords(reading, lexicon)
        self._envoys = frozenset(noun.lower() for noun in lexicon.words.envoy_nouns)

    def after_name(self, graph: SentenceGraph, person: Mention, office: Office) -> End | None:
        """`King Felipe of Spain`, `Senator Bernie Sanders aus Vermont`; nobody is head of where he comes from."""
        behind = [word for word in graph.words if word.span.start >= person.span.end][:3]
        wanted = _OF | (_FROM if office.fact == "AFFILIATED_WITH" else frozenset())
        if not behind or behind[0].lemma.lower() not in wanted:
            return None
        for word in behind[1:]:
            for mention in self.reading.mentions_in(word.span):
                if mention.label in {Label.LOC, Label.ORG}:
                    return End(mention.span, mention.text, mention.entity)
        return None

    def body_of(self, graph: SentenceGraph, office: OfficeWords, start: int, end: int) -> End | None:
        """The country or organisation named beside the office: compound, nationality, genitive or of-phrase."""
        return self._sender(graph, office, start) or self._beside(graph, office, start, end)

    def _beside(self, graph: SentenceGraph, office: OfficeWords, start: int, end: int) -> End | None:
        words = graph.words
        found = self.words.by_name(office.prefix, words[office.first]) if office.prefix else None
        if found is not None and self._is_subject(found, office):
            found = None
        found = found or self.words.hyphenated(words, office) or self.possessors.of(graph, office, start)
        if found is not None:
            return found
        named = self._named_beside(graph, office, start, end) or self.words.inside_word(words, office)
        at = office.last + 1 < len(words) and words[office.last + 1].text == "at"
        if not named and ((office.office.fact == "HEAD_OF" and not office.office.state) or at):
            return self.words.misread_body(words, office)
        if not named and office.first:
            return self.words.misread_letters(words[office.first - 1])
        party = self.words.party(words[start : office.first]) if not named else None
        if party is not None:
            return party
        lemma = office.office.lemma.lower()
        of_state = lemma.startswith(_OF_STATE) or is_minister(lemma) or office.office.country is not None
        country = next((end for is_country, end in named if is_country), None) if of_state else None
        if office.office.country is not None and country is None:
            number = self.ends.country(office.office.country)
            return None if number is None else self.likely.naming(number)
        if lemma.startswith(_OF_TOWNS):
            named = [each for each in named if not each[0]]
        if self.lexicon.language == "de" and lemma.endswith(GOVERNING):
            named = sorted(named, key=lambda each: self._is_organization(each[1]))
        return country or self._organization(words, office, named) or (named[0][1] if named else None)

    def _sender(self, graph: SentenceGraph, office: OfficeWords, start: int) -> End | None:
        """The country in front of an envoy's office, who acts for it, whatever body he or she is sent to.

        `die amerikanische UN-Botschafterin`, `Russia's UN ambassador`, `the US ambassador to the UN`.
        """
        if office.office.lemma.lower() not in self._envoys:
            return None
        named = self._named_beside(graph, office, start, office.last)
        first = graph.words[office.first].span.start
        return next((end for is_country, end in named if is_country and end.span.end <= first), None)

    def is_party_of_town_head(self, words: Sequence[Word], office: OfficeWords, body: End | None) -> bool:
        """`l'ex sindaco Pd`, `Labour mayor Sadiq Khan`: a body that the head of a town only belongs to."""
        if body is None or not office.office.lemma.lower().startswith(_OF_SECULAR_TOWNS):
            return False
        behind = words[office.last].span.end
        led = any(w.upos == "ADP" and behind <= w.span.start and w.span.end <= body.span.start for w in words)
        return not led and self._is_organization(body)

    def _is_organization(self, body: End) -> bool:
        entity = self.reading.entity(body.entity)
        return entity is not None and entity.kind is EntityKind.ORGANIZATION

    def _organization(
        self, words: Sequence[Word], office: OfficeWords, named: Sequence[tuple[bool, End]]
    ) -> End | None:
        """`Chef des US-Konzerns Apple`: the organisation, where a country before it only tells whose that is.

        Not where somebody acts for the country: `l'ambasciatore della Cina presso l'Unione europea`.
        """
        behind = words[office.last].span.end
        if not named or not named[0][0] or named[0][1].span.start <= behind + 1:
            return None
        country = named[0][1].span.end
        for is_country, end in named[1:]:
            between = [word for word in words if country <= word.span.start and word.span.end <= end.span.start]
            if any(word.upos == "ADP" and word.lemma.lower() in _AT for word in between):
                return None
            if not is_country and end.span.start > behind:
                entity = self.reading.entity(end.entity)
                return end if entity is not None and entity.kind is EntityKind.ORGANIZATION else None
        return None

    def _named_beside(self, graph: SentenceGraph, office: OfficeWords, start: int, end: int) -> list[tuple[bool, End]]:
        """Names beside an office that can be its body, nearest first behind it, then before it; whether a country."""
        words = graph.words
        nearby = (
            *range(office.last + 1, min(end, len(words))),
            *range(office.first - 1, start - 1, -1),
            *(range(office.first, office.last + 1)),
        )
        named: list[tuple[bool, End]] = []
        late: list[tuple[bool, End]] = []
        for place in nearby:
            for mention in self.reading.mentions_in(words[place].span):
                entity = self.reading.entity(mention.entity)
                kind = entity.kind if entity else None
                if mention.label is Label.PER or kind is EntityKind.PERSON or is_party_written_small(mention):
                    continue
                if place > office.last + 1 and mention.span.start < words[place].span.start:
                    continue
                if self._is_part_of_other(graph, office, mention, place) or self._is_no_body(
                    graph, office, mention, place
                ):
                    continue
                town = self._town_or_club(mention, office.office) if self.lexicon.language == "de" else None
                where = place > office.last and is_where(words, place, mention)
                found = (kind is EntityKind.COUNTRY, End(mention.span, mention.text, town or mention.entity))
                (late if where else named).append(found)
        return [*named, *late]

    def _is_part_of_other(self, graph: SentenceGraph, office: OfficeWords, mention: Mention, place: int) -> bool:
        """Whether a name only tells something of another name or of the office."""
        if mention.label is Label.LOC and self._belongs_to_name(graph, mention, place > office.last):
            return True
        named_place = mention.label is Label.LOC or mention.native_label == "compound"
        if self._is_of_land(graph, mention) or (
            named_place and self._is_subject(End(mention.span, mention.text, mention.entity), office)
        ):
            return True
        return self.lexicon.language == "de" and tells_kind_of_next(self.reading, graph, mention)

    def _is_no_body(self, graph: SentenceGraph, office: OfficeWords, mention: Mention, place: int) -> bool:
        """Whether nobody can hold this office of what a name beside it names."""
        words, entity = graph.words, self.reading.entity(mention.entity)
        wanted = is_only_wanted(mention, office, words[:place])
        if wanted or is_name_of_office(mention, office, place) or self._is_elsewhere(words, office, mention):
            return True
        if place < office.first and not self._leads_to(graph, mention, office, place):
            return True
        near = place <= office.last + 1 or self.lexicon.language != "it"
        country = entity is not None and entity.kind is EntityKind.COUNTRY
        origin = (country or mention.native_label == _LOCAL) and near and self._may_tell_origin(office, place)
        if office.office.private and origin and tells_origin(words, mention):
            return True
        minister = is_minister(office.office.lemma.lower()) and not office.prefix.startswith(_SHADOW)
        return place > office.last and mention.label is Label.ORG and minister

    def _may_tell_origin(self, office: OfficeWords, place: int) -> bool:
        """Whether a nationality can be the holder's: in German not one behind the office."""
        return self.lexicon.language != "de" or place < office.first

    def _town_or_club(self, mention: Mention, office: Office) -> EntityNumber | None:
        """What a German adjective of a town names beside an office: the town, or its club."""
        club = None
        if mention.native_label == _LOCAL:
            club = club_of_town(self.reading, mention.entity, office.lemma)
        return club or self._town(mention)

    def _is_elsewhere(self, words: Sequence[Word], office: OfficeWords, mention: Mention) -> bool:
        """`founder of a London-based firm`, `a lecturer from Leeds`, `partner of Arsenal striker X`: no body of it."""
        place = next((n for n, word in enumerate(words) if word.span.start >= mention.span.end), len(words))
        behind = " ".join(word.text.lower() for word in words[place : place + 2])
        if behind in {"- based", "- headquartered"}:
            return True
        first = next(n for n, word in enumerate(words) if word.span.end > mention.span.start)
        if first <= office.last or mention.label is Label.MISC:
            return False
        if office.office.private and mention.label is Label.LOC and words[first - 1].text.lower() == "from":
            return True
        if office.office.lemma not in _CLOSE or place + 1 >= len(words):
            return False
        return any(each.label is Label.PER for each in self.reading.mentions_in(words[place + 1].span))

    def _belongs_to_name(self, graph: SentenceGraph, place: Mention, behind: bool) -> bool:
        """`head of the Utah Farmers Union`, `Amnesty UK's head`, `the BBC's Scotland editor`: a place beside a body.

        A country in front of a body stays one (`the UK Treasury minister`).
        """
        entity = self.reading.entity(place.entity)
        if self.lexicon.language != "en" or entity is None:
            return False
        for other in self.reading.mentions_in(graph.span):
            if other.label is Label.ORG and behind and entity.kind is EntityKind.PLACE:
                if other.span.start == place.span.end + 1:
                    return True
            elif (
                other.label is Label.ORG
                and not behind
                and graph.text(Span(other.span.end, max(other.span.end, place.span.start))) in _OWNED
            ):
                return True
        return False

    def _is_subject(self, named: End, office: OfficeWords) -> bool:
        """Whether a place is what an expert knows about (`Iran-Experte`); a `US expert` is one from there."""
        entity = self.reading.entity(named.entity)
        expert = office.office.lemma.lower() in self.lexicon.words.expert_nouns
        return expert and entity is not None and entity.kind in _LANDS and not named.text.isupper()

    def _is_of_land(self, graph: SentenceGraph, mention: Mention) -> bool:
        """`des südamerikanischen Landes`: an adjective that only tells where a country lies."""
        entity = self.reading.entity(mention.entity)
        if mention.label is not Label.MISC or entity is None or entity.kind is not EntityKind.PLACE:
            return False
        behind = next((word for word in graph.words if word.span.start >= mention.span.end), None)
        return behind is not None and behind.lemma.lower() in _COUNTRY_NOUNS

    def _leads_to(self, graph: SentenceGraph, mention: Mention, office: OfficeWords, place: int) -> bool:
        """Whether a name before an office can be its body: not the place of `traf in Berlin Kanzler Olaf Scholz`."""
        behind = place + 2 if graph.words[place + 1].text in _QUOTES else place + 1
        hyphen = behind < office.first and graph.words[behind].text == "-"
        if self.lexicon.language == "de" and self._touches(graph, mention, office):
            return True
        if mention.label is not Label.MISC:
            genitive = self.lexicon.language == "de" and mention.text.endswith(("s", "’", "'"))
            return hyphen or genitive or self.lexicon.language == "en"
        kind = getattr(self.reading.entity(mention.entity), "kind", None)
        return kind in {EntityKind.COUNTRY, EntityKind.PLACE} or in_compound(graph, office, place)

    def _touches(self, graph: SentenceGraph, mention: Mention, office: OfficeWords) -> bool:
        """`UEFA Präsident Michel Platini`, `der Londoner Bürgermeister`: an organisation or town right before it."""
        before = graph.words[office.first - 1] if office.first else None
        if before is None or not mention.span.contains(before.span):
            return False
        return mention.label is Label.ORG or self._town(mention) is not None

    def _town(self, mention: Mention) -> EntityNumber | None:
        """The town of a German `Londoner`, if the article names it."""
        if mention.label is not Label.MISC or not mention.text.endswith("er") or not mention.text[:1].isupper():
            return None
        stem = mention.text.removesuffix("er").lower()
        return next(
            (
                entity.number
                for entity in self.reading.entities
                if entity.label is Label.LOC and any(a.text.lower() in {stem, stem + "en"} for a in entity.aliases)
            ),
            None,
        )
