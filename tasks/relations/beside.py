"""A fact that stands in the words between two names: the record that rules of names side by side give.

Which words tell which fact belongs to those rules (adjacency.py, linked_names.py, staff.py and others).
"""

from __future__ import annotations

from dataclasses import dataclass

from tasks.records import End, Mention, RelationType, Span


@dataclass(frozen=True, slots=True)
class Beside:
    """A fact of two names: its type, ends, the words that tell it, and the rule that saw it."""

    type: RelationType
    subject: End
    object: End
    words: Span
    lemma: str
    rule: str


def end_of(mention: Mention) -> End:
    """A mention as the end of a relation."""
    return End(mention.span, mention.text, mention.entity)


def beside(type_: RelationType, subject: Mention, obj: Mention, rule: str, lemma: str) -> Beside:
    """A fact of two mentions, told by the words from the one to the other."""
    return Beside(type_, end_of(subject), end_of(obj), subject.span.cover(obj.span), lemma, rule)
