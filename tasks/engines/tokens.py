"""Surface tokens between tokenizer and tagger: whatever a tokenizer loses, merges or runs together is set right here.

After `settle`, each character that is not a space lies in exactly one token, no token holds a space, ends between two
letters or crosses the end of a piece, and no sentence is longer than the parser can bear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tasks.engines.trees import MAX_WORDS
from tasks.records import Span

_SEPARATORS = frozenset(",;:.!?–—-…)»”\"'")


@dataclass(frozen=True, slots=True)
class Token:
    """A surface token; `multiword` if the tokenizer takes it for several words in one."""

    span: Span
    multiword: bool = False


def settle(
    text: str, lines: Sequence[Span], sentences: Iterable[Sequence[Token]], limit: int = MAX_WORDS
) -> list[list[Token]]:
    """Make sentences that cover the lines of a text exactly.

    Args:
        text: what was tokenized.
        lines: its pieces, in order, without space at their edges; everything outside them is ignored.
        sentences: as the tokenizer gave them, in order; offsets into `text`.
        limit: most tokens of a sentence.

    Returns:
        Sentences in order, none empty, each inside one line.
    """
    by_line = _by_line(lines, sentences)
    return [
        part
        for line, given in zip(lines, by_line, strict=True)
        for sentence in _cover(text, line, given)
        for part in _cut(text, _whole_words(text, sentence), limit)
    ]


def _by_line(lines: Sequence[Span], sentences: Iterable[Sequence[Token]]) -> list[list[list[Token]]]:
    """The sentences of each line, those that run over a line's end cut there."""
    by_line: list[list[list[Token]]] = [[] for _ in lines]
    number = 0
    for sentence in sentences:
        open_line = -1
        for token in sentence:
            while number < len(lines) and lines[number].end <= token.span.start:
                number += 1
            place = number
            while place < len(lines) and lines[place].start < token.span.end:
                if place != open_line:
                    by_line[place].append([])
                    open_line = place
                start, end = max(token.span.start, lines[place].start), min(token.span.end, lines[place].end)
                whole = Span(start, end) == token.span if start < end else False
                if start < end:
                    by_line[place][-1].append(Token(Span(start, end), token.multiword and whole))
                place += 1
    return by_line


def _cover(text: str, line: Span, sentences: Sequence[Sequence[Token]]) -> list[list[Token]]:
    """Add what no token covers, to the sentence that it follows, or to the first one."""
    covered: list[list[Token]] = []
    cursor = line.start
    lost: list[Token] = []
    for sentence in sentences:
        tokens: list[Token] = []
        for token in sentence:
            start = max(token.span.start, cursor)
            lost += [Token(span) for span in _unspaced(text, Span(cursor, start))]
            cursor = start
            parts = _unspaced(text, Span(start, max(start, token.span.end)))
            if not parts:
                continue
            if lost and not tokens and covered:
                covered[-1] += lost
            else:
                tokens += lost
            lost = []
            single = parts == [token.span]
            tokens += [Token(span, token.multiword and single) for span in parts]
            cursor = token.span.end
        if tokens:
            covered.append(tokens)
    lost += [Token(span) for span in _unspaced(text, Span(cursor, line.end))]
    if lost and covered:
        covered[-1] += lost
    elif lost:
        covered.append(lost)
    return covered


def _whole_words(text: str, sentence: Sequence[Token]) -> list[Token]:
    """A sentence in which no token ends between two letters: a letter that a tokenizer never saw parts no word."""
    whole: list[Token] = []
    for token in sentence:
        start = token.span.start
        if whole and whole[-1].span.end == start and text[start - 1].isalpha() and text[start].isalpha():
            whole[-1] = Token(whole[-1].span.cover(token.span))
        else:
            whole.append(token)
    return whole


def _unspaced(text: str, span: Span) -> list[Span]:
    """The stretches of a span between spaces."""
    parts: list[Span] = []
    start = span.start
    for position in range(span.start, span.end + 1):
        if position == span.end or text[position].isspace():
            if position > start:
                parts.append(Span(start, position))
            start = position + 1
    return parts


def _cut(text: str, sentence: list[Token], limit: int) -> Iterator[list[Token]]:
    """Cut a sentence of more than `limit` tokens, after a mark if there is one in the second half of a part."""
    while len(sentence) > limit:
        end = next(
            (at for at in range(limit, limit // 2, -1) if sentence[at - 1].span.of(text) in _SEPARATORS),
            limit,
        )
        yield sentence[:end]
        sentence = sentence[end:]
    yield sentence
