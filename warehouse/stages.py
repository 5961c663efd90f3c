"""The tables that each stage of work fills, taking their rows out again, and noting which articles have changed.

What is put in belongs to the loads; what readers see of it to `snapshot`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import duckdb

from tasks.records import Stage

STAGE_TABLES: Final[dict[Stage, dict[str, str]]] = {
    Stage.ANNOTATION: {
        "internal.annotations": "article_id, engine, model, data",
        "internal.article_terms": "form, term, frequency",
        "sentences": "article_id, sentence_no, start_char, end_char, text",
    },
    Stage.ENTITIES: {
        "mentions": "mention_id, article_id, sentence_no, start_char, end_char, text, label, native_label, entity_no,"
        " engine, model, score",
        "internal.article_entities": "article_id, entity_no, name, label, kind, country_code, countries, offices,"
        " aliases",
    },
    Stage.RELATIONS: {
        "relations": "relation_id, article_id, sentence_no, start_char, end_char, text, type, scheme, predicate,"
        " predicate_text, voice, subject_entity_no, subject_text, subject_start, subject_end, object_entity_no,"
        " object_text, object_start, object_end, polarity, modality, tense, event_date, event_date_end,"
        " event_date_text, attributed_to_entity_no, attributed_to_text, confidence, rule, engine, model",
        "relation_arguments": "relation_id, article_id, argument_no, role, text, entity_no, value, start_char,"
        " end_char",
        "quotes": "quote_id, article_id, sentence_no, text, speaker_entity_no, speaker_text, start_char, end_char",
    },
}
"""The tables of each stage and the columns that a batch gives them."""

BY_NUMBER: Final = frozenset({"internal.article_terms"})
"""Tables whose rows name their article by `article_no`."""

WITHOUT_REVISION: Final = frozenset({"internal.annotations", "internal.article_entities"})
"""Tables of which readers see nothing."""


def files(folders: Sequence[Path], table: str) -> list[str]:
    """The Parquet files of a table in these batches."""
    return [str(folder / f"{table}.parquet") for folder in folders]


def scalar(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """The one number that a query gives; 0 for null or no row."""
    row = connection.execute(query).fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def next_revision(connection: duckdb.DuckDBPyConnection) -> int:
    """Begin a revision of the data: rows put in from now on in this transaction are to carry its number."""
    row = connection.execute(
        "UPDATE internal.state SET data_revision = data_revision + 1 RETURNING data_revision"
    ).fetchone()
    if row is None:
        raise LookupError("internal.state is empty")
    return int(row[0])


def note_changes(connection: duckdb.DuckDBPyConnection, articles: str, revision: int) -> None:
    """Note that `articles` (a query for article ids) have changed in this revision."""
    connection.execute(
        f"INSERT INTO internal.article_changes SELECT article_id, {revision} FROM ({articles}) t(article_id)"  # noqa: S608
    )


def delete_stage(connection: duckdb.DuckDBPyConnection, stage: Stage, articles: str, revision: int) -> None:
    """Delete the rows of a stage of `articles` (a query for article ids)."""
    if stage is Stage.ENTITIES:
        connection.execute(f"INSERT INTO internal.unresolved_articles {articles}")
        connection.execute(
            f"""
            INSERT INTO internal.entity_changes
            SELECT DISTINCT entity_id, {revision} FROM internal.article_identities WHERE article_id IN ({articles})
            """  # noqa: S608
        )
        connection.execute(f"DELETE FROM internal.article_identities WHERE article_id IN ({articles})")  # noqa: S608
    for table in STAGE_TABLES[stage]:
        if table in BY_NUMBER:
            numbers = f"SELECT article_no FROM articles WHERE article_id IN ({articles})"  # noqa: S608
            connection.execute(f"DELETE FROM {table} WHERE article_no IN ({numbers})")  # noqa: S608
        else:
            connection.execute(f"DELETE FROM {table} WHERE article_id IN ({articles})")  # noqa: S608


def delete_derived(connection: duckdb.DuckDBPyConnection, articles: str, revision: int) -> None:
    """Delete all rows that were found in the texts of `articles` (a query for article ids), and that they were."""
    for stage in STAGE_TABLES:
        delete_stage(connection, stage, articles, revision)
    connection.execute(f"DELETE FROM article_processing WHERE article_id IN ({articles})")  # noqa: S608
    connection.execute(
        f"DELETE FROM rejects WHERE stage <> 'ingestion' AND article_id IN ({articles})"  # noqa: S608
    )
