"""The finer labels of OntoNotes for names that a corpus labels PER, ORG, LOC or MISC, with the help of a model.

A recogniser with OntoNotes labels that is trained on must be told whether a place is a country or a river, and what it
knew of dates, numbers and works shall not be forgotten: what it said itself stands where the corpus has no word on it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

Span = tuple[int, int, str]
"""Start, end (end exclusive) and label."""

PLACES = frozenset({"GPE", "LOC", "FAC"})
MISCELLANY = frozenset({"NORP", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"})
CORE = PLACES | {"PERSON", "ORG"}


def finer(gold: Sequence[Span], seen: Sequence[Span], nationalities: Collection[str], text: str) -> list[Span]:
    """Give gold names finer labels, and add what the model saw besides that is neither person, organisation nor place.

    Args:
        gold: names with PER, ORG, LOC or MISC, offsets into `text`.
        seen: what the model found in the same text, with its own labels.
        nationalities: words that are NORP where they are MISC.
        text: what the offsets point into.

    Returns:
        Names in order, none overlapping another.
    """
    result = [
        (start, end, _label(text[start:end], (start, end, label), seen, nationalities)) for start, end, label in gold
    ]
    result += [
        one for one in seen if one[2] not in CORE and not any(one[0] < end and start < one[1] for start, end, _ in gold)
    ]
    return sorted(result)


def _label(text: str, name: Span, seen: Sequence[Span], nationalities: Collection[str]) -> str:
    start, end, label = name
    if label in ("PER", "ORG"):
        return "PERSON" if label == "PER" else "ORG"
    fitting = PLACES if label == "LOC" else MISCELLANY
    overlapping = [native for first, last, native in seen if first < end and start < last and native in fitting]
    if overlapping:
        return overlapping[0]
    if label == "LOC":
        return "GPE"
    return "NORP" if text in nationalities else "WORK_OF_ART"
