"""Articles and annotations read back as records, for the steps that work on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from tasks.annotation_store import unpack_annotation
from tasks.records import Annotation, Article, ArticleId, Block, BlockKind, Span


def read_articles(connection: duckdb.DuckDBPyConnection, article_ids: Collection[ArticleId]) -> list[Article]:
    """The articles with bodies and blocks, by article id; unknown ids are left out."""
    rows = connection.execute(
        """
        WITH wanted AS MATERIALIZED (
            SELECT unnest($ids::VARCHAR[]) AS article_id
        ), chosen AS MATERIALIZED (
            FROM articles WHERE rowid IN (SELECT rowid FROM articles WHERE article_id IN (FROM wanted))
        ), lines AS MATERIALIZED (
            FROM blocks WHERE rowid IN (SELECT rowid FROM blocks WHERE article_id IN (FROM wanted))
        )
        SELECT a.article_id, a.origin, a.source, a.body, a.content_sha256, a.payload_sha256, a.ingested_at, a.url,
               a.title, a.author, a.published_at, a.language, a.language_confidence, a.duplicate_of, b.lines
        FROM chosen a
        LEFT JOIN (
            SELECT article_id, list([kind, start_char::VARCHAR, end_char::VARCHAR] ORDER BY block_no) AS lines
            FROM lines GROUP BY article_id
        ) b ON b.article_id = a.article_id
        ORDER BY a.article_id
        """,
        {"ids": list(article_ids)},
    ).fetchall()
    return [
        Article(
            article_id=article_id,
            origin=origin,
            source=source,
            body=body,
            content_sha256=content_sha256,
            payload_sha256=payload_sha256,
            ingested_at=ingested_at.replace(tzinfo=UTC),
            url=url,
            title=title,
            author=author,
            published_at=_aware(published_at),
            language=language,
            language_confidence=confidence,
            duplicate_of=duplicate_of,
            blocks=tuple(Block(BlockKind(kind), Span(int(start), int(end))) for kind, start, end in lines or ()),
        )
        for (
            article_id,
            origin,
            source,
            body,
            content_sha256,
            payload_sha256,
            ingested_at,
            url,
            title,
            author,
            published_at,
            language,
            confidence,
            duplicate_of,
            lines,
        ) in rows
    ]


def read_annotations(
    connection: duckdb.DuckDBPyConnection, article_ids: Collection[ArticleId]
) -> dict[ArticleId, Annotation]:
    """What the engine said about the current text of each article, where it is known."""
    rows = connection.execute(
        """
        SELECT n.article_id, n.data FROM internal.annotations n
        JOIN article_processing p ON p.article_id = n.article_id AND p.stage = 'annotation' AND p.error IS NULL
        JOIN articles a ON a.article_id = n.article_id AND a.content_sha256 = p.content_sha256
        WHERE n.article_id IN (SELECT unnest(?))
        """,
        [list(article_ids)],
    ).fetchall()
    return {ArticleId(article_id): unpack_annotation(blob) for article_id, blob in rows}


def read_similar(
    connection: duckdb.DuckDBPyConnection, signatures: Mapping[ArticleId, bytes]
) -> list[tuple[ArticleId, bytes]]:
    """Articles that share a key with one of these signatures, or are one of these; in the order of ingestion."""
    asked = pa.table(
        {"article_id": list(signatures.keys()), "signature": list(signatures.values())},
        schema=pa.schema([("article_id", pa.string()), ("signature", pa.binary())]),
    )
    connection.register("signatures_in", asked)
    try:
        return connection.execute(
            """
            WITH keys_in AS (
                SELECT DISTINCT unnest(internal.signature_keys(signature)) AS key FROM signatures_in
            ), found AS (
                SELECT DISTINCT k.article_id
                FROM (SELECT article_id, unnest(keys) AS key FROM internal.article_signatures) k
                SEMI JOIN keys_in USING (key)
                UNION
                SELECT article_id FROM signatures_in
            )
            SELECT s.article_id, s.signature FROM internal.article_signatures s
            JOIN found USING (article_id)
            JOIN articles a ON a.article_id = s.article_id
            WHERE a.duplicate_of IS NULL ORDER BY a.article_no
            """
        ).fetchall()
    finally:
        connection.unregister("signatures_in")


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None
