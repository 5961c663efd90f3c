"""The organisation of an office that a German text names bare: `Bosch baut um. Geschäftsführer Max Huber sagte, ...`.

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
from tasks.relations.office_words import OfficeWords

_REACH = 2
"""Sentences before an office in which its organisation may be named."""
_OFTEN = 2
"""Mentions of an organisation that an article is about."""
_OF_BODIES = (
    "geschäftsführer", "geschäftsführerin", "vorstandschef", "vorstandschefin", "konzernchef", "konzernchefin",
    "firmenchef", "firmenchefin", "unternehmenschef", "unternehmenschefin", "vorstandsvorsitzender",
    "vorstandsvorsitzende", "ceo", "finanzchef", "finanzchefin", "sprecher", "sprecherin", "trainer", "trainerin",
    "coach", "teamchef", "kapitän", "kapitänin", "stürmer", "stürmerin", "torhüter", "torhüterin", "torwart", "tormann",
    "sportdirektor", "sportchef", "sportvorstand", "klubchef", "klubpräsident", "vereinspräsident", "vereinschef",
    "obmann", "obfrau", "parteichef", "parteichefin", "parteivorsitzender", "parteivorsitzende", "fraktionschef",
    "generalsekretär", "generalsekretärin", "generaldirektor", "generaldirektorin", "rektor", "rektorin", "intendant",
    "intendantin", "neuzugang", "manager", "managerin", "verteidiger", "mittelfeldspieler", "vorstand", "direktor",
    "direktorin", "vorsitzender", "vorsitzende", "präses", "gründer", "gründerin", "aufsichtsratschef", "cheftrainer",
    "cheftrainerin", "parteiobmann", "verlagschef", "senderchef",
)  # fmt: skip
"""Whole offices that only a body has; compounds of them have their body in front."""
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
        self.lexicon = lexicon

    def of(self, graph: SentenceGraph, person: Mention, office: OfficeWords) -> End | None:
        """The organisation of a bare office before a person's name, None if the article leaves a choice."""
        if self.lexicon.language != "de" or not self._is_bare(graph, office) or not self.counts:
            return None
        for number in range(graph.number, graph.number - 1 - _REACH, -1):
            sentence = self.reading.sentence(number)
            if sentence is None:
                return None
            named = {
                each.entity: each
                for each in self.reading.mentions_in(sentence.span)
                if each.span.end <= person.span.start and each.entity in self.counts
            }
            if len(named) > 1:
                return None
            for entity, mention in named.items():
                most = self.counts[entity] == max(self.counts.values()) >= _OFTEN
                return End(mention.span, mention.text, entity) if most else None
        return None

    @cached_property
    def counts(self) -> Counter[EntityNumber | None]:
        """How often the article names each organisation that it can be about."""
        return Counter(each.entity for each in self.reading.document.mentions if self._is_subject(each))

    def _is_subject(self, mention: Mention) -> bool:
        entity = self.reading.entity(mention.entity)
        if entity is None or entity.kind is not EntityKind.ORGANIZATION or mention.label is Label.PER:
            return False
        return _NO_SUBJECT.match(entity.name) is None

    def _is_bare(self, graph: SentenceGraph, office: OfficeWords) -> bool:
        """Whether an office of a body stands alone or with its article: no adjective, owner or front of a compound."""
        word = graph.words[office.first]
        if office.prefix or office.first != office.last or not word.text.lower().startswith(_OF_BODIES):
            return False
        if word.lemma.lower() not in _OF_BODIES and word.text.lower() not in _OF_BODIES:
            return False
        if not office.first:
            return True
        before = graph.words[office.first - 1]
        article = before.text.lower() in {"der", "die", "dem", "den"}
        return article or before.upos in {"ADP", "VERB", "AUX", "ADV", "CCONJ", "PUNCT", "SCONJ"}
