"""What resolution has to look at when articles change: those articles, and the entities that share a key with theirs.

The index `internal.entity_keys` has the keys of every entity of every article and its identity. All questions here are
about a few keys or articles; what they cost hardly depends on how much the warehouse holds. Writing identities into
rows is for `identity`; who is who is decided in `tasks/entities`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby
from typing import Any, Final

import duckdb
import pyarrow as pa

from tasks.records import ArticleId, EntityId, EntityKind, EntityNumber, Label, Language
from warehouse.identity import StoredArticleEntities, StoredEntity, article_entity
from warehouse.stages import next_revision

MOST_WITNESSES: Final = 50
"""Entities that are alike in name, language, kind and aliases are read this often at most; more would tell no more."""

_KNOWN, _PERSON, _BARE = 0, 1, 2
"""Roles of keys: see `tasks.entities.keys.KeyRole`."""

Node = tuple[ArticleId, EntityNumber]

_KEY_SCHEMA: Final = pa.schema(
    [("key", pa.uint64()), ("role", pa.uint8()), ("article_id", pa.string()), ("entity_no", pa.int32())]
)


@dataclass(frozen=True, slots=True)
class NeighbourEntities:
    """Entities of one article, with the identities that they have and what the whole article names.

    Attributes:
        stored: all entities of a changed article; of another, those that are neighbours.
        identities: by number, where there is one.
        people, known: numbers of the keys of full names and of known things in the whole article.
    """

    stored: StoredArticleEntities
    identities: dict[EntityNumber, EntityId]
    people: frozenset[int] = frozenset()
    known: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key of one entity of an article, as `tasks.entities.keys` makes it."""

    article_id: ArticleId
    entity_no: EntityNumber
    role: int
    number: int


def reopen(connection: duckdb.DuckDBPyConnection, entity_ids: Collection[EntityId]) -> None:
    """Have the articles that name one of these identities resolved again."""
    revision = next_revision(connection)
    articles = (
        "SELECT DISTINCT article_id FROM internal.article_identities WHERE entity_id IN (SELECT unnest(?::VARCHAR[]))"
    )
    ids = list(entity_ids)
    connection.execute(f"INSERT INTO internal.unresolved_articles {articles}", [ids])
    connection.execute(f"INSERT INTO internal.article_changes SELECT article_id, {revision} FROM ({articles})", [ids])  # noqa: S608
    connection.execute(f"INSERT INTO internal.entity_changes SELECT unnest(?::VARCHAR[]), {revision}", [ids])


def restore(
    connection: duckdb.DuckDBPyConnection, entity_a: EntityId, entity_b: EntityId, names: Collection[str]
) -> None:
    """Give `entity_b` back the entities of articles that have one of these names but `entity_a`'s identity."""
    connection.execute(
        """
        UPDATE internal.article_identities SET entity_id = $b
        FROM internal.article_entities e
        WHERE e.article_id = article_identities.article_id AND e.entity_no = article_identities.entity_no
        AND article_identities.entity_id = $a AND e.name IN (SELECT unnest($names::VARCHAR[]))
        """,
        {"a": entity_a, "b": entity_b, "names": list(names)},
    )


def unresolved(connection: duckdb.DuckDBPyConnection) -> list[NeighbourEntities]:
    """The changed articles that still have entities, by article id."""
    cursor = connection.execute(
        """
        SELECT e.article_id, a.language, a.published_at, i.entity_id, e.entity_no, e.name, e.label, e.kind,
               e.country_code, e.countries, e.offices, e.aliases
        FROM internal.article_entities e
        JOIN (SELECT DISTINCT article_id FROM internal.unresolved_articles) u ON u.article_id = e.article_id
        JOIN articles a ON a.article_id = e.article_id
        LEFT JOIN internal.article_identities i ON i.article_id = e.article_id AND i.entity_no = e.entity_no
        ORDER BY e.article_id, e.entity_no
        """
    )
    return _articles(cursor.fetchall())


def stale_keys(connection: duckdb.DuckDBPyConnection) -> frozenset[int]:
    """The keys that the changed articles had before: their neighbours of then may have to move."""
    rows = connection.execute(
        """
        SELECT DISTINCT key FROM internal.entity_keys
        WHERE role <> 0 AND article_key IN (SELECT hash(article_id) FROM internal.unresolved_articles)
        """
    ).fetchall()
    return frozenset(key for (key,) in rows)


