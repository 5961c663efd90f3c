"""Putting the names that a model saw into the sentences of the annotation.

What label a name has, and where it begins and ends, is decided elsewhere (`labels.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tasks.records import Sentence, Span


def place(names: Sequence[tuple[Span, str]], sentences: Sequence[Sentence]) -> Iterator[tuple[Span, int, str]]:
    """Yield each name with the number of its sentence; a name that runs over a sentence's end is cut there.

    Args:
        names: spans with the model's own label.
        sentences: in order of their place in the body.
    """
    starts = [sentence.span.start for sentence in sentences]
    for span, native in sorted(names):
        number = max(bisect_right(starts, span.start) - 1, 0)
        while number < len(sentences) and sentences[number].span.end <= span.start:
            number += 1
        if number == len(sentences):
            continue
        within = sentences[number].span
        start, end = max(span.start, within.start), min(span.end, within.end)
        if start < end:
            yield Span(start, end), number, native
