"""Relative clauses: the antecedent in the place of its pronoun.

What stands in the clause otherwise belongs to clause_ends.py.
"""

from __future__ import annotations

from dataclasses import replace

from tasks.records import Word
from tasks.relations.clauses import Clause
from tasks.relations.graph import SentenceGraph

_RELATIVE_FORMS = frozenset(
    {
        "who", "whom", "which", "that", "che", "cui", "chi", "der", "die", "das", "dem", "den", "dessen", "deren",
        "denen", "welcher", "welche",
    }
)  # fmt: skip


def resolve_relative(graph: SentenceGraph, clause: Clause) -> Clause:
    """Put the antecedent in the place of a relative pronoun."""
    ends = (*clause.subjects, *clause.objects, *clause.recipients, *(oblique.head for oblique in clause.obliques))
    if not any(map(_is_relative, ends)):
        return clause
    antecedent = _agreeing(graph, clause, _antecedent(graph, clause.predicate)) or _noun_before_comma(graph, clause)
    if antecedent is None:
        return _without_relatives(clause)
    heads = (antecedent,)

    def resolved(words: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(new for word in words for new in (heads if _is_relative(word) else (word,)))

    obliques = tuple(
        replace(oblique, head=antecedent) if _is_relative(oblique.head) else oblique for oblique in clause.obliques
    )
    changed = replace(
        clause,
        subjects=resolved(clause.subjects),
        objects=resolved(clause.objects),
        recipients=resolved(clause.recipients),
        obliques=obliques,
    )
    source = "relative" if changed.subjects != clause.subjects or changed.objects != clause.objects else "own"
    return replace(changed, subject_source=source) if changed != clause else clause


def _antecedent(graph: SentenceGraph, word: Word) -> Word | None:
    current: Word | None = word
    while current is not None and current.relation == "conj":
        current = graph.head(current)
    if current is None or current.relation != "acl":
        return None
    noun = graph.head(current)
    return noun if noun is not None and noun.upos in {"NOUN", "PROPN", "PRON", "NUM"} else None


def _agreeing(graph: SentenceGraph, clause: Clause, noun: Word | None) -> Word | None:
    """The antecedent, or the noun that it hangs on if only that agrees (`ein Teil der Prostata ..., der`)."""
    ends = (*clause.subjects, *clause.objects)
    pronoun = next((each for each in ends if _is_relative(each) and each.index < clause.predicate.index), None)
    head = graph.head(noun) if noun is not None else None
    if noun is None or pronoun is None or head is None or _agree(noun, pronoun):
        return noun
    return head if noun.relation in {"nmod", "appos"} and head.upos == "NOUN" and _agree(head, pronoun) else noun


def _without_relatives(clause: Clause) -> Clause:
    """Without relative pronouns whose antecedent was not found: they say nothing by themselves."""
    marked = {
        word.index
        for word in (*clause.subjects, *clause.objects)
        if "Rel" in word.features.get("PronType", "").split(",")
    }
    if not marked:
        return clause
    return replace(
        clause,
        subjects=tuple(word for word in clause.subjects if word.index not in marked),
        objects=tuple(word for word in clause.objects if word.index not in marked),
    )


def _noun_before_comma(graph: SentenceGraph, clause: Clause) -> Word | None:
    """The noun that a relative pronoun follows (`Prostata, der ...`) where the parser hung the clause elsewhere."""
    ends = (*clause.subjects, *clause.objects, *(oblique.head for oblique in clause.obliques))
    for pronoun in ends:
        if not _is_relative(pronoun) or pronoun.index > clause.predicate.index:
            continue
        place = pronoun.index - 2
        while place >= 0 and graph.words[place].upos == "ADP":
            place -= 1
        if place < 1 or graph.words[place].text != ",":
            return None
        for word in reversed(graph.words[max(0, place - 8) : place]):
            if word.upos in {"NOUN", "PROPN"} and _agree(word, pronoun) and word.relation not in {"flat", "compound"}:
                return word
            if word.upos in {"VERB", "PUNCT"}:
                return None
    return None


def _is_relative(word: Word) -> bool:
    if "Rel" in word.features.get("PronType", "").split(","):
        return True
    return word.upos in {"PRON", "DET"} and word.text.lower() in _RELATIVE_FORMS


def _agree(noun: Word, pronoun: Word) -> bool:
    """Whether number and gender, where both are marked, are the same."""
    for feature in ("Number", "Gender"):
        first, second = noun.features.get(feature), pronoun.features.get(feature)
        if first and second and first != second:
            return False
    return True