def neighbourhood(connection: duckdb.DuckDBPyConnection, numbers: Collection[int]) -> list[NeighbourEntities]:
    """Entities of unchanged articles that have one of these keys, or an identity that an entity with one has."""
    if not numbers or connection.execute("FROM internal.entity_keys LIMIT 1").fetchone() is None:
        return []
    connection.register("wanted_keys", pa.table({"key": pa.array(sorted(numbers), pa.uint64())}))
    try:
        connection.execute(_NEAR)
    finally:
        connection.unregister("wanted_keys")
    found = _articles(connection.execute(_NEAR_ENTITIES, [MOST_WITNESSES]).fetchall())
    around = {
        article: (frozenset(people or ()), frozenset(known or ()))
        for article, people, known in connection.execute(_AROUND).fetchall()
    }
    connection.execute("DROP TABLE near")
    nothing: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    return [
        NeighbourEntities(each.stored, each.identities, *around.get(each.stored.article_id, nothing)) for each in found
    ]


_NEAR: Final = f"""
CREATE TEMP TABLE near AS
WITH changed AS (SELECT DISTINCT hash(article_id) AS article_key FROM internal.unresolved_articles),
hit AS (
    SELECT DISTINCT entity_id FROM internal.entity_keys
    WHERE role <> {_KNOWN} AND key IN (SELECT key FROM wanted_keys)
    AND article_key NOT IN (SELECT article_key FROM changed)
)
SELECT article_id, article_key, entity_no, any_value(entity_id) AS entity_id, bool_or(role = {_BARE}) AS is_bare
FROM internal.entity_keys
WHERE role <> {_KNOWN} AND entity_id IN (SELECT entity_id FROM hit)
AND article_key NOT IN (SELECT article_key FROM changed)
GROUP BY ALL
"""  # noqa: S608 - numbers from above

_NEAR_ENTITIES: Final = """
SELECT e.article_id, a.language, a.published_at, n.entity_id, e.entity_no, e.name, e.label, e.kind,
       e.country_code, e.countries, e.offices, e.aliases
FROM near n
JOIN internal.article_entities e ON e.article_id = n.article_id AND e.entity_no = n.entity_no
JOIN articles a ON a.article_id = n.article_id
QUALIFY n.is_bare OR row_number() OVER (
    PARTITION BY e.name, e.label, e.kind, e.country_code, a.language, n.entity_id,
                 list_sort(list_transform(e.aliases, lambda alias: alias.text))
    ORDER BY e.article_id, e.entity_no
) <= ?
ORDER BY e.article_id, e.entity_no
"""

_AROUND: Final = f"""
SELECT article_id, list(DISTINCT key) FILTER (role = {_PERSON}), list(DISTINCT key) FILTER (role = {_KNOWN})
FROM internal.entity_keys
WHERE role IN ({_KNOWN}, {_PERSON}) AND article_key IN (SELECT article_key FROM near)
GROUP BY article_id
"""  # noqa: S608 - numbers from above


def known_as(
    connection: duckdb.DuckDBPyConnection, names: Collection[str], entity_ids: Collection[EntityId]
) -> list[StoredEntity]:
    """The identities ever given that have one of these names or identifiers, with their aliases among `names`."""
    connection.register("wanted_names", pa.table({"name": pa.array(sorted(names), pa.string())}))
    connection.register("wanted_ids", pa.table({"entity_id": pa.array(sorted(entity_ids), pa.string())}))
    try:
        rows = connection.execute(
            """
            WITH bearers AS (
                SELECT entity_id, alias FROM entity_aliases WHERE alias IN (SELECT name FROM wanted_names)
            )
            SELECT k.entity_id, k.name, k.label, k.kind, k.country_code, k.wikidata_id,
                   coalesce(list(DISTINCT b.alias ORDER BY b.alias) FILTER (b.alias IS NOT NULL), [])
            FROM internal.known_entities k LEFT JOIN bearers b ON b.entity_id = k.entity_id
            WHERE k.name IN (SELECT name FROM wanted_names) OR k.entity_id IN (SELECT entity_id FROM wanted_ids)
            OR b.entity_id IS NOT NULL
            GROUP BY ALL ORDER BY k.entity_id
            """
        ).fetchall()
    finally:
        connection.unregister("wanted_names")
        connection.unregister("wanted_ids")
    return [
        StoredEntity(EntityId(slug), name, Label(label), EntityKind(kind), country, item, tuple(aliases))
        for slug, name, label, kind, country, item, aliases in rows
    ]


