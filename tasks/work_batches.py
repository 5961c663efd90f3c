"""Work to be done, cut into batches of one language, as folders of Parquet files: the input of the analysis step.

A folder holds the articles (as `batches` writes them) and `work.parquet`: for each article its stages and, where the
engine need not run again, what it said before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.analysis import Work
from tasks.annotation_store import pack_annotation, unpack_annotation
from tasks.batches import IngestionBatch, read_ingestion, write_ingestion
from tasks.records import Stage
from tasks.work import WorkItem

_NAME: Final = "work.parquet"
_SCHEMA: Final = pa.schema(
    [("article_id", pa.string()), ("stages", pa.list_(pa.string())), ("annotation", pa.binary())]
)


def cut(items: Sequence[WorkItem], articles: int, characters: int) -> Iterator[list[WorkItem]]:
    """Cut work into batches of one language each.

    Args:
        items: in any order; batches come out ordered by language and article.
        articles: most articles in a batch.
        characters: most characters in a batch, unless one article alone is longer.
    """
    ordered = sorted(items, key=lambda item: (item.language or "", item.article_id))
    for _, same in groupby(ordered, key=lambda item: item.language or ""):
        batch: list[WorkItem] = []
        for item in same:
            length = sum(each.body_length for each in batch) + item.body_length
            if batch and (len(batch) == articles or length > characters):
                yield batch
                batch = []
            batch.append(item)
        yield batch


def write_work(folder: Path, work: Sequence[Work]) -> Path:
    """Write the batch to `folder`; returns `folder`."""
    write_ingestion(folder, IngestionBatch(tuple(one.article for one in work)))
    rows = [
        {
            "article_id": one.article.article_id,
            "stages": sorted(stage.value for stage in one.stages),
            "annotation": pack_annotation(one.annotation) if one.annotation else None,
        }
        for one in work
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema=_SCHEMA), folder / _NAME, compression="zstd")
    return folder


def read_work(folder: Path) -> tuple[Work, ...]:
    """The batch that was written to `folder`."""
    rows = {row["article_id"]: row for row in pq.read_table(folder / _NAME).to_pylist()}
    return tuple(
        Work(
            article=article,
            stages=frozenset(Stage(stage) for stage in rows[article.article_id]["stages"]),
            annotation=unpack_annotation(blob) if (blob := rows[article.article_id]["annotation"]) else None,
        )
        for article in read_ingestion(folder).articles
    )
