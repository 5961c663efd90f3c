"""The German phrase that names a speaker without a verb: `..., so Karner`, `..., so die Sprecherin Anna Gruber`.

To whom somebody speaks so belongs to so_said.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.records import Label, Mention, Span, Word
from tasks.relations.graph import SentenceGraph

_BEFORE = frozenset({",", "“", "«", '"', "”", "»"})
_BETWEEN = frozenset({"NOUN", "PROPN", "DET", "ADJ", "PUNCT"})
_SPEAKERS = frozenset({Label.PER, Label.ORG})
_REACH = 4


def speakers_behind_so(graph: SentenceGraph, mentions: Sequence[Mention]) -> Iterator[tuple[Word, Mention]]:
    """Each such `so` with the person or body behind it, nothing but a title between.

    Args:
        graph: of a German sentence.
        mentions: names inside the sentence, in order.
    """
    if "so" not in graph.forms:
        return
    for word in graph.words:
        before = graph.word(word.index - 1)
        if word.text != "so" or before is None or before.text not in _BEFORE:
            continue
        speaker = next((m for m in mentions if m.label in _SPEAKERS and m.span.start > word.span.end), None)
        if speaker is not None and _is_near(graph, word, speaker.span):
            yield word, speaker


def _is_near(graph: SentenceGraph, word: Word, name: Span) -> bool:
    between = [each for each in graph.words[word.index :] if each.span.end <= name.start]
    return len(between) <= _REACH and all(each.upos in _BETWEEN for each in between)
