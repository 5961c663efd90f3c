"""What resolution has to look at when articles change: those articles, and the entities that share a key with theirs.

`internal.entity_keys` has the keys of every entity of every article and its identity; `identity_index` finds a few of
them among millions. Writing identities into rows is for `identity`; who is who is decided in `tasks/entities`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby
from typing import Any, Final

import duckdb
import pyarrow as pa

from tasks.records import ArticleId, EntityId, EntityNumber, Language
from warehouse.identity import Saved
from warehouse.identity_index import IdentityIndex, Wanted
from warehouse.stages import next_revision
from warehouse.stored_entities import StoredArticleEntities, article_entity

MOST_WITNESSES: Final = 50
"""Entities that are alike in name, language, kind and aliases are read this often at most; more would tell no more."""

Node = tuple[ArticleId, EntityNumber]

_KEY_SCHEMA: Final = pa.schema(
    [
        ("key", pa.uint64()),
        ("role", pa.uint8()),
        ("article_id", pa.string()),
        ("entity_no", pa.int32()),
        ("beginnings", pa.int64()),
    ]
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
    """A key of one entity of an article, as `tasks.entities.keys` makes it, with how the name begins, as bits."""

    article_id: ArticleId
    entity_no: EntityNumber
    role: int
    number: int
    beginnings: int = 0


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


def changed_articles(connection: duckdb.DuckDBPyConnection) -> frozenset[ArticleId]:
    """The articles that have changed, those too that have no entities any more."""
    rows = connection.execute("SELECT DISTINCT article_id FROM internal.unresolved_articles").fetchall()
    return frozenset(ArticleId(article) for (article,) in rows)


def neighbourhood(
    connection: duckdb.DuckDBPyConnection, index: IdentityIndex, wanted: Wanted, *, with_surroundings: bool
) -> list[NeighbourEntities]:
    """Entities of unchanged articles that are `wanted`, or have an identity that an entity that is has.

    What their articles name besides is read `with_surroundings`, or where one of them is a family name alone.
    """
    found = index.neighbours(wanted, changed_articles(connection), MOST_WITNESSES, with_surroundings=with_surroundings)
    return [NeighbourEntities(*each) for each in found]


@dataclass(frozen=True, slots=True)
class Revision:
    """The revision that identities were last saved for, and the articles that have changed since."""

    number: int
    articles: frozenset[ArticleId]


def last_resolved(connection: duckdb.DuckDBPyConnection) -> Revision:
    """What was true before identities are saved again; for `update_index`."""
    row = connection.execute("SELECT resolved_revision FROM internal.state").fetchone()
    return Revision(int(row[0]) if row else 0, changed_articles(connection))


def update_index(
    connection: duckdb.DuckDBPyConnection,
    index: IdentityIndex,
    before: Revision,
    saved: Saved,
    others: Collection[ArticleId],
) -> None:
    """Bring the index up to date with identities just saved; `others` are articles whose identities have moved."""
    articles = connection.execute(
        "SELECT DISTINCT article_id FROM internal.article_changes WHERE revision > ?", [before.number]
    ).fetchall()
    changed = {*before.articles, *others, *(ArticleId(article) for (article,) in articles)}
    index.update(connection, changed, saved)


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
    rows = [(k.number, k.role, k.article_id, k.entity_no, k.beginnings) for k in keys]
    columns = zip(*rows, strict=True) if rows else [()] * len(_KEY_SCHEMA)
    connection.register("keys_in", pa.table(list(map(list, columns)), schema=_KEY_SCHEMA))
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
            SELECT k.key, k.role, hash(k.article_id), k.article_id, k.entity_no, i.entity_id, k.beginnings
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
    if not articles:
        return
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
