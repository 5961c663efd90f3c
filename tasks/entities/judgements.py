"""Judgements: what a rule or a person has decided about two identities, and how it bears on clusters of names.

A positive judgement makes two identities one, a negative one keeps the names of one out of the other, an unsure one
waits for somebody to look. They are kept beside the identities and applied after clustering, so that they survive it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tasks.entities.components import Components
from tasks.entities.gazetteers import straight
from tasks.records import EntityId


class Verdict(StrEnum):
    """What was decided."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"


class Judge(StrEnum):
    """Who decided."""

    RULE = "rule"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision about two identities.

    Attributes:
        entity_a: the identity that is kept, if they are one.
        entity_b: the other.
        reason: a short code of the rule, or what the user said.
        names: the names that belong to `entity_b` alone; after a negative judgement they are never `entity_a`'s.
    """

    entity_a: EntityId
    entity_b: EntityId
    verdict: Verdict
    judge: Judge
    reason: str
    score: float | None = None
    names: tuple[str, ...] = ()
    judged_at: datetime | None = None


def canonical(judgements: Iterable[Judgement]) -> Mapping[EntityId, EntityId]:
    """The identity that stands for each identity that a positive judgement has joined to another.

    Of a chain of judgements, the identity that the last of them kept stands for all.
    """
    positive = [each for each in judgements if each.verdict is Verdict.POSITIVE and each.judge is Judge.USER]
    groups = Components[EntityId]()
    for each in positive:
        groups.join(each.entity_a, each.entity_b)
    kept = {groups.root(each.entity_a): each.entity_a for each in positive}
    return {member: kept[groups.root(member)] for group in groups.groups() for member in group}


@dataclass(frozen=True, slots=True)
class Ban:
    """The names that a negative judgement keeps out of one identity and gives to another."""

    entity: EntityId
    other: EntityId
    names: frozenset[str]

    def covers(self, name: str) -> bool:
        """Whether `name` is one of those that belong to the other."""
        return straight(name).casefold() in self.names


def own_names(judgements: Iterable[Judgement]) -> Mapping[EntityId, frozenset[str]]:
    """The names of each identity that a user's positive judgement has made another, in lower case."""
    return {
        each.entity_b: frozenset(straight(name).casefold() for name in each.names)
        for each in judgements
        if each.verdict is Verdict.POSITIVE and each.judge is Judge.USER
    }


def bans(judgements: Sequence[Judgement]) -> list[Ban]:
    """The users' negative judgements that name names, in the order in which they were made."""
    return [
        Ban(each.entity_a, each.entity_b, frozenset(straight(name).casefold() for name in each.names))
        for each in judgements
        if each.verdict is Verdict.NEGATIVE and each.judge is Judge.USER and each.names
    ]
