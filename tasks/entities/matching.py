"""Could two names stand for one real thing? By spelling, transliteration, translation or known acronym.

`same_name` looks at the two strings alone; whether two mentions are one thing also takes the evidence of their
articles, which is weighed in `article` and `resolution`. Every answer carries its reasons. People are compared in
`person_matching`, everything else in `thing_matching`.
"""

from __future__ import annotations

from dataclasses import dataclass

from tasks.entities.gazetteers import straight
from tasks.entities.names import parse_person
from tasks.entities.person_matching import match_people
from tasks.entities.thing_matching import match_things
from tasks.records import Label, Language

_SAME = 0.5


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How well two names match, from 0 to 1, whether that is enough, and why, as short codes."""

    score: float
    same: bool
    reasons: tuple[str, ...]


def same_name(a: str, language_a: Language | None, b: str, language_b: Language | None, label: Label) -> NameMatch:
    """Whether `a` and `b` could name one real thing of the kind `label`."""
    plain_a, plain_b = straight(a), straight(b)
    if not plain_a or not plain_b:
        return NameMatch(0.0, False, ("empty",))
    if plain_a.casefold() == plain_b.casefold():
        return NameMatch(1.0, True, ("same-string",))
    if label is Label.PER:
        score, reason = match_people(parse_person(plain_a), language_a, parse_person(plain_b), language_b)
    else:
        score, reason = match_things(plain_a, language_a, plain_b, language_b, label)
    return NameMatch(round(score, 3), score >= _SAME, (reason,))