def taken(connection: duckdb.DuckDBPyConnection, identifiers: Collection[EntityId]) -> frozenset[EntityId]:
    """Which of these identifiers have ever been given."""
    rows = connection.execute(
        "SELECT entity_id FROM internal.known_entities WHERE entity_id IN (SELECT unnest(?::VARCHAR[]))",
        [list(identifiers)],
    ).fetchall()
    return frozenset(EntityId(entity_id) for (entity_id,) in rows)


def alike(connection: duckdb.DuckDBPyConnection, node: Node) -> list[Node]:
    """All entities that are as `node` in name, language, kind, aliases and identity: what happens to one, to all."""
    rows = connection.execute(
        """
        SELECT e.article_id, e.entity_no
        FROM internal.article_entities e
        JOIN articles a ON a.article_id = e.article_id
        JOIN internal.article_identities i ON i.article_id = e.article_id AND i.entity_no = e.entity_no
        JOIN (
            SELECT o.name, o.label, o.kind, o.country_code, o.aliases, b.language, j.entity_id
            FROM internal.article_entities o JOIN articles b ON b.article_id = o.article_id
            JOIN internal.article_identities j ON j.article_id = o.article_id AND j.entity_no = o.entity_no
            WHERE o.article_id = ? AND o.entity_no = ?
        ) one ON one.name = e.name AND one.label = e.label AND one.kind = e.kind AND one.entity_id = i.entity_id
        AND one.country_code IS NOT DISTINCT FROM e.country_code AND one.language IS NOT DISTINCT FROM a.language
        WHERE list_sort(list_transform(e.aliases, lambda alias: alias.text))
            = list_sort(list_transform(one.aliases, lambda alias: alias.text))
        """,
        list(node),
    ).fetchall()
    return [(ArticleId(article), EntityNumber(number)) for article, number in rows]


def identities_of(connection: duckdb.DuckDBPyConnection, articles: Collection[ArticleId]) -> dict[Node, EntityId]:
    """The identities of all entities of these articles."""
    rows = connection.execute(
        """
        SELECT article_id, entity_no, entity_id FROM internal.article_identities
        WHERE article_id IN (SELECT unnest(?::VARCHAR[]))
        """,
        [list(articles)],
    ).fetchall()
    return {(ArticleId(article), EntityNumber(number)): EntityId(entity_id) for article, number, entity_id in rows}


def save_keys(connection: duckdb.DuckDBPyConnection, keys: Iterable[StoredKey]) -> None:
    """Put the keys of the changed articles, with the identities now saved, in the place of those they had.

    From here on no article counts as changed.
    """
    rows = [{"key": k.number, "role": k.role, "article_id": k.article_id, "entity_no": k.entity_no} for k in keys]
    connection.register("keys_in", pa.Table.from_pylist(rows, schema=_KEY_SCHEMA))
    try:
        connection.execute(
            """
            DELETE FROM internal.entity_keys
            WHERE article_key IN (SELECT hash(article_id) FROM internal.unresolved_articles)
            """
        )
        connection.execute(
            """
            INSERT INTO internal.entity_keys
            SELECT k.key, k.role, hash(k.article_id), k.article_id, k.entity_no, i.entity_id
            FROM keys_in k
            JOIN internal.article_identities i ON i.article_id = k.article_id AND i.entity_no = k.entity_no
            ORDER BY k.key
            """
        )
        connection.execute("DELETE FROM internal.unresolved_articles")
    finally:
        connection.unregister("keys_in")


def move_keys(connection: duckdb.DuckDBPyConnection, articles: Collection[ArticleId]) -> None:
    """Bring the identities in the index up to date for articles that have not changed but whose identities have."""
    connection.execute(
        """
        UPDATE internal.entity_keys SET entity_id = i.entity_id
        FROM internal.article_identities i
        WHERE i.article_id = entity_keys.article_id AND i.entity_no = entity_keys.entity_no
        AND entity_keys.article_key IN (SELECT hash(unnest(?::VARCHAR[]))) AND entity_keys.entity_id <> i.entity_id
        """,
        [list(articles)],
    )


def _articles(rows: list[tuple[Any, ...]]) -> list[NeighbourEntities]:
    """Rows of article, language, date, identity and the columns of an entity, grouped by article."""
    found = []
    for article_id, group in groupby(rows, key=lambda row: row[0]):
        own = list(group)
        _, language, published_at = own[0][:3]
        stored = StoredArticleEntities(
            ArticleId(article_id),
            Language(language) if language else None,
            published_at.replace(tzinfo=UTC) if published_at else None,
            tuple(article_entity(row[4:]) for row in own),
        )
        found.append(NeighbourEntities(stored, {EntityNumber(row[4]): EntityId(row[3]) for row in own if row[3]}))
    return found
