"""Where a body has its seat, told by the town right behind its name: `Apple, con sede a Cupertino`.

Works on words in a row. A few words between that tell it belong to linked_names.py, places in places to place_rows.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tasks.records import ArticleEntity, EntityKind, Label, Mention, RelationType, Span
from tasks.relations.beside import Beside, beside
from tasks.relations.document import Reading
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph

_OF = frozenset({"of", "di", "von"})
_OF_WHOLE = re.compile(r"of|von|di|del|dello|della|dell['’]|dei|degli|delle")
_SEATED = re.compile(
    r",? ?(?:con (?:sede|base|quartier generale)(?: \w+)?|basat[oaei]|domiciliat[oaei])"
    r" (?:a|ad|in|nel|nello|nella|nell['’]|negli|nei)"
)
_INSTITUTION = re.compile(
    r"Institut|Istitut|Universit|Hospital|Ospedal|Museum|Museo|Service|Servizi|Cent(?:er|re)|Centro|College|School|Scuola"
    r"|Court|Corte|Tribunal|Librar|Academ|Accademi|Akademi|Observator|Osservator|Clini|Klinik|Krankenhaus|[Dd]ienst"
    r"|Laborator|Foundation|Fondazion|Agen(?:cy|zia|tur)|Zentrum|Schule|Gericht|Bibliot|Conservator|Politecnic|Seminar|Garden|Giardin|Castello|Schloss|Theat|Teatr"
)
"""What names of bodies hold that have one seat; others (`World Vision`) are in many towns."""
_BODY = EntityKind.ORGANIZATION
_TOWN_LINKS = {"en": frozenset({"in"}), "it": frozenset({"di", "a"}), "de": frozenset({"in"})}
_HOLDING = frozenset({"of", "at", "from", "von", "vom", "am", "des", "der"})
"""What a phrase begins with that a body and its town stand in."""


class SeatFinder:
    """Finds such facts in the sentences of one article."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        """Remember the article."""
        self.reading = reading
        self.language = lexicon.language

    def _entity(self, mention: Mention) -> ArticleEntity | None:
        return self.reading.entity(mention.entity)

    def with_seat(self, graph: SentenceGraph, mentions: Sequence[Mention]) -> Iterator[Beside]:
        """`Apple, con sede a Cupertino`: where an organisation has its seat."""
        for place, (first, second) in enumerate(pairwise(mentions)):
            link = graph.text(Span(first.span.end, max(first.span.end, second.span.start))).strip()
            seated = self._seated(graph, mentions, place) if _SEATED.fullmatch(link) else None
            if seated is not None and second.label is Label.LOC and seated.entity != second.entity:
                yield beside(RelationType.LOCATED_IN, seated, second, "place-apposition", "in")

    def of_town(self, graph: SentenceGraph, mentions: Sequence[Mention]) -> Iterator[Beside]:
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
