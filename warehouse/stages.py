"""The tables that each stage of work fills, and taking its rows out again. What is put in belongs to the loads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import duckdb

from tasks.records import Stage

STAGE_TABLES: Final[dict[Stage, dict[str, str]]] = {
    Stage.ANNOTATION: {
        "internal.annotations": "article_id, engine, model, data",
        "internal.article_words": "article_id, form, lemma, frequency",
        "sentences": "article_id, sentence_no, start_char, end_char, text",
    },
    Stage.ENTITIES: {
        "mentions": "mention_id, article_id, sentence_no, start_char, end_char, text, label, native_label, engine,"
        " model, score",
        "internal.article_entities": "article_id, entity_no, name, label, kind, country_code, countries, offices,"
        " aliases",
    },
    Stage.RELATIONS: {
        "relations": "relation_id, article_id, sentence_no, start_char, end_char, text, type, scheme, predicate,"
        " predicate_text, voice, subject_text, subject_start, subject_end, object_text, object_start, object_end,"
        " polarity, modality, tense, event_date, event_date_end, event_date_text, attributed_to_text, confidence, rule,"
        " engine, model",
        "relation_arguments": "relation_id, argument_no, role, text, value, start_char, end_char",
        "quotes": "quote_id, article_id, sentence_no, text, speaker_text, start_char, end_char",
    },
}
"""The tables of each stage and the columns that a batch gives them."""

LINKS: Final[tuple[tuple[Stage, str, str, str, str, str], ...]] = (
    (Stage.ENTITIES, "mentions", "mention", "mention_id", "-1", "entity_no"),
    (Stage.RELATIONS, "relations", "subject", "relation_id", "-1", "subject_entity_no"),
    (Stage.RELATIONS, "relations", "object", "relation_id", "-1", "object_entity_no"),
    (Stage.RELATIONS, "relations", "attribution", "relation_id", "-1", "attributed_to_entity_no"),
    (Stage.RELATIONS, "relation_arguments", "argument", "relation_id", "argument_no", "entity_no"),
    (Stage.RELATIONS, "quotes", "speaker", "quote_id", "-1", "speaker_entity_no"),
)
"""Stage, batch file, role, item id, argument number and column of each entity number of a batch."""


def files(folders: Sequence[Path], table: str) -> list[str]:
    """The Parquet files of a table in these batches."""
    return [str(folder / f"{table}.parquet") for folder in folders]


def scalar(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """The one number that a query gives; 0 for null or no row."""
    row = connection.execute(query).fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def touch(connection: duckdb.DuckDBPyConnection) -> None:
    """Note that public rows have changed."""
    connection.execute("UPDATE internal.state SET data_revision = data_revision + 1")


def delete_stage(connection: duckdb.DuckDBPyConnection, stage: Stage, articles: str) -> None:
    """Delete the rows of a stage of `articles` (a query for article ids)."""
    if stage is Stage.RELATIONS:
        connection.execute(
            "DELETE FROM relation_arguments WHERE relation_id IN"  # noqa: S608
            f" (SELECT relation_id FROM relations WHERE article_id IN ({articles}))"
        )
    tables = [table for table in STAGE_TABLES[stage] if table != "relation_arguments"]
    if stage is Stage.ENTITIES:
        tables.append("internal.article_identities")
    for table in tables:
        connection.execute(f"DELETE FROM {table} WHERE article_id IN ({articles})")  # noqa: S608
    roles = ", ".join(f"'{role}'" for link_stage, _, role, *_ in LINKS if link_stage is stage)
    if roles:
        connection.execute(
            f"DELETE FROM internal.entity_links WHERE role IN ({roles}) AND article_id IN ({articles})"  # noqa: S608
        )


def delete_derived(connection: duckdb.DuckDBPyConnection, articles: str) -> None:
    """Delete all rows that were found in the texts of `articles` (a query for article ids), and that they were."""
    for stage in STAGE_TABLES:
        delete_stage(connection, stage, articles)
    connection.execute(f"DELETE FROM article_processing WHERE article_id IN ({articles})")  # noqa: S608
    connection.execute(
        f"DELETE FROM rejects WHERE stage <> 'ingestion' AND article_id IN ({articles})"  # noqa: S608
    )
