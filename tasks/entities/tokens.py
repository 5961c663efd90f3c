"""The words of an annotation as a row of surface tokens, which is how names are written.

A multiword token (`dell'`, `im`) is one token here. Nothing about names belongs here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.records import Annotation, Block, BlockKind, Span


@dataclass(frozen=True, slots=True)
class Token:
    """A surface token: its text as it stands, and the analysis of its last word (`di` + `la` gives `la`)."""

    span: Span
    text: str
    upos: str
    lemma: str
    features: str
    sentence_no: int
    first: bool

    @property
    def is_capital(self) -> bool:
        """Whether the token begins with an upper-case letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class TokenRow:
    """All tokens of a body in order, furniture left out, and where each starts."""

    tokens: tuple[Token, ...]
    starts: tuple[int, ...]

    def within(self, span: Span) -> range:
        """Indices of the tokens that share a code point with `span`."""
        low = bisect_left(self.starts, span.start)
        if low and self.tokens[low - 1].span.end > span.start:
            low -= 1
        high = bisect_left(self.starts, span.end)
        return range(low, max(low, high))

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether both indices exist and lie in one sentence."""
        valid = 0 <= one < len(self.tokens) and 0 <= other < len(self.tokens)
        return valid and self.tokens[one].sentence_no == self.tokens[other].sentence_no


def token_row(body: str, blocks: Sequence[Block], annotation: Annotation) -> TokenRow:
    """The surface tokens of `annotation` outside furniture."""
    furniture = [block.span for block in blocks if block.kind is BlockKind.FURNITURE]
    tokens: list[Token] = []
    for number, sentence in enumerate(annotation.sentences):
        if in_any(sentence.span, furniture):
            continue
        first = True
        for word in sentence.words:
            if len(word.span) == 0:
                continue
            if tokens and tokens[-1].span == word.span:
                first = tokens.pop().first
            features = "|".join(f"{name}={value}" for name, value in word.features.items())
            text = word.span.of(body)
            tokens.append(Token(word.span, text, word.upos, word.lemma, features, number, first))
            first = first and not any(letter.isalnum() for letter in text)
    return TokenRow(tuple(tokens), tuple(token.span.start for token in tokens))


def in_any(span: Span, others: Sequence[Span]) -> bool:
    """Whether `span` shares a code point with one of `others`."""
    return any(span.overlaps(other) for other in others)
