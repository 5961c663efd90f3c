"""What relation extraction knows about one article, and quick ways to ask for it.

Nothing here decides what a sentence means, and nothing reads files.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tasks.records import (
    Annotation,
    ArticleEntity,
    Block,
    BlockKind,
    CountryCode,
    EntityNumber,
    Language,
    Mention,
    Span,
)
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.mending import mended

LONGEST_SENTENCE = 400
"""Words; what is longer is a table or a list without full stops, and rules would take minutes to find nothing."""


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated article whose names have been refined.

    Attributes:
        published_at: the day that relative dates count from, None if unknown.
        mentions: names after the name layer, with the number of their entity.
        entities: the entities of the article; `Mention.entity` is an index into them.
        states: for which state those of them act who are politicians known by name.
    """

    body: str
    language: Language
    published_at: date | None
    blocks: tuple[Block, ...]
    annotation: Annotation
    mentions: tuple[Mention, ...]
    entities: tuple[ArticleEntity, ...]
    states: Mapping[EntityNumber, CountryCode] = field(default_factory=dict)


class Reading:
    """A document with its sentence graphs and an index of its mentions.

    Attributes:
        document: the document itself.
        sentences: graphs of the sentences that are not furniture, in order.
    """

    __slots__ = ("_by_number", "_found", "_mentions", "_named", "_starts", "document", "sentences")

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        """Build the graphs of mended trees."""
        self.document = document
        self._mentions = sorted(document.mentions, key=lambda mention: mention.span)
        self._found: dict[tuple[int, int], list[Mention]] = {}
        self._starts = [mention.span.start for mention in self._mentions]
        self._named = bytearray(len(document.body))
        for mention in self._mentions:
            self._named[mention.span.start : mention.span.end] = b"\1" * len(mention.span)
        furniture = [block.span for block in document.blocks if block.kind is BlockKind.FURNITURE]
        self.sentences: tuple[SentenceGraph, ...] = tuple(
            SentenceGraph(
                number,
                mended(sentence, document.language, lexicon, self.mentions_in(sentence.span)),
                document.body,
            )
            for number, sentence in enumerate(document.annotation.sentences)
            if 0 < len(sentence.words) <= LONGEST_SENTENCE
            and not any(span.contains(sentence.span) for span in furniture)
        )
        self._by_number = {graph.number: graph for graph in self.sentences}

    @property
    def body(self) -> str:
        """The article's text."""
        return self.document.body

    @property
    def entities(self) -> Sequence[ArticleEntity]:
        """The article's entities."""
        return self.document.entities

    def sentence(self, number: int) -> SentenceGraph | None:
        """The graph of the article's sentence with this number, None if it is furniture or there is none."""
        return self._by_number.get(number)

    def entity(self, number: EntityNumber | None) -> ArticleEntity | None:
        """The entity with this number."""
        if number is None or not 0 <= number < len(self.document.entities):
            return None
        return self.document.entities[number]

    def homes(self, entity: ArticleEntity) -> set[CountryCode]:
        """The countries that the article ties a person or body to; else the one that a known politician acts for."""
        own = {entity.country_code} if entity.country_code is not None else set()
        found = {*entity.countries, *own}
        state = self.document.states.get(entity.number)
        return found or ({state} if state is not None else set())

    def mentions_in(self, span: Span) -> list[Mention]:
        """Mentions that overlap the stretch, in order."""
        if self._named.find(1, span.start, span.end) < 0:
            return []
        key = (span.start, span.end)
        found = self._found.get(key)
        if found is None:
            last = bisect_right(self._starts, span.end - 1)
            first = max(0, bisect_left(self._starts, span.start) - 1)
            found = [mention for mention in self._mentions[first:last] if mention.span.overlaps(span)]
            self._found[key] = found
        return found

    def mentions_before(self, position: int) -> Sequence[Mention]:
        """Mentions that begin before this place, in order."""
        return self._mentions[: bisect_left(self._starts, position)]
