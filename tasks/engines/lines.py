"""Cutting a body into the pieces that an engine sees, with their place in the body.

No linguistics here: sentences and tokens are the engines' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.engines.datelines import dateline_end
from tasks.records import Span

MAX_PIECE = 20_000
"""Most code points of a piece. A paragraph of the press has 200 to 2,000; longer lines are cut at a space."""

MAX_RUN = 1_000
"""Most code points without a space. Tokenizers need a time that grows with the square of such a run."""

_SENTENCE_ENDS = (". ", "! ", "? ", "; ")
_LONG_RUN = re.compile(rf"\S{{{MAX_RUN + 1},}}")


def pieces(body: str, limit: int = MAX_PIECE) -> Iterator[Span]:
    """Yield the lines of a body without the space around them, over-long ones cut in pieces of at most `limit`.

    A line ends at every boundary that `str.splitlines` knows; the dateline of a report is a piece of its own. Each
    character that is not a space lies in exactly one piece. A cut lies after a sentence end if the second half of the
    piece has one, else at a space, else anywhere. More than `MAX_RUN` code points without a space, which no text has,
    are pieces of their own, cut anywhere.
    """
    start = 0
    for line in body.splitlines(keepends=True):
        behind = dateline_end(line)
        yield from _short(body, Span(start, start + behind), limit)
        for part in _parted(line[behind:]):
            yield from _short(body, part.shift(start + behind), limit)
        start += len(line)


def _parted(line: str) -> Iterator[Span]:
    """The stretches of a line before, in and behind its over-long runs, those cut to `MAX_RUN`."""
    start = 0
    for run in _LONG_RUN.finditer(line) if len(line) > MAX_RUN else ():
        yield Span(start, run.start())
        for at in range(run.start(), run.end(), MAX_RUN):
            yield Span(at, min(at + MAX_RUN, run.end()))
        start = run.end()
    yield Span(start, len(line))


def _short(body: str, part: Span, limit: int) -> Iterator[Span]:
    """A part of a line without the space around it, cut in pieces of at most `limit`; nothing if it is only space."""
    span = _stripped(body, part)
    while len(span) > limit:
        cut = _cut(body, span, limit)
        first = _stripped(body, Span(span.start, cut))
        if first:
            yield first
        span = _stripped(body, Span(cut, span.end))
    if span:
        yield span


def _stripped(body: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _cut(body: str, span: Span, limit: int) -> int:
    """Where to cut a span that is longer than `limit`; more than 0 and at most `limit` characters after its start."""
    middle, end = span.start + limit // 2, span.start + limit
    after_sentence = max(body.rfind(mark, middle, end) for mark in _SENTENCE_ENDS)
    if after_sentence >= 0:
        return after_sentence + 1
    for position in range(end, middle, -1):
        if body[position - 1].isspace():
            return position
    return end


def plain_spaces(text: str) -> str:
    """The text with every space character as U+0020, of the same length."""
    return "".join(" " if character.isspace() else character for character in text)
