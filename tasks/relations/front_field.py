"""What stands before the finite verb of a German main clause: one phrase, so that all in it belongs together.

`Ralf Elmer von der Landesbank sagte`: the bank is the person's, whatever a parser makes of it.
"""

from __future__ import annotations

from tasks.records import Mention, Word
from tasks.relations.graph import SentenceGraph

_OPENING = frozenset({":", "„", "“", '"', "»", "–", "-", ".", ";"})
_ELSEWHERE = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "PUNCT", "PRON"})


def stands_alone_in_front(graph: SentenceGraph, person: Mention, last: Mention) -> bool:
    """Whether a person's name and what follows up to `last` are all that stands before the finite verb."""
    words = graph.words
    first = next((n for n, word in enumerate(words) if word.span.end > person.span.start), 0)
    verb = next((word for word in words if word.span.start >= last.span.end), None)
    if verb is None or not _is_finite(verb):
        return False
    while first > 0 and words[first - 1].upos not in _ELSEWHERE:
        first -= 1
    return first == 0 or words[first - 1].text in _OPENING


def _is_finite(word: Word) -> bool:
    return word.upos in {"VERB", "AUX"} and word.features.get("VerbForm") == "Fin"
