"""The four labels for names, from the label sets of the common models; and the edges of a name.

What a name refers to, and names that an engine missed, belong to the entities room.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tasks.records import Label, Span

NAMES: Final[Mapping[str, Label]] = {
    "PER": Label.PER, "PERSON": Label.PER, "PRS": Label.PER, "persName": Label.PER,
    "ORG": Label.ORG, "ORGANIZATION": Label.ORG, "orgName": Label.ORG,
    "LOC": Label.LOC, "LOCATION": Label.LOC, "GPE": Label.LOC, "FAC": Label.LOC, "GPE_LOC": Label.LOC,
    "placeName": Label.LOC, "geogName": Label.LOC, "GPE_ORG": Label.LOC,
    "MISC": Label.MISC, "OTH": Label.MISC, "NORP": Label.MISC, "EVENT": Label.MISC, "EVT": Label.MISC,
    "WORK_OF_ART": Label.MISC, "LAW": Label.MISC, "PRODUCT": Label.MISC, "LANGUAGE": Label.MISC,
}  # fmt: skip
"""OntoNotes, CoNLL, GermEval and the Nordic and Polish sets of spaCy's models."""

NO_NAMES: Final = frozenset(
    {"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME", "date", "time", "TME", "MSR", "PERIOD",
     "NUMBER", "DATETIME"}
)  # fmt: skip

_ARTICLES: Final = frozenset(
    {"the", "a", "an", "der", "die", "das", "den", "dem", "des", "il", "lo", "la", "i", "gli", "le", "les", "un", "una"}
)
_ELIDED: Final = ("l'", "l’", "dell'", "dell’", "all'", "all’", "nell'", "nell’", "sull'", "sull’", "dall'", "dall’")
_POSSESSIVES: Final = ("'s", "’s", "'S", "’S")
_EDGE_MARKS: Final = frozenset("\"'“”„«»‚‘’`,;:!?()[]{}-–—…*•|/\\")


def trim_name(body: str, span: Span, *, starts_sentence: bool) -> Span | None:
    """A name without the article before it, the possessive after it and marks around it; None if nothing is left.

    An article written large inside a sentence belongs to the name (`The Hague`), one at its start does not.
    """
    start, end = span.start, span.end
    previous = None
    while (start, end) != previous:
        previous = (start, end)
        while start < end and (body[start].isspace() or body[start] in _EDGE_MARKS):
            start += 1
        while end > start and _is_loose_end(body, start, end):
            end -= 1
        text = body[start:end]
        word, space, _rest = text.partition(" ")
        if space and word.lower() in _ARTICLES and (word[0].islower() or starts_sentence):
            start += len(word) + 1
        elided = next((form for form in _ELIDED if text.startswith(form)), "")
        start += len(elided)
        if text.endswith(_POSSESSIVES) and len(text) > 2:
            end -= 2
    return Span(start, end) if any(character.isalnum() for character in body[start:end]) else None


def _is_loose_end(body: str, start: int, end: int) -> bool:
    """Whether the last character is a space or a mark that does not close one opened inside the name."""
    last = body[end - 1]
    if last == ")" and "(" in body[start:end]:
        return False
    return last.isspace() or last in _EDGE_MARKS
