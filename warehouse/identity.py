"""Entities across articles: what resolution needs to know, and writing what it found into every row that names one.

Who is who is decided in `tasks/entities`; here the decision is stored. Counts, languages and dates of entities are
always computed from the rows, so that equal rows give equal entities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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
from warehouse.stages import next_revision


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


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving identities has changed, for `identity_index`.

    Attributes:
        known: the rows of identities that are new or have changed: identifier, name, label, kind, country, Wikidata.
        counted: a table of the identifiers of all entities whose rows were counted.
        aliases: a table of identifiers and aliases: all that these now have.
    """

    known: list[tuple[str | None, ...]]
    counted: pa.Table
    aliases: pa.Table


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


_NAMING: Final[tuple[tuple[str, str], ...]] = (
    ("mentions", "entity_no"),
    ("relations", "subject_entity_no"),
    ("relations", "object_entity_no"),
    ("relations", "attributed_to_entity_no"),
    ("relation_arguments", "entity_no"),
    ("quotes", "speaker_entity_no"),
)
"""Tables and columns that name an entity by its number in the article."""


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


def save_identities(
    connection: duckdb.DuckDBPyConnection,
    identities: Iterable[tuple[ArticleId, EntityNumber, EntityId]],
    entities: Iterable[EntityRow],
    also: Callable[[], None] = lambda: None,
    known: Mapping[EntityId, EntityRow] | None = None,
) -> Saved:
    """Store who is who, in one transaction, in which `also` writes what goes with it.

    The identities of an article named here take the place of those it had; other articles keep theirs. `entities` has a
    row for every identity that is new or whose name, kind or country changed; a Wikidata item once known is kept.
    Entities are counted anew where an article that names them has changed.

    Args:
        connection: to the writer's file.
        identities: who is who.
        entities: what is said about identities.
        also: called before the end of the transaction.
        known: those of `entities` that are stored already, as they are; None: to be looked up.
    """
    incoming = pa.Table.from_pylist(
        [{"article_id": a, "entity_no": n, "entity_id": e} for a, n, e in identities], schema=_IDENTITY_SCHEMA
    )
    by_id = {each.entity_id: each for each in sorted(entities, key=lambda each: each.name, reverse=True)}
    before = _known_rows(connection, by_id) if known is None else known
    rows = [_entity_columns(each, before.get(each.entity_id)) for each in by_id.values()]
    with transaction(connection):
        _copy_in(connection, "identities_in", incoming)
        _copy_in(connection, "entities_in", pa.Table.from_pylist(rows, schema=_ENTITY_SCHEMA))
        _stage_changes(connection)
        revision = next_revision(connection)
        _stage_recounted(connection)
        _replace_identities(connection, revision)
        if any(row["is_changed"] for row in rows):
            _replace_known(connection, revision, has_old=not all(row["is_new"] for row in rows if row["is_changed"]))
        aliases, counted = _replace_entities(connection)
        for table in _STAGED:
            connection.execute(f"DROP TABLE {table}")
        also()
        connection.execute(
            "UPDATE internal.state SET resolved_revision = data_revision,"
            " resolved_articles = (SELECT coalesce(max(article_no), 0) FROM articles)"
        )
    return Saved([tuple(row[name] for name in _KNOWN_COLUMNS) for row in rows if row["is_changed"]], counted, aliases)


