"""The body of an office that a text names bare: `Bosch baut um. Geschäftsführer Max Huber sagte, ...`.

Fits: the one that the article names most, if it is also the only one in the sentence so far, or in the one before. What
stands beside an office belongs to office_bodies.py, offices of state to likely_country.py.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from tasks.records import End, EntityKind, EntityNumber, Label, Mention
from tasks.relations.document import Reading
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.kinds import kinds
from tasks.relations.office_words import OfficeWords

_REACH = 2
"""Sentences before an office in which its organisation may be named."""
_OFTEN = 2
"""Mentions of an organisation that an article is about."""
_TEAM_OFFICES = frozenset(kinds("en", "team_offices"))
_BEFORE_BARE = frozenset({"ADP", "VERB", "AUX", "ADV", "CCONJ", "PUNCT", "SCONJ"})
_BODY_NOUNS = frozenset({"club", "team", "company", "party", "group", "firm", "bank"})
"""`club manager X`: English nouns before an office for the body that the article is about."""
_LANGUAGES = frozenset({"de", "en"})
_TEAMS = frozenset({EntityKind.ORGANIZATION, EntityKind.COUNTRY})
_NO_SUBJECT = re.compile(
    r"(?:dpa|apa|afp|ap|sda|ansa|reuters|rtr|čtk|sid|bild|spiegel|orf|ard|zdf|bbc|cnn|twitter|facebook|instagram|x)$"
    r"|.*(?:agentur|zeitung|nachrichten|liga|league|division|association|verband|cup|times|post|news|magazin|kurier|radio|tv|welt)"
    r"|(?:fifa|uefa|nba|nhl|nfl|eu|uno?|nato|polizei|bundestag|kongress|senat|parlament)$",
    re.IGNORECASE,
)
"""Names of who reports, in what teams play and whom many articles name in passing."""


class LikelyBodies:
    """Finds such organisations in one article."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        """Remember the article."""
        self.reading = reading
        self.language = lexicon.language
        self.offices = kinds(lexicon.language, "offices_of_bodies") if lexicon.language in _LANGUAGES else ()

    def of(self, graph: SentenceGraph, person: Mention, office: OfficeWords) -> End | None:
        """The organisation of a bare office before a person's name, None if the article leaves a choice."""
        if not self.offices or not self._is_bare(graph, office):
            return None
        team = self.language == "en" and office.office.lemma.lower() in _TEAM_OFFICES
        counts = self.teams if team else self.counts
        if not counts:
            return None
        for number in range(graph.number, graph.number - 1 - _REACH, -1):
            sentence = self.reading.sentence(number)
            if sentence is None:
                return None
            named = {
                each.entity: each
                for each in self.reading.mentions_in(sentence.span)
                if each.span.end <= person.span.start and each.entity in counts
            }
            if len(named) > 1:
                return None
            for entity, mention in named.items():
                most = counts[entity] == max(counts.values()) >= _OFTEN
                return End(mention.span, mention.text, entity) if most else None
        return None

    @cached_property
    def counts(self) -> Counter[EntityNumber | None]:
        """How often the article names each organisation that it can be about."""
        return self._counted(frozenset({EntityKind.ORGANIZATION}))

    @cached_property
    def teams(self) -> Counter[EntityNumber | None]:
        """The same with the countries, whose teams English texts call by their names."""
        return self._counted(_TEAMS)

    def _counted(self, wanted: frozenset[EntityKind]) -> Counter[EntityNumber | None]:
        return Counter(each.entity for each in self.reading.document.mentions if self._is_subject(each, wanted))

    def _is_subject(self, mention: Mention, wanted: frozenset[EntityKind]) -> bool:
        entity = self.reading.entity(mention.entity)
        if entity is None or entity.kind not in wanted or mention.label is Label.PER:
            return False
        return _NO_SUBJECT.match(entity.name) is None

    def _is_bare(self, graph: SentenceGraph, office: OfficeWords) -> bool:
        """Whether an office of a body stands alone or with its article: no adjective, owner or front of a compound."""
        if self.language == "en":
            return self._is_bare_english(graph, office)
        word = graph.words[office.first]
        if office.prefix or office.first != office.last or not word.text.lower().startswith(self.offices):
            return False
        if word.lemma.lower() not in self.offices and word.text.lower() not in self.offices:
            return False
        if not office.first:
            return True
        before = graph.words[office.first - 1]
        article = before.text.lower() in {"der", "die", "dem", "den"}
        return article or before.upos in _BEFORE_BARE

    def _is_bare_english(self, graph: SentenceGraph, office: OfficeWords) -> bool:
        """The same for English, where the office may have several words, and `club` or `company` before it."""
        lemma = office.office.lemma.lower()
        if office.prefix or lemma not in self.offices:
            return False
        before = graph.words[office.first - 1] if office.first else None
        return before is None or before.upos in _BEFORE_BARE or before.lemma.lower() in _BODY_NOUNS
