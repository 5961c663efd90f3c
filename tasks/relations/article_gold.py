"""Scores typed relations between named entities of whole articles against lists written by hand.

The lists are data in `gold/`; the articles themselves are brought by the caller. A row counts once an article by type
and the entities of its ends; polarity, modality and evidence are not compared. Nothing here extracts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Final

from tasks.records import ArticleEntity, EntityNumber, Relation, RelationType

GOLD_LISTS: Final = (
    "ntrex",
    "ntrex-more",
    "ntrex-third",
    "ntrex-unseen",
    "ntrex-unseen-more",
    "ntrex-unseen-third",
)
"""The lists in `gold/`; rules are improved with the first three alone."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A relation that a reader takes from an article: types, and ends, each with its alternatives."""

    types: frozenset[str]
    subjects: frozenset[str]
    objects: frozenset[str]

    def fits(self, row: Named) -> bool:
        """Whether a row states it; a symmetric one may stand either way round."""
        if row.type not in self.types:
            return False
        straight = bool(row.subject & self.subjects and row.object & self.objects)
        return straight or (
            RelationType(row.type).is_symmetric and bool(row.object & self.subjects and row.subject & self.objects)
        )


@dataclass(frozen=True, slots=True)
class Named:
    """A typed row whose ends are named: the type, and all lower-case names of each end's entity."""

    type: str
    subject: frozenset[str]
    object: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """What has to be found in an article, and what may be."""

    article: str
    must: tuple[Expected, ...]
    may: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """Counts over articles; they add up."""

    right_rows: int = 0
    rows: int = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other: ArticleScore) -> ArticleScore:
        """Both together."""
        return ArticleScore(
            self.right_rows + other.right_rows,
            self.rows + other.rows,
            self.found + other.found,
            self.expected + other.expected,
        )

    @property
    def precision(self) -> float:
        """Share of rows that are right."""
        return self.right_rows / self.rows if self.rows else 0.0

    @property
    def recall(self) -> float:
        """Share of expected relations that were found."""
        return self.found / self.expected if self.expected else 0.0


def read_gold(name: str) -> tuple[GoldArticle, ...]:
    """The list `gold/<name>.toml`.

    Raises:
        KeyError: if a relation has an end that `[names]` does not list.
        ValueError: if a type is not one of the sixteen events, STATE or a fact.
    """
    path = resources.files("tasks.relations") / "gold" / f"{name}.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    names = {name: frozenset(form.lower() for form in forms) for name, forms in content["names"].items()}
    return tuple(
        GoldArticle(
            each["id"],
            tuple(_expected(line, names) for line in each["must"]),
            tuple(_expected(line, names) for line in each.get("may", ())),
        )
        for each in content["article"]
    )


def _expected(line: str, names: Mapping[str, frozenset[str]]) -> Expected:
    types, subjects, objects = (part.strip().split("/") for part in line.split("|"))
    return Expected(
        frozenset(RelationType(type_).value for type_ in types),
        frozenset[str]().union(*(names[name] for name in subjects)),
        frozenset[str]().union(*(names[name] for name in objects)),
    )


def named_rows(relations: Iterable[Relation], entities: Mapping[EntityNumber, ArticleEntity]) -> set[Named]:
    """The typed rows whose ends both have an entity, once each."""
    found: set[Named] = set()
    for row in relations:
        if row.type is None or row.subject is None or row.object is None:
            continue
        if row.subject.entity is not None and row.object.entity is not None:
            ends = [_names(entities[number]) for number in (row.subject.entity, row.object.entity)]
            if row.type.is_symmetric:
                ends.sort(key=sorted)
            found.add(Named(row.type.value, ends[0], ends[1]))
    return found


def _names(entity: ArticleEntity) -> frozenset[str]:
    return frozenset({entity.name.lower(), *(alias.text.lower() for alias in entity.aliases)})


def score_article(gold: GoldArticle, rows: Iterable[Named]) -> ArticleScore:
    """Compare the rows of one article with its list."""
    found = list(rows)
    return ArticleScore(
        right_rows=sum(any(each.fits(row) for each in (*gold.must, *gold.may)) for row in found),
        rows=len(found),
        found=sum(any(each.fits(row) for row in found) for each in gold.must),
        expected=len(gold.must),
    )
