"""Which article is the original of which: `articles.duplicate_of` when articles come, change and go.

Near-equal texts among new ones are found in `tasks/text/duplicates.py`; here are those that one database tells best.
"""

from __future__ import annotations

import duckdb

from warehouse.stages import note_changes, scalar


def release_duplicates(connection: duckdb.DuckDBPyConnection, articles: str, revision: int) -> None:
    """Let the duplicates of `articles` (a query for article ids) that are no longer like them stand for themselves.

    Each points to the first of the others that it is like, if there is one. An article that is gone is like none.
    """
    if not scalar(connection, f"SELECT count(*) FROM articles WHERE duplicate_of IN ({articles})"):  # noqa: S608
        return
    connection.execute(
        f"""
        CREATE TEMP TABLE released AS
        SELECT a.article_id, a.article_no, a.duplicate_of, a.content_sha256, s.signature
        FROM articles a
        LEFT JOIN internal.article_signatures s ON s.article_id = a.article_id
        LEFT JOIN articles o ON o.article_id = a.duplicate_of
        LEFT JOIN internal.article_signatures t ON t.article_id = o.article_id
        WHERE a.duplicate_of IN ({articles}) AND a.article_id NOT IN ({articles})
        AND (a.content_sha256 = o.content_sha256 OR internal.are_alike(s.signature, t.signature)) IS NOT TRUE
        """  # noqa: S608
    )
    connection.execute(
        """
        CREATE TEMP TABLE heirs AS
        WITH alike AS (
            SELECT r.article_id, h.article_id AS heir, h.article_no
            FROM released r
            JOIN released h ON h.duplicate_of = r.duplicate_of AND h.article_no < r.article_no
            WHERE r.content_sha256 = h.content_sha256 OR internal.are_alike(r.signature, h.signature)
        )
        SELECT r.article_id, min_by(a.heir, a.article_no) AS heir
        FROM released r
        LEFT JOIN alike a ON a.article_id = r.article_id AND a.heir NOT IN (SELECT article_id FROM alike)
        GROUP BY r.article_id
        """
    )
    connection.execute(
        "UPDATE articles SET duplicate_of = heirs.heir FROM heirs WHERE heirs.article_id = articles.article_id"
    )
    note_changes(connection, "SELECT article_id FROM heirs", revision)
    for table in ("heirs", "released"):
        connection.execute(f"DROP TABLE {table}")


def point_to_originals(connection: duckdb.DuckDBPyConnection, revision: int) -> None:
    """Let every duplicate point to an article that is none itself; equal bodies are always duplicates.

    Reads the temporary table `incoming` of a load.
    """
    if scalar(connection, "SELECT count(*) FROM incoming WHERE duplicate_of IS NOT NULL"):
        connection.execute(
            """
            UPDATE articles SET duplicate_of = NULL
            WHERE article_id IN (SELECT article_id FROM incoming WHERE status IN ('new', 'updated'))
            AND (duplicate_of = article_id OR duplicate_of NOT IN (SELECT article_id FROM articles))
            """
        )
    connection.execute(
        """
        UPDATE articles SET duplicate_of = equals.original
        FROM (
            SELECT a.article_id, i.article_id IS NOT NULL AS is_incoming,
                   first_value(a.article_id) OVER (
                       PARTITION BY a.content_sha256
                       ORDER BY i.article_id IS NOT NULL, a.duplicate_of IS NOT NULL, a.published_at NULLS LAST,
                                a.article_id) AS original
            FROM articles a
            LEFT JOIN incoming i ON i.article_id = a.article_id AND i.status IN ('new', 'updated')
            WHERE a.content_sha256 IN (SELECT content_sha256 FROM incoming WHERE status IN ('new', 'updated'))
        ) equals
        WHERE equals.article_id = articles.article_id AND equals.is_incoming
        AND equals.original <> articles.article_id AND articles.duplicate_of IS NULL
        """
    )
    astray = (
        "SELECT a.article_id FROM articles a JOIN articles o ON o.article_id = a.duplicate_of"
        " WHERE o.duplicate_of IS NOT NULL"
    )
    while scalar(connection, f"SELECT count(*) FROM ({astray})"):  # noqa: S608
        note_changes(connection, astray, revision)
        connection.execute(
            """
            UPDATE articles SET duplicate_of = nullif(o.duplicate_of, articles.article_id)
            FROM articles o WHERE o.article_id = articles.duplicate_of AND o.duplicate_of IS NOT NULL
            """
        )
