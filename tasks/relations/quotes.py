"""Words in quotation marks, in all styles of English, German and Italian, also over several sentences.

Who spoke them is decided in attribution.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.records import Block, BlockKind, Span

_PAIRS = {"„": '“”"', "“": '”"', "«": "»", "»": "«", "‚": "‘’", "‹": "›"}
_OPENING = re.compile("[" + "".join(_PAIRS) + '"]')
_LONGEST = 2000
_LINES = 6
"""A straight quotation mark says not whether it opens or closes: lines after which it counts as never closed."""


def find_quotes(body: str, blocks: Sequence[Block]) -> list[Span]:
    """Stretches inside quotation marks, marks excluded, outermost only, in order; none in furniture."""
    found: list[Span] = []
    for run in _runs(blocks, len(body)):
        found.extend(_in_run(body, run))
    return found


def _runs(blocks: Sequence[Block], length: int) -> list[Span]:
    """Stretches of neighbouring blocks of text; a quotation does not reach over furniture."""
    runs: list[Span] = []
    current: Span | None = None
    for block in blocks:
        if block.kind is BlockKind.FURNITURE:
            current = None
        elif current is None or block.kind is BlockKind.TITLE:
            current = block.span
            runs.append(current)
            if block.kind is BlockKind.TITLE:
                current = None
        else:
            current = current.cover(block.span)
            runs[-1] = current
    return runs if blocks else [Span(0, length)]


def _in_run(body: str, run: Span) -> list[Span]:
    found: list[Span] = []
    position = run.start
    while mark := _OPENING.search(body, position, run.end):
        position = mark.start()
        opening = body[position]
        closers = _closers(body, position, run)
        if closers:
            close = _close(body, position, run, opening, closers)
            if close is not None:
                inner = _trimmed(body, position + 1, close)
                if inner is not None:
                    found.append(inner)
                position = close + 1
                continue
        position += 1
    return found


def _closers(body: str, position: int, run: Span) -> str:
    opening = body[position]
    if opening == '"':
        following = body[position + 1] if position + 1 < run.end else " "
        return '"”“' if not following.isspace() else ""
    if opening == "»":
        before = body[position - 1] if position > run.start else " "
        return "«" if before.isspace() or before == "(" else ""
    return _PAIRS.get(opening, "")


def _close(body: str, position: int, run: Span, opening: str, closers: str) -> int | None:
    """Where the quotation ends; a paragraph may begin with a new opening mark while the old one is still open."""
    depth = 0
    limit = min(run.end, position + _LONGEST)
    if opening == '"':
        limit = _end_of_lines(body, position, limit)
    for place in range(position + 1, limit):
        character = body[place]
        if character == '"' == opening and _opens(body, place, limit):
            if body[place - 1] != "\n":
                return None
        elif character == opening and opening not in closers:
            at_line_start = body[place - 1] == "\n"
            depth += not at_line_start
        elif character in closers:
            if character == '"' and opening != '"' and body[place - 1].isspace():
                continue
            if depth:
                depth -= 1
                continue
            return place
    return None


def _end_of_lines(body: str, position: int, limit: int) -> int:
    for _ in range(_LINES):
        position = body.find("\n", position + 1, limit)
        if position < 0:
            return limit
    return position


def _opens(body: str, place: int, limit: int) -> bool:
    """Whether a straight mark can only open: space before it, none behind."""
    before, behind = body[place - 1], body[place + 1] if place + 1 < limit else " "
    return (before.isspace() or before in "([") and not behind.isspace()


def _trimmed(body: str, start: int, end: int) -> Span | None:
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
