"""The Parquet files of a batch and their columns. Names as in the warehouse where it has the column.

`*_entity_no` is the number of an entity within its article (`ArticleEntity.number`); the identity across articles is
found later. Times are UTC without a zone. How rows are made does not belong here.
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa

_TEXT: Final = pa.string()
_OFFSET: Final = pa.int32()
_NUMBER: Final = pa.int32()
_TIME: Final = pa.timestamp("us")

_REJECTS: Final = [
    ("reject_id", _TEXT),
    ("stage", _TEXT),
    ("article_id", _TEXT),
    ("source", _TEXT),
    ("origin", _TEXT),
    ("reason", _TEXT),
    ("detail", _TEXT),
    ("payload_sha256", _TEXT),
    ("seen_at", _TIME),
]

INGESTION_SCHEMAS: Final[dict[str, pa.Schema]] = {
    "articles": pa.schema(
        [
            ("article_id", _TEXT),
            ("origin", _TEXT),
            ("url", _TEXT),
            ("source", _TEXT),
            ("title", _TEXT),
            ("author", _TEXT),
            ("published_at", _TIME),
            ("ingested_at", _TIME),
            ("language", _TEXT),
            ("language_confidence", pa.float64()),
            ("body", _TEXT),
            ("word_count", _NUMBER),
            ("content_sha256", _TEXT),
            ("payload_sha256", _TEXT),
            ("duplicate_of", _TEXT),
        ]
    ),
    "blocks": pa.schema(
        [
            ("article_id", _TEXT),
            ("block_no", _NUMBER),
            ("kind", _TEXT),
            ("start_char", _OFFSET),
            ("end_char", _OFFSET),
        ]
    ),
    "signatures": pa.schema([("article_id", _TEXT), ("signature", pa.binary())]),
    "rejects": pa.schema(_REJECTS),
}

ANALYSIS_SCHEMAS: Final[dict[str, pa.Schema]] = {
    "articles": pa.schema([("article_id", _TEXT), ("position", _NUMBER), ("body", _TEXT)]),
    "annotations": pa.schema([("article_id", _TEXT), ("engine", _TEXT), ("model", _TEXT), ("data", pa.binary())]),
    "article_terms": pa.schema([("article_id", _TEXT), ("form", _TEXT), ("term", _TEXT), ("frequency", _NUMBER)]),
    "sentences": pa.schema(
        [
            ("article_id", _TEXT),
            ("sentence_no", _NUMBER),
            ("start_char", _OFFSET),
            ("end_char", _OFFSET),
            ("text", _TEXT),
        ]
    ),
    "mentions": pa.schema(
        [
            ("mention_id", _TEXT),
            ("article_id", _TEXT),
            ("sentence_no", _NUMBER),
            ("start_char", _OFFSET),
            ("end_char", _OFFSET),
            ("text", _TEXT),
            ("label", _TEXT),
            ("native_label", _TEXT),
            ("entity_no", _NUMBER),
            ("engine", _TEXT),
            ("model", _TEXT),
            ("score", pa.float64()),
        ]
    ),
    "article_entities": pa.schema(
        [
            ("article_id", _TEXT),
            ("entity_no", _NUMBER),
            ("name", _TEXT),
            ("label", _TEXT),
            ("kind", _TEXT),
            ("country_code", _TEXT),
            ("countries", pa.list_(_TEXT)),
            ("offices", pa.list_(_TEXT)),
            ("aliases", pa.list_(pa.struct([("text", _TEXT), ("count", _NUMBER)]))),
        ]
    ),
    "relations": pa.schema(
        [
            ("relation_id", _TEXT),
            ("article_id", _TEXT),
            ("sentence_no", _NUMBER),
            ("start_char", _OFFSET),
            ("end_char", _OFFSET),
            ("text", _TEXT),
            ("type", _TEXT),
            ("scheme", _TEXT),
            ("predicate", _TEXT),
            ("predicate_text", _TEXT),
            ("voice", _TEXT),
            ("subject_entity_no", _NUMBER),
            ("subject_text", _TEXT),
            ("subject_start", _OFFSET),
            ("subject_end", _OFFSET),
            ("object_entity_no", _NUMBER),
            ("object_text", _TEXT),
            ("object_start", _OFFSET),
            ("object_end", _OFFSET),
            ("polarity", _TEXT),
            ("modality", _TEXT),
            ("tense", _TEXT),
            ("event_date", pa.date32()),
            ("event_date_end", pa.date32()),
            ("event_date_text", _TEXT),
            ("attributed_to_entity_no", _NUMBER),
            ("attributed_to_text", _TEXT),
            ("attributed_to_start", _OFFSET),
            ("attributed_to_end", _OFFSET),
            ("confidence", pa.float64()),
            ("rule", _TEXT),
            ("engine", _TEXT),
            ("model", _TEXT),
        ]
    ),
    "relation_arguments": pa.schema(
        [
            ("article_id", _TEXT),
            ("relation_id", _TEXT),
            ("argument_no", _NUMBER),
            ("role", _TEXT),
            ("text", _TEXT),
            ("entity_no", _NUMBER),
            ("value", _TEXT),
            ("start_char", _OFFSET),
            ("end_char", _OFFSET),
        ]
    ),
    "quotes": pa.schema(
        [
            ("quote_id", _TEXT),
            ("article_id", _TEXT),
            ("sentence_no", _NUMBER),
            ("text", _TEXT),
            ("speaker_entity_no", _NUMBER),
            ("speaker_text", _TEXT),
            ("speaker_start", _OFFSET),
            ("speaker_end", _OFFSET),
            ("start_char", _OFFSET),
            ("end_char", _OFFSET),
        ]
    ),
    "processing": pa.schema(
        [
            ("article_id", _TEXT),
            ("stage", _TEXT),
            ("content_sha256", _TEXT),
            ("stage_version", _TEXT),
            ("engine", _TEXT),
            ("model", _TEXT),
            ("model_sha256", _TEXT),
            ("config_sha256", _TEXT),
            ("finished_at", _TIME),
            ("seconds", pa.float64()),
            ("error", _TEXT),
        ]
    ),
    "rejects": pa.schema([*_REJECTS, ("batch_article", _TEXT)]),
}
