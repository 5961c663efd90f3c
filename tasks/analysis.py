"""From an article and its engine to all that it says: the one place where annotation, names and relations meet.

Pure: no files, no Prefect, no warehouse. A failure of one article is caught here, becomes a reject, and leaves the
others of its batch untouched.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tasks.batches import ProcessedArticle
from tasks.engines.protocol import Engine
from tasks.entities.article import name_entities
from tasks.entities.officials import states_of
from tasks.records import Analysis, Annotation, Article, ArticleId, Reject, Stage
from tasks.relations.document import Document
from tasks.relations.extract import extract
from tasks.work import ANALYSIS_STAGES, Fingerprint, Processing

_log = logging.getLogger("pressgraph.analysis")

Annotate = Callable[[Sequence[str]], Sequence[Annotation]]


def analyse(article: Article, annotation: Annotation) -> Analysis:
    """Names, entities, relations and quotes of one article whose sentences and words an engine has found."""
    document = document_of(article, annotation)
    found = extract(document)
    return Analysis(
        article_id=article.article_id,
        annotation=annotation,
        mentions=document.mentions,
        entities=document.entities,
        relations=tuple(found.relations),
        quotes=tuple(found.quotes),
    )


def document_of(article: Article, annotation: Annotation) -> Document:
    """The article with its names and entities, as relation extraction reads it."""
    named = name_entities(article.body, article.blocks, annotation)
    return Document(
        body=article.body,
        language=annotation.language,
        published_at=article.published_at.date() if article.published_at else None,
        blocks=article.blocks,
        annotation=annotation,
        mentions=named.mentions,
        entities=named.entities,
        states=states_of(named.entities, annotation.language),
    )


@dataclass(frozen=True, slots=True)
class Work:
    """An article to be worked on, with what its engine said before if that still holds."""

    article: Article
    stages: frozenset[Stage]
    annotation: Annotation | None = None


def process(
    work: Sequence[Work], engine: Engine | None, fingerprints: Mapping[Stage, Fingerprint]
) -> Iterator[ProcessedArticle]:
    """Do the stages that each article needs, in order.

    Args:
        work: articles of one language.
        engine: the language's engine; None if no engine serves it, which makes each article a reject of its stage.
        fingerprints: what each stage depends on, for the record.

    Yields:
        One result an article, in order; a failure carries its reject and no analysis.
    """
    fresh = [one.article.body for one in work if one.annotation is None]
    annotated = iter(_annotate(fresh, engine)) if engine else iter(())
    for one in work:
        started = time.perf_counter()
        if engine is None and one.annotation is None:
            detail = f"no engine serves the language {one.article.language or 'of this text'}; see languages.toml"
            yield _failed(one, Stage.ANNOTATION, "no-engine", detail, fingerprints)
            continue
        annotation = one.annotation or next(annotated)
        if isinstance(annotation, Exception):
            yield _failed(one, Stage.ANNOTATION, "engine-failed", _describe(annotation), fingerprints)
            continue
        try:
            analysis = analyse(one.article, annotation)
        except Exception as error:  # noqa: BLE001 - whatever one article provokes is its reject, the batch goes on
            _log.error("analysis of %s failed", one.article.origin, exc_info=error)
            yield _failed(one, Stage.RELATIONS, "analysis-failed", _describe(error), fingerprints, annotation)
            continue
        yield ProcessedArticle(
            article_id=one.article.article_id,
            body=one.article.body,
            processing=tuple(
                _processing(one, stage, fingerprints, time.perf_counter() - started)
                for stage in ANALYSIS_STAGES
                if stage in one.stages
            ),
            analysis=analysis,
        )


def _annotate(bodies: Sequence[str], engine: Engine) -> Iterator[Annotation | Exception]:
    """Annotate all bodies together; if that fails, one by one, giving the exception for those that fail alone, too."""
    if not bodies:
        return
    try:
        yield from engine.annotate(bodies)
    except Exception as error:  # noqa: BLE001 - see process
        if len(bodies) == 1:
            _log.error("annotation failed", exc_info=error)
            yield error
            return
        for body in bodies:
            yield from _annotate([body], engine)


def _describe(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:300]


def _processing(
    one: Work, stage: Stage, fingerprints: Mapping[Stage, Fingerprint], seconds: float, error: str | None = None
) -> Processing:
    return Processing(
        article_id=one.article.article_id,
        stage=stage,
        content_sha256=one.article.content_sha256,
        fingerprint=fingerprints[stage],
        finished_at=datetime.now(UTC),
        seconds=seconds,
        error=error,
    )


def given_up(one: Work, fingerprints: Mapping[Stage, Fingerprint]) -> ProcessedArticle:
    """The reject of an article that is not tried again, because processes died while they analysed it."""
    detail = "the process died each time it was analysed; --reprocess all tries it again"
    return _failed(one, Stage.ANNOTATION, "killed-its-run", detail, fingerprints)


def _failed(
    one: Work,
    stage: Stage,
    reason: str,
    detail: str,
    fingerprints: Mapping[Stage, Fingerprint],
    annotation: Annotation | None = None,
) -> ProcessedArticle:
    """The reject of an article; what its engine said is kept where it said something."""
    article = one.article
    failed = ANALYSIS_STAGES if annotation is None else ANALYSIS_STAGES[1:]
    return ProcessedArticle(
        article_id=ArticleId(article.article_id),
        body=article.body,
        processing=tuple(
            _processing(one, each, fingerprints, 0.0, error=reason if each in failed else None)
            for each in ANALYSIS_STAGES
            if each in one.stages
        ),
        analysis=Analysis(article.article_id, annotation, (), (), (), ()) if annotation else None,
        rejects=(
            Reject(
                stage=stage,
                reason=reason,
                detail=detail,
                source=article.source,
                origin=article.origin,
                seen_at=datetime.now(UTC),
                article_id=article.article_id,
                payload_sha256=article.payload_sha256,
            ),
        ),
    )
