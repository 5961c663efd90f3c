"""Entities across articles: what resolution needs to know, and writing what it found into every row that names one.

Who is who is decided in `tasks/entities`; here the decision is stored. Counts, languages and dates of entities are
always computed from the rows, so that equal rows give equal entities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Final, Protocol

import duckdb
import pyarrow as pa

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
from warehouse.connection import transaction


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


_TARGETS: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("mention", "mentions", "mention_id", "entity_id"),
    ("subject", "relations", "relation_id", "subject_entity_id"),
    ("object", "relations", "relation_id", "object_entity_id"),
    ("attribution", "relations", "relation_id", "attributed_to_entity_id"),
    ("argument", "relation_arguments", "relation_id", "entity_id"),
    ("speaker", "quotes", "quote_id", "speaker_entity_id"),
)
"""Role of a link, and the table, key and column that it fills."""


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
            entities=tuple(_article_entity(row[3:]) for row in own),
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
    return [
        StoredEntity(EntityId(slug), name, Label(label), EntityKind(kind), country, item, tuple(aliases))
        for slug, name, label, kind, country, item, aliases in rows
    ]


def save_identities(
    connection: duckdb.DuckDBPyConnection,
    identities: Iterable[tuple[ArticleId, EntityNumber, EntityId]],
    entities: Iterable[EntityRow],
) -> None:
    """Store who is who, in one transaction.

    The identities of an article named here take the place of those it had; other articles keep theirs. `entities` has a
    row for every identity that is new or whose name, kind or country changed.
    """
    incoming = pa.Table.from_pylist(
        [{"article_id": a, "entity_no": n, "entity_id": e} for a, n, e in identities], schema=_IDENTITY_SCHEMA
    )
    rows = pa.Table.from_pylist([_entity_columns(entity) for entity in entities], schema=_ENTITY_SCHEMA)
    with transaction(connection):
        connection.register("identities_in", incoming)
        connection.register("entities_in", rows)
        try:
            _replace_identities(connection)
            apply_links(connection, "SELECT article_id FROM changed_articles")
            _replace_entities(connection)
        finally:
            connection.unregister("identities_in")
            connection.unregister("entities_in")
        connection.execute("DROP TABLE changed_articles")
        connection.execute("UPDATE internal.state SET resolved_revision = data_revision")


def identities_outdated(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether rows have changed since identities were last saved."""
    row = connection.execute("SELECT resolved_revision < data_revision FROM internal.state").fetchone()
    return bool(row and row[0])


def apply_links(connection: duckdb.DuckDBPyConnection, articles: str) -> None:
    """Write the identities known for `articles` (a query for article ids) into all rows that name an entity."""
    for role, table, key, column in _TARGETS:
        argument = f"AND l.argument_no = {table}.argument_no" if role == "argument" else ""
        connection.execute(
            f"""
            UPDATE {table} SET {column} = l.entity_id
            FROM (
                SELECT l.item_id, l.argument_no, i.entity_id
                FROM internal.entity_links l
                LEFT JOIN internal.article_identities i ON i.article_id = l.article_id AND i.entity_no = l.entity_no
                WHERE l.role = '{role}' AND l.article_id IN ({articles})
            ) l
            WHERE l.item_id = {table}.{key} {argument} AND {table}.{column} IS DISTINCT FROM l.entity_id
            """  # noqa: S608 - names from the table above, articles from our own modules
        )


_IDENTITY_SCHEMA: Final = pa.schema(
    [("article_id", pa.string()), ("entity_no", pa.int32()), ("entity_id", pa.string())]
)
_ENTITY_SCHEMA: Final = pa.schema(
    [(name, pa.string()) for name in ("entity_id", "name", "label", "kind", "country_code", "wikidata_id")]
)


def _entity_columns(entity: EntityRow) -> dict[str, str | None]:
    return {
        "entity_id": entity.entity_id,
        "name": entity.name,
        "label": entity.label.value,
        "kind": entity.kind.value,
        "country_code": entity.country_code,
        "wikidata_id": entity.wikidata_id,
    }


def _article_entity(row: tuple[Any, ...]) -> ArticleEntity:
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


def _replace_identities(connection: duckdb.DuckDBPyConnection) -> None:
    """Temporary table `changed_articles`, and the identities of those articles replaced."""
    connection.execute(
        """
        CREATE TEMP TABLE changed_articles AS
        WITH before AS (
            SELECT article_id, entity_no, entity_id FROM internal.article_identities
            WHERE article_id IN (SELECT article_id FROM identities_in)
        ), differing AS (
            (SELECT article_id, entity_no, entity_id FROM identities_in EXCEPT FROM before)
            UNION ALL (FROM before EXCEPT SELECT article_id, entity_no, entity_id FROM identities_in)
        )
        SELECT DISTINCT article_id FROM differing
        """
    )
    connection.execute(
        "DELETE FROM internal.article_identities WHERE article_id IN (SELECT article_id FROM changed_articles)"
    )
    connection.execute(
        """
        INSERT INTO internal.article_identities
        SELECT article_id, entity_no, entity_id FROM identities_in
        WHERE article_id IN (SELECT article_id FROM changed_articles)
        QUALIFY row_number() OVER (PARTITION BY article_id, entity_no ORDER BY entity_id) = 1
        """
    )


def _replace_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Recompute `entities` and `entity_aliases`; an identity that no row names any more has no row in either."""
    connection.execute(
        """
        INSERT OR REPLACE INTO internal.known_entities
        SELECT entity_id, name, label, kind, country_code, wikidata_id FROM entities_in
        QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY name) = 1
        """
    )
    connection.execute("DELETE FROM entities")
    connection.execute(
        """
        INSERT INTO entities
        WITH uses AS (
            SELECT i.entity_id, l.article_id, count(*) FILTER (l.role = 'mention') AS mentions
            FROM internal.entity_links l
            JOIN internal.article_identities i ON i.article_id = l.article_id AND i.entity_no = l.entity_no
            GROUP BY ALL
        )
        SELECT k.entity_id, k.name, k.label, k.kind, k.country_code, k.wikidata_id,
               sum(u.mentions)::INTEGER, count(*)::INTEGER,
               coalesce(list(DISTINCT a.language ORDER BY a.language) FILTER (a.language IS NOT NULL), []),
               min(coalesce(a.published_at, a.ingested_at)), max(coalesce(a.published_at, a.ingested_at))
        FROM uses u
        JOIN articles a ON a.article_id = u.article_id
        JOIN internal.known_entities k ON k.entity_id = u.entity_id
        GROUP BY ALL
        """
    )
    connection.execute("DELETE FROM entity_aliases")
    connection.execute(
        """
        INSERT INTO entity_aliases
        SELECT i.entity_id, alias.text, coalesce(a.language, 'und'), sum(alias.count)::INTEGER
        FROM (SELECT article_id, entity_no, unnest(aliases) AS alias FROM internal.article_entities) e
        JOIN internal.article_identities i ON i.article_id = e.article_id AND i.entity_no = e.entity_no
        JOIN articles a ON a.article_id = e.article_id
        WHERE i.entity_id IN (SELECT entity_id FROM entities)
        GROUP BY ALL
        """
    )
