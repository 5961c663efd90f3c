"""Italian bodies with the adjective of where they are: `il quotidiano russo Vedomosti`, `la cinese Cnpc`.

What a noun says of a place's own adjective beside an office belongs to offices.py, the German order to homes.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.records import EntityKind, Label, Mention, RelationType, Word
from tasks.relations.beside import Beside, beside
from tasks.relations.document import Reading
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph

_RULE = "linked-names"
_LANDS = frozenset({EntityKind.COUNTRY, EntityKind.PLACE})
_QUOTES = frozenset({'"', "«", "“", "„", "”"})
_STATE_BODIES = frozenset({
    "agenzia", "ministero", "esercito", "polizia", "servizio", "partito", "sindacato", "movimento", "autorità", "ente",
    "federazione", "lega", "milizia", "commissione", "comitato", "camera", "unione", "alleanza",
})  # fmt: skip
"""Nouns for bodies that act for a country, or in its politics."""
_NEAR = 2
_LONGEST_END = 2


class ItalianHomes:
    """Finds such facts in the sentences of one article."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        """Remember the article, and the nouns for bodies of the language."""
        self.reading = reading
        self.kinds = lexicon.words.organisation_nouns if lexicon.language == "it" else frozenset()

    def find(self, graph: SentenceGraph) -> Iterator[Beside]:
        """Each nationality with the body that it tells of, behind it or before the comma of an apposition."""
        mentions = self.reading.mentions_in(graph.span) if self.kinds else ()
        if not any(each.label is Label.ORG for each in mentions):
            return
        for home in mentions:
            entity = self.reading.entity(home.entity)
            if home.label is not Label.MISC or entity is None or entity.kind not in _LANDS:
                continue
            first = next(n for n, word in enumerate(graph.words) if word.span.end > home.span.start)
            kind = self._kind_before(graph.words, first)
            body = self._behind(graph, home, told=kind is not None) or self._before(graph, kind)
            if body is not None and body.entity != home.entity:
                state = kind is not None and graph.words[kind].lemma.lower() in _STATE_BODIES
                type_ = RelationType.AFFILIATED_WITH if state else RelationType.LOCATED_IN
                yield beside(type_, body, home, _RULE, "in")

    def _kind_before(self, words: Sequence[Word], place: int) -> int | None:
        """The place of the noun for a body that an adjective stands behind, perhaps past another one."""
        for at in range(place - 1, max(-1, place - 1 - _NEAR), -1):
            if words[at].lemma.lower() in self.kinds or words[at].text.lower() in self.kinds:
                return at
            if words[at].upos not in {"ADJ", "NOUN"}:
                return None
        return None

    def _behind(self, graph: SentenceGraph, home: Mention, *, told: bool) -> Mention | None:
        """The organisation right behind an adjective, past a quotation mark; without a noun behind its article."""
        words = graph.words
        place = next((n for n, word in enumerate(words) if word.span.start >= home.span.end), len(words))
        before = words[place - 2] if place > 1 else None
        if not told and (before is None or before.upos != "DET"):
            return None
        while place < len(words) and told and (words[place].text in _QUOTES or words[place].upos == "ADJ"):
            place += 1
        return self._body_at(words[place]) if place < len(words) else None

    def _before(self, graph: SentenceGraph, kind: int | None) -> Mention | None:
        """The organisation whose apposition the noun begins: `Mtn, la compagnia sudafricana`."""
        words = graph.words
        comma = kind - 1 if kind is not None else 0
        while (
            comma > 0 and words[comma].upos in {"DET", "ADJ"} and kind is not None and kind - comma < _LONGEST_END + 1
        ):
            comma -= 1
        if kind is None or comma < 1 or words[comma].text != ",":
            return None
        for mention in self.reading.mentions_in(words[comma - 1].span):
            if mention.label is Label.ORG and mention.span.end == words[comma - 1].span.end:
                return mention
        return None

    def _body_at(self, word: Word) -> Mention | None:
        for mention in self.reading.mentions_in(word.span):
            entity = self.reading.entity(mention.entity)
            known = entity is not None and entity.kind is EntityKind.ORGANIZATION
            if mention.label is Label.ORG and known and mention.span.start == word.span.start:
                return mention
        return None
