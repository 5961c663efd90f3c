"""Batches of articles and of their analyses as folders of Parquet files.

The steps of a flow hand each other the path of such a folder. It is written aside and renamed, so that it is complete
wherever it stands. The warehouse reads the files by column name, with `read_parquet`; readers here give back the
records that were written (of an analysis: without repeated mentions, relations and quotes, see `identifiers`).

What an article depends on to be worked on again does not belong here (`work`), nor does anything of the warehouse.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.analysis_rows import Row, analysis_rows, read_analysis
from tasks.batch_schemas import ANALYSIS_SCHEMAS, INGESTION_SCHEMAS
from tasks.errors import of_system
from tasks.identifiers import reject_id
from tasks.records import Analysis, Article, ArticleId, Block, BlockKind, Language, Reject, Span, Stage
from tasks.work import Fingerprint, Processing


@dataclass(frozen=True, slots=True)
class IngestionBatch:
    """Articles as read, what could not be read, and the articles' signatures for near-duplicates if made."""

    articles: tuple[Article, ...]
    rejects: tuple[Reject, ...] = ()
    signatures: Mapping[ArticleId, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WebBatch:
    """Where the articles of an address lie, and where the states of what was fetched."""

    folder: Path
    states: Path


@dataclass(frozen=True, slots=True)
class ProcessedArticle:
    """What became of one article.

    Only the stages that `processing` names are superseded in the warehouse. `analysis` is None where they failed;
    their rows then go.
    """

    article_id: ArticleId
    body: str
    processing: tuple[Processing, ...]
    analysis: Analysis | None = None
    rejects: tuple[Reject, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalysisBatch:
    """Articles that have been worked on together."""

    articles: tuple[ProcessedArticle, ...]


def write_ingestion(folder: Path, batch: IngestionBatch) -> Path:
    """Write the batch to `folder`, replacing what is there; returns `folder`."""
    rows: dict[str, list[Row]] = {
        "articles": [_article_row(article) for article in batch.articles],
        "blocks": [
            {
                "article_id": article.article_id,
                "block_no": number,
                "kind": block.kind.value,
                "start_char": block.span.start,
                "end_char": block.span.end,
            }
            for article in batch.articles
            for number, block in enumerate(article.blocks)
        ],
        "signatures": [
            {"article_id": article_id, "signature": signature} for article_id, signature in batch.signatures.items()
        ],
        "rejects": [_reject_row(reject) for reject in batch.rejects],
    }
    return _write_folder(folder, INGESTION_SCHEMAS, rows)


def read_ingestion(folder: Path) -> IngestionBatch:
    """The batch that was written to `folder`."""
    rows = _read_folder(folder, INGESTION_SCHEMAS)
    blocks = _by_article(rows["blocks"])
    return IngestionBatch(
        articles=tuple(_read_article(row, blocks[row["article_id"]]) for row in rows["articles"]),
        rejects=tuple(_read_reject(row) for row in rows["rejects"]),
        signatures={ArticleId(row["article_id"]): row["signature"] for row in rows["signatures"]},
    )


def write_analyses(folder: Path, batch: AnalysisBatch) -> Path:
    """Write the batch to `folder`, replacing what is there; returns `folder`."""
    rows: dict[str, list[Row]] = {name: [] for name in ANALYSIS_SCHEMAS}
    for number, article in enumerate(batch.articles):
        rows["articles"].append({"article_id": article.article_id, "position": number, "body": article.body})
        rows["processing"].extend(_processing_row(processing) for processing in article.processing)
        rows["rejects"].extend(
            {**_reject_row(reject), "batch_article": article.article_id} for reject in article.rejects
        )
        if article.analysis is not None:
            for name, more in analysis_rows(article.analysis, article.body).items():
                rows[name].extend(more)
    return _write_folder(folder, ANALYSIS_SCHEMAS, rows)


def read_analyses(folder: Path) -> AnalysisBatch:
    """The batch that was written to `folder`, its analyses without repeated rows."""
    rows = _read_folder(folder, ANALYSIS_SCHEMAS)
    grouped = {name: _by_article(rows[name]) for name in ANALYSIS_SCHEMAS if name != "rejects"}
    rejects: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows["rejects"]:
        rejects[row["batch_article"]].append(row)
    return AnalysisBatch(
        tuple(
            ProcessedArticle(
                article_id=ArticleId(row["article_id"]),
                body=row["body"],
                processing=tuple(_read_processing(each) for each in grouped["processing"][row["article_id"]]),
                analysis=read_analysis({name: table[row["article_id"]] for name, table in grouped.items()}),
                rejects=tuple(_read_reject(each) for each in rejects[row["article_id"]]),
            )
            for row in rows["articles"]
        )
    )


def _write_folder(folder: Path, schemas: Mapping[str, pa.Schema], rows: Mapping[str, Sequence[Row]]) -> Path:
    """Write a file a table beside `folder`, then rename; a folder in the way is removed first.

    Raises:
        DiskFull, FolderNotWritable: as the names say; nothing is left behind.
    """
    try:
        return _written(folder, schemas, rows)
    except OSError as error:
        raise of_system(error, folder) from error


def _written(folder: Path, schemas: Mapping[str, pa.Schema], rows: Mapping[str, Sequence[Row]]) -> Path:
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, schema in schemas.items():
            pq.write_table(
                pa.Table.from_pylist(list(rows[name]), schema=schema), aside / f"{name}.parquet", compression="zstd"
            )
        if folder.exists():
            shutil.rmtree(folder)
        os.replace(aside, folder)  # noqa: PTH105 - the rename is the point, said by name
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return folder


def _read_folder(folder: Path, schemas: Mapping[str, pa.Schema]) -> dict[str, list[dict[str, Any]]]:
    return {
        name: pq.read_table(folder / f"{name}.parquet", schema=schema).to_pylist() for name, schema in schemas.items()
    }


def _by_article(rows: Iterable[dict[str, Any]]) -> defaultdict[str, list[dict[str, Any]]]:
    grouped: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["article_id"]].append(row)
    return grouped


def _utc(moment: datetime | None) -> datetime | None:
    """The moment as stored: UTC without a zone. A moment without a zone counts as UTC."""
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)


