"""Entities across articles: writing what resolution found into every row that names one.

Who is who is decided in `tasks/entities`; here the decision is stored. Counts, languages and dates of entities are
always computed from the rows (`entity_counts`), so that equal rows give equal entities. What is stored is read in
`stored_entities`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import duckdb
import pyarrow as pa

from tasks.records import ArticleId, EntityId, EntityNumber
from warehouse.connection import transaction
from warehouse.entity_counts import KNOWN_COLUMNS, STAGED, copy_in, replace_entities
from warehouse.stages import next_revision
from warehouse.stored_entities import EntityRow, stored_entity


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


_NAMING: Final[tuple[tuple[str, str], ...]] = (
    ("mentions", "entity_no"),
    ("relations", "subject_entity_no"),
    ("relations", "object_entity_no"),
    ("relations", "attributed_to_entity_no"),
    ("relation_arguments", "entity_no"),
    ("quotes", "speaker_entity_no"),
)
"""Tables and columns that name an entity by its number in the article."""


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
        copy_in(connection, "identities_in", incoming)
        copy_in(connection, "entities_in", pa.Table.from_pylist(rows, schema=_ENTITY_SCHEMA))
        _stage_changes(connection)
        revision = next_revision(connection)
        _stage_recounted(connection)
        _replace_identities(connection, revision)
        if any(row["is_changed"] for row in rows):
            _replace_known(connection, revision, has_old=not all(row["is_new"] for row in rows if row["is_changed"]))
        aliases, counted = replace_entities(connection)
        for table in _STAGED:
            connection.execute(f"DROP TABLE {table}")
        also()
        connection.execute(
            "UPDATE internal.state SET resolved_revision = data_revision,"
            " resolved_articles = (SELECT coalesce(max(article_no), 0) FROM articles)"
        )
    return Saved([tuple(row[name] for name in KNOWN_COLUMNS) for row in rows if row["is_changed"]], counted, aliases)


def identities_outdated(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether rows have changed since identities were last saved."""
    row = connection.execute("SELECT resolved_revision < data_revision FROM internal.state").fetchone()
    return bool(row and row[0])


_IDENTITY_SCHEMA: Final = pa.schema(
    [("article_id", pa.string()), ("entity_no", pa.int32()), ("entity_id", pa.string())]
)
_STAGED: Final = (
    "identities_in", "entities_in", "changed_articles", "changed_identities", "fresh_identities", "recounted_entities",
    *STAGED,
)  # fmt: skip
"""Temporary tables of `save_identities`."""


_ENTITY_SCHEMA: Final = pa.schema(
    [*((name, pa.string()) for name in KNOWN_COLUMNS), ("is_new", pa.bool_()), ("is_changed", pa.bool_())]
)


def _known_rows(connection: duckdb.DuckDBPyConnection, ids: Iterable[EntityId]) -> Mapping[EntityId, EntityRow]:
    """The identities among `ids` that are stored, without aliases."""
    rows = connection.execute(
        f"SELECT {', '.join(KNOWN_COLUMNS)} FROM internal.known_entities"  # noqa: S608 - names from above
        " WHERE entity_id IN (SELECT unnest(string_split(?, chr(31))))",
        ["\x1f".join(ids)],
    ).fetchall()
    return {row[0]: stored_entity(row) for row in rows}


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


def _stage_changes(connection: duckdb.DuckDBPyConnection) -> None:
    """Temporary tables: articles whose identities or rows have changed, and the identities they have now.

    `is_resolved`: the article was there already when identities were last saved, so that some of its rows may be older.
    """
    connection.execute(
        """
        CREATE TEMP TABLE changed_articles AS
        WITH resolved AS (
            SELECT article_id FROM articles WHERE article_id IN (SELECT article_id FROM identities_in)
            AND article_no <= (SELECT resolved_articles FROM internal.state)
        ), before AS (
            SELECT article_id, entity_no, entity_id FROM internal.article_identities
            WHERE article_id IN (SELECT article_id FROM resolved)
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
    changed = f"SELECT {', '.join(KNOWN_COLUMNS)} FROM entities_in WHERE is_changed"  # noqa: S608 - names from above
    if has_old:
        connection.execute(
            "DELETE FROM internal.known_entities"
            " WHERE entity_id IN (SELECT entity_id FROM entities_in WHERE is_changed AND NOT is_new)"
        )
    connection.execute(f"INSERT INTO internal.known_entities {changed}")
    connection.execute(
        "INSERT INTO internal.entity_changes SELECT entity_id, ? FROM entities_in WHERE is_changed", [revision]
    )
