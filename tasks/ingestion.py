"""From sources to articles ready for the warehouse: read, blocks marked, language and duplicates known.

Composes the rooms `sources` and `text`. What happens to the articles afterwards does not belong here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from tasks.batches import IngestionBatch
from tasks.errors import SourceMissing
from tasks.records import Article, ArticleId, Reject
from tasks.sources.files import discover, read
from tasks.text.blocks import find_blocks, title_of
from tasks.text.duplicates import DuplicateIndex, signature
from tasks.text.language import detect

_log: Final = logging.getLogger("pressgraph.run")


Similar = Callable[[Mapping[ArticleId, bytes]], Iterable[tuple[ArticleId, bytes]]]
"""From signatures of texts to those of known articles that may be alike, the earliest first."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the warehouse holds: the SHA-256 of each article's body, and how to ask for similar texts."""

    contents: Mapping[ArticleId, str]
    similar: Similar


@dataclass(frozen=True, slots=True)
class Ingestion:
    """Articles and rejects, and the SOURCEs that do not exist."""

    batch: IngestionBatch
    missing: tuple[SourceMissing, ...]


def read_all(sources: Sequence[str], max_bytes: int, keep: Callable[[bytes], object] | None = None) -> Ingestion:
    """Read every SOURCE, without looking into the texts.

    Args:
        sources: files and folders.
        max_bytes: larger payloads are rejected.
        keep: called with every payload that was read, to store it.

    An article that is met twice (same canonical URL) counts once, as last read.
    """
    discovery = discover(sources)
    articles: dict[ArticleId, Article] = {}
    rejects: list[Reject] = list(discovery.rejects)
    now = datetime.now(UTC)
    total = len(discovery.payloads)
    for done, ref in enumerate(discovery.payloads, start=1):
        _log.info("reading %s", ref.path.name, extra={"done": done, "total": total})
        for reading in read(ref, now=now, max_bytes=max_bytes):
            if keep and reading.payload is not None:
                keep(reading.payload)
            if isinstance(reading.result, Reject):
                rejects.append(reading.result)
            else:
                articles[reading.result.article_id] = reading.result
    return Ingestion(IngestionBatch(tuple(articles.values()), tuple(rejects)), discovery.missing)


def is_news(ingestion: Ingestion, known: Known) -> bool:
    """Whether anything read is not in the warehouse with the same text."""
    return any(known.contents.get(article.article_id) != article.content_sha256 for article in ingestion.batch.articles)


def ingest(
    sources: Sequence[str],
    known: Known,
    *,
    max_bytes: int,
    keep: Callable[[bytes], object] | None = None,
    again: bool = False,
    fetched: Sequence[IngestionBatch] = (),
) -> Ingestion:
    """Read every file, add what was fetched from the web; say of new and changed articles what needs no engine.

    An unchanged article is handed on without blocks, language and title, unless `again` is set.
    """
    read_in = _with_fetched(read_all(sources, max_bytes, keep), fetched)
    articles: list[Article] = []
    signatures: dict[ArticleId, bytes] = {}
    total = len(read_in.batch.articles)
    for done, article in enumerate(read_in.batch.articles, start=1):
        is_known = known.contents.get(article.article_id) == article.content_sha256
        if is_known and not again:
            articles.append(article)
            continue
        _log.info("looking at %s", article.origin, extra={"done": done, "total": total})
        described = describe(article)
        articles.append(described)
        if not is_known:
            signatures[article.article_id] = signature(described.body, described.blocks)
    originals = find_originals(signatures, known.similar(signatures) if signatures else ())
    marked = (replace(each, duplicate_of=originals.get(each.article_id, each.duplicate_of)) for each in articles)
    return Ingestion(IngestionBatch(tuple(marked), read_in.batch.rejects, signatures), read_in.missing)


def find_originals(
    signatures: Mapping[ArticleId, bytes], similar: Iterable[tuple[ArticleId, bytes]]
) -> dict[ArticleId, ArticleId]:
    """The original of each text that repeats another, known or before it among these."""
    index = DuplicateIndex(similar)
    originals: dict[ArticleId, ArticleId] = {}
    for article_id, mark in signatures.items():
        first = index.first_like(article_id, mark)
        if first is not None:
            originals[article_id] = first
        index.add(article_id, mark)
    return originals


def _with_fetched(read_in: Ingestion, fetched: Sequence[IngestionBatch]) -> Ingestion:
    articles = {article.article_id: article for batch in fetched for article in batch.articles}
    articles.update((article.article_id, article) for article in read_in.batch.articles)
    rejects = (*read_in.batch.rejects, *(reject for batch in fetched for reject in batch.rejects))
    return Ingestion(IngestionBatch(tuple(articles.values()), rejects), read_in.missing)


def describe(article: Article) -> Article:
    """The article with its blocks, its title and its language where the source did not give them."""
    blocks = find_blocks(article.body, article.title)
    guess = detect(article.body, blocks)
    return replace(
        article,
        blocks=blocks,
        title=article.title or title_of(article.body, blocks),
        language=article.language or guess.language,
        language_confidence=1.0 if article.language else guess.confidence,
    )