def _article_row(article: Article) -> Row:
    return {
        "article_id": article.article_id,
        "origin": article.origin,
        "url": article.url,
        "source": article.source,
        "title": article.title,
        "author": article.author,
        "published_at": _utc(article.published_at),
        "ingested_at": _utc(article.ingested_at),
        "language": article.language,
        "language_confidence": article.language_confidence,
        "body": article.body,
        "word_count": len(article.body.split()),
        "content_sha256": article.content_sha256,
        "payload_sha256": article.payload_sha256,
        "duplicate_of": article.duplicate_of,
    }


def _read_article(row: Row, blocks: Sequence[Row]) -> Article:
    return Article(
        article_id=ArticleId(row["article_id"]),
        origin=row["origin"],
        source=row["source"],
        body=row["body"],
        content_sha256=row["content_sha256"],
        payload_sha256=row["payload_sha256"],
        ingested_at=_aware(row["ingested_at"]),
        url=row["url"],
        title=row["title"],
        author=row["author"],
        published_at=_aware(row["published_at"]) if row["published_at"] else None,
        language=Language(row["language"]) if row["language"] else None,
        language_confidence=row["language_confidence"],
        blocks=tuple(Block(BlockKind(each["kind"]), Span(each["start_char"], each["end_char"])) for each in blocks),
        duplicate_of=ArticleId(row["duplicate_of"]) if row["duplicate_of"] else None,
    )


def _reject_row(reject: Reject) -> Row:
    return {
        "reject_id": reject_id(reject),
        "stage": reject.stage.value,
        "article_id": reject.article_id,
        "source": reject.source,
        "origin": reject.origin,
        "reason": reject.reason,
        "detail": reject.detail,
        "payload_sha256": reject.payload_sha256,
        "seen_at": _utc(reject.seen_at),
    }


def _read_reject(row: Row) -> Reject:
    return Reject(
        stage=Stage(row["stage"]),
        reason=row["reason"],
        detail=row["detail"],
        source=row["source"],
        origin=row["origin"],
        seen_at=_aware(row["seen_at"]),
        article_id=ArticleId(row["article_id"]) if row["article_id"] else None,
        payload_sha256=row["payload_sha256"],
    )


def _processing_row(processing: Processing) -> Row:
    return {
        "article_id": processing.article_id,
        "stage": processing.stage.value,
        "content_sha256": processing.content_sha256,
        "stage_version": processing.fingerprint.stage_version,
        "engine": processing.fingerprint.engine,
        "model": processing.fingerprint.model,
        "model_sha256": processing.fingerprint.model_sha256,
        "config_sha256": processing.fingerprint.config_sha256,
        "finished_at": _utc(processing.finished_at),
        "seconds": processing.seconds,
        "error": processing.error,
    }


def _read_processing(row: Row) -> Processing:
    return Processing(
        article_id=ArticleId(row["article_id"]),
        stage=Stage(row["stage"]),
        content_sha256=row["content_sha256"],
        fingerprint=Fingerprint(
            stage_version=row["stage_version"],
            config_sha256=row["config_sha256"],
            engine=row["engine"],
            model=row["model"],
            model_sha256=row["model_sha256"],
        ),
        finished_at=_aware(row["finished_at"]),
        seconds=row["seconds"],
        error=row["error"],
    )
