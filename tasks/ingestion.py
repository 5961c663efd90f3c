"""From sources to articles ready for the warehouse: read, blocks marked, language and duplicates known.

Composes the rooms `sources` and `text`. What happens to the articles afterwards does not belong here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tasks.batches import IngestionBatch
from tasks.errors import SourceMissing
from tasks.records import Article, ArticleId
from tasks.sources.reader import Gathered, SourceReader
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
    """What is to be loaded, the SOURCEs that do not exist, and how many articles stand unchanged in files not read."""

    batch: IngestionBatch
    missing: tuple[SourceMissing, ...]
    unchanged: int = 0


def as_batch(gathered: Gathered) -> IngestionBatch:
    """The articles and rejects that were read, without a look into the texts."""
    return IngestionBatch(gathered.articles, gathered.rejects)


def ingest(
    sources: Sequence[str],
    known: Known,
    reader: SourceReader,
    *,
    again: bool = False,
    fetched: Sequence[IngestionBatch] = (),
) -> Ingestion:
    """Read the files, add what was fetched from the web; say of new and changed articles what needs no engine.

    An unchanged article is handed on without blocks, language and title, unless `again` is set.
    """
    gathered = reader.gather(sources, known.contents)
    read_in = _with_fetched(gathered, fetched)
    articles: list[Article] = []
    signatures: dict[ArticleId, bytes] = {}
    total = len(read_in.articles)
    for done, article in enumerate(read_in.articles, start=1):
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
    batch = IngestionBatch(tuple(marked), read_in.rejects, signatures)
    return Ingestion(batch, gathered.missing, len(gathered.unchanged))


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


def _with_fetched(gathered: Gathered, fetched: Sequence[IngestionBatch]) -> IngestionBatch:
    """All articles, each once: what stands in a file counts rather than what was fetched."""
    articles = {
        article.article_id: article
        for batch in fetched
        for article in batch.articles
        if article.article_id not in gathered.unchanged
    }
    articles.update((article.article_id, article) for article in gathered.articles)
    rejects = (*gathered.rejects, *(reject for batch in fetched for reject in batch.rejects))
    return IngestionBatch(tuple(articles.values()), rejects)


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
