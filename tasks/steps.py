"""The steps of a run as Prefect tasks: each a thin wrapper with its retries and timeout.

Small values and paths of batches go in and out, never articles or documents, so that Prefect's state stays small and a
crash loses nothing that was finished. What a step does is in the rooms; in which order, in `flows.pipeline`.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from prefect import State, task
from prefect.cache_policies import NO_CACHE
from prefect.tasks import exponential_backoff

from tasks.analysis import Work, given_up, process
from tasks.attempts import Attempts
from tasks.batches import AnalysisBatch, IngestionBatch, WebBatch, read_ingestion, write_analyses, write_ingestion
from tasks.engines.registry import Registry, load_registry
from tasks.errors import PressgraphError
from tasks.ingestion import Known, ingest
from tasks.plan import make_plan
from tasks.records import ArticleId, Language, Reprocess, RunId, Stage
from tasks.resolving import identify
from tasks.settings import Settings
from tasks.sources.fetch_states import read_states, remember_states, write_states
from tasks.sources.fetching import FetchFailed, Limits
from tasks.sources.reader import SourceReader
from tasks.sources.web import read_web
from tasks.work import ANALYSIS_STAGES, WorkItem
from tasks.work_batches import cut, read_work, write_work
from warehouse.load_analyses import AnalysisCounts
from warehouse.load_articles import IngestionCounts
from warehouse.raw import RawStore
from warehouse.store import Warehouse

_log: Final = logging.getLogger("pressgraph.run")


@dataclass(frozen=True, slots=True)
class Ingested:
    """Where the articles as read lie, the SOURCEs that do not exist, and how many articles need no second look."""

    folder: Path
    missing: tuple[str, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class LanguageBatch:
    """Articles of one language to be worked on together: where they lie, and how many they are."""

    folder: Path
    language: Language | None
    articles: int


@dataclass(frozen=True, slots=True)
class Analysed:
    """Where the analyses of a batch lie; None with the problem that kept its engine from running at all."""

    folder: Path | None
    articles: int
    problem: PressgraphError | None = None


@lru_cache(maxsize=2)
def _registry(languages_file: Path | None, packs: Path) -> Registry:
    """One registry a process, so that a model is loaded once."""
    return load_registry(languages_file, packs)


def _may_pass(_task: object, _run: object, state: State[Any]) -> bool:
    """Whether to try again: only what a busy or unreachable server may grant a little later."""
    try:
        state.result()
    except FetchFailed as error:
        return error.passing
    except Exception:  # noqa: BLE001 - asked of any failure; whatever else it is will be the same next time
        return False
    return False


@task(
    name="fetch",
    task_run_name="fetch {url}",
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=exponential_backoff(backoff_factor=3),
    retry_jitter_factor=0.5,
    retry_condition_fn=_may_pass,
    timeout_seconds=1800,
)
def fetch_source(settings: Settings, url: str) -> WebBatch:
    """Read a feed with its pages, or a page, as far as it is new."""
    limits = Limits(bytes=settings.max_payload_bytes, allow_private=settings.allow_private_addresses)
    reading = read_web(url, read_states(settings.fetch_states), limits)
    keep = RawStore(settings.data_dir).put
    for payload in reading.payloads:
        keep(payload)
    _log.info("%s: %d articles new or changed, %d rejected", url, len(reading.articles), len(reading.rejects))
    name = hashlib.sha256(url.encode()).hexdigest()[:16]
    batch = IngestionBatch(tuple(reading.articles), tuple(reading.rejects))
    folder = write_ingestion(settings.work_dir / "fetched" / name, batch)
    states = write_states(settings.work_dir / "fetched" / f"{name}.json", reading.states.values())
    return WebBatch(folder, states)


@task(name="read sources", cache_policy=NO_CACHE)
def read_sources(
    settings: Settings, sources: Sequence[str], reprocess: Reprocess, fetched: Sequence[WebBatch] = ()
) -> Ingested:
    """Read what may be new; say what each article, fetched ones too, is: its blocks, its language, what it repeats.

    A run that works on outdated articles as well reads every file again.
    """
    with Warehouse.open(settings.data_dir) as warehouse:
        contents = warehouse.known_articles()

    def similar(signatures: Mapping[ArticleId, bytes]) -> list[tuple[ArticleId, bytes]]:
        with Warehouse.open(settings.data_dir) as warehouse:
            return warehouse.similar(signatures)

    known = Known(contents, similar)
    again = reprocess is not Reprocess.NEW
    reader = SourceReader(
        settings.max_payload_bytes, None if again else settings.files_read, RawStore(settings.data_dir).put
    )
    batches = [read_ingestion(each.folder) for each in fetched]
    ingestion = ingest(sources, known, reader, again=again, fetched=batches)
    folder = write_ingestion(settings.work_dir / "ingested", ingestion.batch)
    _log.info("read %d articles; %d in unchanged files", len(ingestion.batch.articles), ingestion.unchanged)
    return Ingested(folder, tuple(error.source for error in ingestion.missing), ingestion.unchanged)


@task(name="load articles", cache_policy=NO_CACHE)
def load_articles(
    settings: Settings, ingested: Ingested, run_id: RunId, fetched: Sequence[WebBatch] = ()
) -> IngestionCounts:
    """Load what was read, in one transaction; then remember what need not be fetched again."""
    with Warehouse.open(settings.data_dir) as warehouse:
        counts = warehouse.load_ingestion([ingested.folder], run_id)
    remember_states(settings.fetch_states, [each.states for each in fetched])
    return replace(counts, unchanged=counts.unchanged + ingested.unchanged)


@task(name="select work", cache_policy=NO_CACHE)
def select_work(
    settings: Settings, reprocess: Reprocess, languages: Collection[Language] | None
) -> list[LanguageBatch]:
    """Ask the warehouse what is pending, and cut it into batches of one language each.

    Articles that were being analysed when a process died come last and alone.
    """
    plan = make_plan(_registry(settings.languages_file, settings.packs_dir))
    shutil.rmtree(settings.work_dir / "pending", ignore_errors=True)
    batches: list[LanguageBatch] = []
    with Warehouse.open(settings.data_dir) as warehouse:
        pending = warehouse.pending(plan, reprocess, languages)
        marked = Attempts(settings.attempts).marked()
        batched = cut([item for item in pending if item.article_id not in marked], *settings.batch_size)
        alone = cut([item for item in pending if item.article_id in marked], 1, settings.batch_characters)
        for number, items in enumerate((*batched, *alone)):
            folder = settings.work_dir / "pending" / f"{number:05d}"
            write_work(folder, _work(warehouse, items))
            batches.append(LanguageBatch(folder, items[0].language, len(items)))
    _log.info("%d articles to work on, in %d batches", sum(batch.articles for batch in batches), len(batches))
    return batches


def _work(warehouse: Warehouse, items: Sequence[WorkItem]) -> list[Work]:
    """The articles of the items with what their engine said; where that is not known, all stages are to be done."""
    stages = {item.article_id: item.stages for item in items}
    annotated = [article_id for article_id, todo in stages.items() if Stage.ANNOTATION not in todo]
    annotations = warehouse.annotations(annotated)
    work: list[Work] = []
    for article in warehouse.articles(list(stages)):
        annotation = annotations.get(article.article_id)
        todo = stages[article.article_id] if annotation else frozenset(ANALYSIS_STAGES)
        work.append(Work(article, todo, annotation))
    return work


@task(name="analyse batch", task_run_name="analyse {batch.articles} articles ({batch.language})", cache_policy=NO_CACHE)
def analyse_batch(settings: Settings, batch: LanguageBatch) -> Analysed:
    """Names, relations and quotes of a batch of one language.

    An engine that cannot be loaded at all (a damaged pack) leaves its articles pending, for the run after the mend.
    """
    registry = _registry(settings.languages_file, settings.packs_dir)
    work = read_work(batch.folder)
    _log.info("analysing %d articles (%s)", len(work), batch.language or "no language")
    fingerprints = make_plan(registry)[batch.language if batch.language in registry.languages else None]
    try:
        served = batch.language is not None and batch.language in registry.languages
        needs_engine = any(one.annotation is None for one in work)
        engine = registry.engine(batch.language) if batch.language and served and needs_engine else None
    except PressgraphError as error:
        _log.warning("%s", error)
        return Analysed(None, len(work), error)
    attempts = Attempts(settings.attempts)
    hopeless = attempts.hopeless([one.article.article_id for one in work])
    sound = [one for one in work if one.article.article_id not in hopeless]
    with attempts.under_way([one.article.article_id for one in sound]):
        done = tuple(process(sound, engine, fingerprints))
    done += tuple(given_up(one, fingerprints) for one in work if one.article.article_id in hopeless)
    attempts.forget(hopeless)
    folder = settings.work_dir / "analysed" / batch.folder.name
    return Analysed(write_analyses(folder, AnalysisBatch(done)), len(work))


@task(name="load analyses", cache_policy=NO_CACHE)
def load_analyses(settings: Settings, folders: Sequence[Path], run_id: RunId) -> AnalysisCounts:
    """Replace what these articles said before, in one transaction."""
    with Warehouse.open(settings.data_dir) as warehouse:
        counts = warehouse.load_analyses(folders, run_id)
    _log.info("found %d mentions and %d relations", counts.mentions, counts.relations)
    return counts


@task(name="resolve entities", cache_policy=NO_CACHE)
def resolve_entities(settings: Settings) -> bool:
    """Give every name its identity across articles; False if no name has changed."""
    with Warehouse.open(settings.data_dir) as warehouse:
        if not warehouse.identities_outdated():
            return False
        _log.info("resolving entities")
        identify(warehouse)
        return True


@task(name="publish snapshot", cache_policy=NO_CACHE)
def publish_snapshot(settings: Settings) -> bool:
    """Check the data and put the new snapshot in place; False if nothing has changed since the last."""
    with Warehouse.open(settings.data_dir) as warehouse:
        _log.info("publishing")
        return warehouse.publish().replaced
