"""Counts of entities and their aliases: `entities` and `entity_aliases` brought up to date after identities changed.

Works on the temporary tables that `identity` stages. All uses of an entity are counted where some may be gone; else
what new articles say is added to what was counted.
"""

from __future__ import annotations

from typing import Final

import duckdb
import pyarrow as pa

STAGED: Final = ("changed_uses", "changed_entities", "gone_entities", "gone_entity_aliases")
"""Temporary tables that `replace_entities` leaves."""

KNOWN_COLUMNS: Final = ("entity_id", "name", "label", "kind", "country_code", "wikidata_id")
"""What is known of an identity besides its counts."""


def copy_in(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Make a temporary table of these rows: DuckDB may push a filter of a join down that it cannot apply to Arrow's."""
    connection.register("copied_in", rows)
    try:
        connection.execute(f"CREATE TEMP TABLE {name} AS FROM copied_in")
    finally:
        connection.unregister("copied_in")


def replace_entities(connection: duckdb.DuckDBPyConnection) -> tuple[pa.Table, pa.Table]:
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
        copy_in(connection, f"gone_{table}", gone.to_arrow_table())
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
            SELECT {", ".join(KNOWN_COLUMNS)} FROM entities_in
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
