"""Entities of articles and identities as they are stored: their records, and reading them.

Saving them is the business of `identity`, finding the neighbours of a name that of `neighbourhood`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Protocol

import duckdb

from tasks.records import (
    Alias,
    ArticleEntity,
    ArticleId,
    CountryCode,
    EntityId,
    EntityKind,
    EntityNumber,
    Label,
    Language,
)


@dataclass(frozen=True, slots=True)
class StoredArticleEntities:
    """The entities of one article as loaded."""

    article_id: ArticleId
    language: Language | None
    published_at: datetime | None
    entities: tuple[ArticleEntity, ...]


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """An identity given before, with every form seen under it so far."""

    entity_id: EntityId
    name: str
    label: Label
    kind: EntityKind
    country_code: CountryCode | None
    wikidata_id: str | None
    aliases: tuple[str, ...]


class EntityRow(Protocol):
    """What resolution says about an identity; any record with these attributes will do."""

    @property
    def entity_id(self) -> EntityId:
        """Slug, given once and kept."""

    @property
    def name(self) -> str:
        """Best full name."""

    @property
    def label(self) -> Label:
        """What kind of name."""

    @property
    def kind(self) -> EntityKind:
        """What kind of thing."""

    @property
    def country_code(self) -> CountryCode | None:
        """Its own if a country, its country's if a place."""

    @property
    def wikidata_id(self) -> str | None:
        """Wikidata item, if known."""


def article_entities(connection: duckdb.DuckDBPyConnection) -> Iterator[StoredArticleEntities]:
    """The entities of every article that has some, by article id."""
    cursor = connection.execute(
        """
        SELECT e.article_id, a.language, a.published_at, e.entity_no, e.name, e.label, e.kind, e.country_code,
               e.countries, e.offices, e.aliases
        FROM internal.article_entities e JOIN articles a ON a.article_id = e.article_id
        ORDER BY e.article_id, e.entity_no
        """
    )
    for article_id, rows in groupby(_rows(cursor), key=lambda row: row[0]):
        own = list(rows)
        _, language, published_at = own[0][:3]
        yield StoredArticleEntities(
            article_id=ArticleId(article_id),
            language=Language(language) if language else None,
            published_at=published_at.replace(tzinfo=UTC) if published_at else None,
            entities=tuple(article_entity(row[3:]) for row in own),
        )


def known_entities(connection: duckdb.DuckDBPyConnection) -> list[StoredEntity]:
    """All identities ever given, by entity id."""
    rows = connection.execute(
        """
        SELECT k.entity_id, k.name, k.label, k.kind, k.country_code, k.wikidata_id,
               coalesce(list(DISTINCT a.alias ORDER BY a.alias) FILTER (a.alias IS NOT NULL), [])
        FROM internal.known_entities k LEFT JOIN entity_aliases a ON a.entity_id = k.entity_id
        GROUP BY ALL ORDER BY k.entity_id
        """
    ).fetchall()
    return [stored_entity(row[:-1], row[-1]) for row in rows]


def stored_entity(row: tuple[Any, ...], aliases: Iterable[str] = ()) -> StoredEntity:
    """An identity from its identifier, name, label, kind, country code and Wikidata item."""
    entity_id, name, label, kind, country_code, wikidata_id = row
    return StoredEntity(
        EntityId(entity_id), name, Label(label), EntityKind(kind), country_code, wikidata_id, tuple(aliases)
    )


def article_entity(row: tuple[Any, ...]) -> ArticleEntity:
    """An entity from its number, name, label, kind, country code, countries, offices and aliases."""
    number, name, label, kind, country_code, countries, offices, aliases = row
    return ArticleEntity(
        number=EntityNumber(number),
        name=name,
        label=Label(label),
        kind=EntityKind(kind),
        aliases=tuple(Alias(alias["text"], alias["count"]) for alias in aliases),
        country_code=country_code,
        countries=tuple(countries),
        offices=tuple(offices),
    )


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(10_000):
        yield from rows
