"""What a rule of the name layer sees, and the few moves that rules make.

No rule lives here; the rules are in the modules beside it, their order in `naming`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tasks.entities.gazetteers import Entry, Gazetteer, straight
from tasks.entities.tokens import Token, TokenRow
from tasks.entities.vocabulary import Vocabulary
from tasks.records import Label, Language, Mention, Span

ENGINE = "pressgraph"
PARTICLES = frozenset(
    [
        "von",
        "vom",
        "zu",
        "zum",
        "zur",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "du",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "ter",
        "ten",
        "dos",
        "das",
        "do",
    ]
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One article as the rules see it."""

    body: str
    language: Language
    row: TokenRow
    furniture: tuple[Span, ...]
    gazetteer: Gazetteer
    vocabulary: Vocabulary
    model: str

    def tokens(self, span: Span) -> tuple[Token, ...]:
        """The tokens under `span`."""
        within = self.row.within(span)
        return self.row.tokens[within.start : within.stop]

    def known(self, span: Span) -> Entry | None:
        """The gazetteer entry that the text of `span` names."""
        return self.gazetteer.name(span.of(self.body))

    def nationality(self, text: str) -> Entry | None:
        """The country or region whose adjective or people `text` is."""
        return self.gazetteer.nationality(text)

    def mention(self, span: Span, label: Label, rule: str) -> Mention | None:
        """A new mention made by `rule`; None outside all sentences."""
        within = self.row.within(span)
        if not len(within) or not len(span):
            return None
        sentence = self.row.tokens[within.start].sentence_no
        return Mention(span, span.of(self.body), label, rule, sentence, ENGINE, self.model)

    def span_of(self, tokens: Sequence[Token]) -> Span:
        """From the start of the first token to the end of the last."""
        return tokens[0].span.cover(tokens[-1].span)

    def resized(self, mention: Mention, span: Span) -> Mention:
        """`mention` over another stretch of the body."""
        return mention if mention.span == span else replace(mention, span=span, text=span.of(self.body))

    def is_organization_word(self, word: str) -> bool:
        """Whether `word` makes the name it stands in an organisation."""
        low = straight(word).lower()
        lists = self.vocabulary
        if low in lists.organization_heads or low in lists.legal_forms:
            return True
        return bool(lists.organization_suffixes) and word[:1].isupper() and low.endswith(lists.organization_suffixes)

    def after_place_preposition(self, span: Span) -> bool:
        """Whether the word before `span`, in its sentence, is a preposition of place (`in`, `nach`, `presso`)."""
        at = self.row.within(span).start
        if not self.row.same_sentence(at - 1, at):
            return False
        return self.row.tokens[at - 1].text.lower() in self.vocabulary.place_prepositions

    def needs_company(self, text: str) -> bool:
        """Whether `text` is a name only in company (`Turkey`, `Essen`)."""
        return straight(text) in self.vocabulary.names_in_company


Rule = Callable[[Scene, Sequence[Mention]], list[Mention]]


def uncovered(span: Span, mentions: Iterable[Mention]) -> bool:
    """Whether no mention shares a code point with `span`."""
    return not any(span.overlaps(mention.span) for mention in mentions)


class Cover:
    """Which code points the mentions take, for quick questions while new ones are added."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        """Note the spans of `mentions`."""
        self._taken: dict[int, Mention] = {}
        for mention in mentions:
            self.add(mention)

    def add(self, mention: Mention) -> None:
        """Note one more mention."""
        for at in range(mention.span.start, mention.span.end):
            self._taken.setdefault(at, mention)

    def at(self, span: Span) -> list[Mention]:
        """The mentions that share a code point with `span`, in order, each once."""
        found: list[Mention] = []
        for at in range(span.start, span.end):
            mention = self._taken.get(at)
            if mention is not None and mention not in found:
                found.append(mention)
        return found

    def is_free(self, span: Span) -> bool:
        """Whether no mention shares a code point with `span`."""
        return not any(at in self._taken for at in range(span.start, span.end))