def identities_outdated(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether rows have changed since identities were last saved."""
    row = connection.execute("SELECT resolved_revision < data_revision FROM internal.state").fetchone()
    return bool(row and row[0])


_IDENTITY_SCHEMA: Final = pa.schema(
    [("article_id", pa.string()), ("entity_no", pa.int32()), ("entity_id", pa.string())]
)
_STAGED: Final = (
    "identities_in", "entities_in", "changed_articles", "changed_identities", "fresh_identities", "recounted_entities",
    "changed_uses", "changed_entities", "gone_entities", "gone_entity_aliases",
)  # fmt: skip
"""Temporary tables of `save_identities`."""


def _copy_in(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Make a temporary table of these rows: DuckDB may push a filter of a join down that it cannot apply to Arrow's."""
    connection.register("copied_in", rows)
    try:
        connection.execute(f"CREATE TEMP TABLE {name} AS FROM copied_in")
    finally:
        connection.unregister("copied_in")


_KNOWN_COLUMNS: Final = ("entity_id", "name", "label", "kind", "country_code", "wikidata_id")
_ENTITY_SCHEMA: Final = pa.schema(
    [*((name, pa.string()) for name in _KNOWN_COLUMNS), ("is_new", pa.bool_()), ("is_changed", pa.bool_())]
)


def _known_rows(connection: duckdb.DuckDBPyConnection, ids: Iterable[EntityId]) -> Mapping[EntityId, EntityRow]:
    """The identities among `ids` that are stored, without aliases."""
    rows = connection.execute(
        f"SELECT {', '.join(_KNOWN_COLUMNS)} FROM internal.known_entities"  # noqa: S608 - names from above
        " WHERE entity_id IN (SELECT unnest(string_split(?, chr(31))))",
        ["\x1f".join(ids)],
    ).fetchall()
    return {row[0]: stored_entity(row) for row in rows}


def stored_entity(row: tuple[Any, ...], aliases: Iterable[str] = ()) -> StoredEntity:
    """An identity from its identifier, name, label, kind, country code and Wikidata item."""
    entity_id, name, label, kind, country_code, wikidata_id = row
    return StoredEntity(
        EntityId(entity_id), name, Label(label), EntityKind(kind), country_code, wikidata_id, tuple(aliases)
    )


def _entity_columns(entity: EntityRow, before: EntityRow | None) -> dict[str, Any]:
    """The columns of `entities_in`; a Wikidata item is never forgotten."""
    said = {
        "entity_id": entity.entity_id,
        "name": entity.name,
        "label": entity.label.value,
        "kind": entity.kind.value,
        "country_code": entity.country_code,
        "wikidata_id": entity.wikidata_id or (before.wikidata_id if before else None),
    }
    is_changed = before is None or any(getattr(before, name) != value for name, value in said.items())
    return {**said, "is_new": before is None, "is_changed": is_changed}


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


def _stage_changes(connection: duckdb.DuckDBPyConnection) -> None:
    """Temporary tables: articles whose identities or rows have changed, and the identities they have now.

    `is_resolved`: the article was there already when identities were last saved, so that some of its rows may be older.
    """
    connection.execute(
        """
        CREATE TEMP TABLE changed_articles AS
        WITH before AS (
            SELECT article_id, entity_no, entity_id FROM internal.article_identities
            WHERE article_id IN (SELECT article_id FROM identities_in)
        ), differing AS (
            (SELECT article_id, entity_no, entity_id FROM identities_in EXCEPT FROM before)
            UNION ALL (FROM before EXCEPT SELECT article_id, entity_no, entity_id FROM identities_in)
        ), changed AS (
            SELECT article_id FROM differing
            UNION
            SELECT c.article_id FROM internal.article_changes c, internal.state s WHERE c.revision > s.resolved_revision
        )
        SELECT a.article_id, a.article_no <= s.resolved_articles AS is_resolved
        FROM changed JOIN articles a ON a.article_id = changed.article_id CROSS JOIN internal.state s
        """
    )
    connection.execute(
        """
        CREATE TEMP TABLE changed_identities AS
        SELECT article_id, entity_no, entity_id FROM identities_in
        WHERE article_id IN (SELECT article_id FROM changed_articles)
        QUALIFY row_number() OVER (PARTITION BY article_id, entity_no ORDER BY entity_id) = 1
        UNION ALL
        SELECT article_id, entity_no, entity_id FROM internal.article_identities
        WHERE article_id IN (SELECT article_id FROM changed_articles WHERE is_resolved)
        AND article_id NOT IN (SELECT article_id FROM identities_in)
        """
    )


def _stage_recounted(connection: duckdb.DuckDBPyConnection) -> None:
    """Temporary table: entities of which some use may be gone, so that all their uses have to be counted.

    Other entities that change are only named by new articles besides: what these say is added to what was counted.
    """
    connection.execute(
        """
        CREATE TEMP TABLE recounted_entities AS
        SELECT e.entity_id FROM internal.entity_changes e, internal.state s WHERE e.revision > s.resolved_revision
        UNION
        SELECT entity_id FROM internal.article_identities
        WHERE article_id IN (SELECT article_id FROM changed_articles WHERE is_resolved)
        UNION
        SELECT entity_id FROM changed_identities
        WHERE article_id IN (SELECT article_id FROM changed_articles WHERE is_resolved)
        """
    )


def _replace_identities(connection: duckdb.DuckDBPyConnection, revision: int) -> None:
    """Put in the identities of the changed articles with their counts; note whose identities have changed."""
    connection.execute(
        """
        INSERT INTO internal.article_changes
        SELECT article_id, ? FROM (
            SELECT article_id FROM changed_articles
            EXCEPT
            SELECT c.article_id FROM internal.article_changes c, internal.state s
            WHERE c.revision > s.published_revision
        )
        """,
        [revision],
    )
    connection.execute(
        """
        INSERT INTO internal.entity_changes
        SELECT DISTINCT entity_id, $revision FROM (
            SELECT entity_id FROM internal.article_identities
            WHERE article_id IN (SELECT article_id FROM changed_articles WHERE is_resolved)
            UNION ALL
            SELECT entity_id FROM changed_identities
        )
        """,
        {"revision": revision},
    )
    connection.execute(
        "DELETE FROM internal.article_identities"
        " WHERE article_id IN (SELECT article_id FROM changed_articles WHERE is_resolved)"
    )
    newer = "revision > (SELECT resolved_revision FROM internal.state)"
    older = f"NOT {newer} AND article_id IN (SELECT article_id FROM changed_articles WHERE is_resolved)"  # noqa: S608
    uses = " UNION ALL ".join(
        f"SELECT article_id, {column} AS entity_no, {int(table == 'mentions')} AS mentions FROM {table}"  # noqa: S608
        f" WHERE {column} IS NOT NULL AND {chosen}"
        for table, column in _NAMING
        for chosen in (newer, older)
    )
    connection.execute(
        f"""
        CREATE TEMP TABLE fresh_identities AS
        WITH uses AS (SELECT article_id, entity_no, sum(mentions) AS mentions FROM ({uses}) GROUP BY ALL)
        SELECT i.article_id, i.entity_no, i.entity_id, coalesce(u.mentions, 0)::INTEGER AS mention_count,
               u.article_id IS NOT NULL AS is_named
        FROM changed_identities i LEFT JOIN uses u ON u.article_id = i.article_id AND u.entity_no = i.entity_no
        """  # noqa: S608 - names from the table above
    )
    connection.execute("INSERT INTO internal.article_identities FROM fresh_identities")


def _replace_known(connection: duckdb.DuckDBPyConnection, revision: int, *, has_old: bool) -> None:
    """Take in what is newly said about identities; `has_old`: some were stored before."""
    changed = f"SELECT {', '.join(_KNOWN_COLUMNS)} FROM entities_in WHERE is_changed"  # noqa: S608 - names from above
    if has_old:
        connection.execute(
            "DELETE FROM internal.known_entities"
            " WHERE entity_id IN (SELECT entity_id FROM entities_in WHERE is_changed AND NOT is_new)"
        )
    connection.execute(f"INSERT INTO internal.known_entities {changed}")
    connection.execute(
        "INSERT INTO internal.entity_changes SELECT entity_id, ? FROM entities_in WHERE is_changed", [revision]
    )


def _replace_entities(connection: duckdb.DuckDBPyConnection) -> tuple[pa.Table, pa.Table]:
    """Bring the counts of the entities that have changed since identities were last saved up to date.

    An identity that no row names any more has no row in `entities` or `entity_aliases`.

    Returns:
        The rows of `entity_aliases` that the changed entities now have, and their identifiers.
    """
    _stage_uses(connection)
    for table in ("entities", "entity_aliases"):
        gone = connection.execute(
            f"DELETE FROM {table} WHERE entity_id IN (SELECT entity_id FROM changed_entities) RETURNING *"  # noqa: S608
        )
        _copy_in(connection, f"gone_{table}", gone.to_arrow_table())
    counted = "WHERE entity_id IN (SELECT entity_id FROM changed_entities WHERE NOT is_recounted)"
    connection.execute(
        f"""
        INSERT INTO entities
        SELECT k.entity_id, k.name, k.label, k.kind, k.country_code, k.wikidata_id, sum(c.mention_count)::INTEGER,
               sum(c.article_count)::INTEGER, list_sort(list_distinct(flatten(list(c.languages)))),
               min(c.first_seen), max(c.last_seen)
        FROM (
            SELECT entity_id, mention_count, article_count, languages, first_seen, last_seen FROM gone_entities
            {counted}
            UNION ALL
            SELECT entity_id, sum(mention_count), count(DISTINCT article_id),
                   coalesce(list(DISTINCT language) FILTER (language IS NOT NULL), []), min(day), max(day)
            FROM changed_uses GROUP BY entity_id
        ) c
        JOIN (
            SELECT {", ".join(_KNOWN_COLUMNS)} FROM entities_in
            UNION ALL
            FROM internal.known_entities WHERE entity_id IN (
                SELECT entity_id FROM changed_entities EXCEPT SELECT entity_id FROM entities_in
            )
        ) k ON k.entity_id = c.entity_id
        GROUP BY ALL
        """  # noqa: S608 - names from above
    )
    aliases = connection.execute(
        f"""
        INSERT INTO entity_aliases
        SELECT entity_id, alias, language, sum(mention_count)::INTEGER
        FROM (
            FROM gone_entity_aliases {counted}
            UNION ALL
            SELECT entity_id, alias.text, language, alias.count
            FROM (
                SELECT u.entity_id, coalesce(u.language, 'und') AS language, unnest(e.aliases) AS alias
                FROM internal.article_entities e
                JOIN changed_uses u ON u.article_id = e.article_id AND u.entity_no = e.entity_no
            )
        )
        GROUP BY ALL
        RETURNING entity_id, alias
        """  # noqa: S608 - from above
    ).to_arrow_table()
    changed = connection.execute("SELECT entity_id FROM changed_entities").to_arrow_table()
    return aliases, changed


def _stage_uses(connection: duckdb.DuckDBPyConnection) -> None:
    """Temporary tables: the entities that change, and what is to be counted of them - all, or what is new."""
    connection.execute(
        """
        CREATE TEMP TABLE changed_entities AS
        SELECT DISTINCT e.entity_id, e.entity_id IN (FROM recounted_entities) AS is_recounted
        FROM internal.entity_changes e, internal.state s
        WHERE e.revision > s.resolved_revision
        """
    )
    connection.execute(
        """
        CREATE TEMP TABLE changed_uses AS
        SELECT i.article_id, i.entity_no, i.entity_id, i.mention_count, a.language,
               coalesce(a.published_at, a.ingested_at) AS day
        FROM (
            FROM internal.article_identities WHERE entity_id IN (FROM recounted_entities)
            UNION ALL
            FROM fresh_identities WHERE entity_id NOT IN (FROM recounted_entities)
        ) i
        JOIN articles a ON a.article_id = i.article_id
        WHERE i.is_named
        """
    )
