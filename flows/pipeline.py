"""The pipeline: news in, knowledge out. Read from top to bottom, `news_pipeline` is its description."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final, cast

from prefect import flow
from prefect.futures import PrefectFuture
from prefect.runtime import deployment, flow_run
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.artifacts import show_report, shown_progress
from flows.choice import chosen_sources
from flows.lock import sole_run
from flows.logs import log_to_run
from flows.nothing_new import if_nothing_new, load_nothing_new
from flows.parameters import Reading, RunParameters
from flows.queue import cover_waiting_runs
from flows.runs import Run, RunReport, last_reading, reason_first, recorded_run
from tasks.batches import WebBatch
from tasks.records import Language, Reprocess
from tasks.settings import Settings
from tasks.sources.fetching import FetchFailed
from tasks.sources.web import is_web
from tasks.steps import (
    analyse_batch,
    fetch_source,
    load_analyses,
    load_articles,
    publish_snapshot,
    read_sources,
    resolve_entities,
    select_work,
)

_FETCHING: Final[ThreadPoolTaskRunner[Any]] = ThreadPoolTaskRunner(max_workers=4)
"""Sources on the web are read side by side. Batches are not: an engine uses all cores for one."""
_PATIENCE_SECONDS: Final = 6 * 60 * 60.0
"""How long a run that a deployment started waits for another to end; one from the command line does not wait."""


@flow(name="news-pipeline", task_runner=cast("TaskRunner[PrefectFuture[Any]]", _FETCHING))
def news_pipeline(
    sources: list[str] = [],  # noqa: B006 - never changed; the form of the UI shows an empty list
    reading: Reading = Reading.GIVEN,
    reprocess: Reprocess = Reprocess.NEW,
    languages: list[Language] = [],  # noqa: B006
) -> RunReport:
    """Read sources; annotate, relate and identify what is new; publish.

    Args:
        sources: Files, folders, feeds and web pages to read, one an entry. Left empty: the folder seeds/ and the inbox.
        reading: What to read besides. given: nothing. announced: the watched folders and what was announced since the
            last run. listed: the same, and what sources.txt in the data folder lists. nothing: not even the sources.
        reprocess: What to work on. new: new and changed articles. stale: also those done with an older model, word
            list or rule. all: everything.
        languages: Work only on articles in these languages (two letters: en, de, it). Left empty: on all.
    """
    settings = Settings()
    log_to_run()
    parameters = RunParameters(
        sources=tuple(sources),
        reading=reading,
        reprocess=reprocess,
        languages=tuple(languages) or None,
    )
    with reason_first(), sole_run(settings, _PATIENCE_SECONDS if deployment.id else 0.0):
        cover_waiting_runs()
        report = _run(settings, parameters)
        show_report(report, settings.data_dir)
        if deployment.id:
            report.raise_if_nothing_could_be_read()
    return report


def _run(settings: Settings, parameters: RunParameters) -> RunReport:
    """Read what the web has; stop there if nothing is new, else take the steps."""
    last = last_reading(settings)
    with recorded_run(settings, parameters, flow_run.get_id()) as run:
        chosen = chosen_sources(settings, parameters, last)
        fetched = _fetched(settings, [source for source in chosen if is_web(source)], run)
        files = [source for source in chosen if not is_web(source)]
        known = if_nothing_new(settings, parameters, files, fetched) if deployment.id else None
        if known is None:
            _work(settings, parameters, files, fetched, run)
        else:
            load_nothing_new(settings, known, fetched, run)
    return run.report()


def _work(
    settings: Settings, parameters: RunParameters, files: Sequence[str], fetched: Sequence[WebBatch], run: Run
) -> None:
    """The steps of a run, one after the other."""
    run.publish = partial(publish_snapshot, settings)
    with shown_progress() as progress:
        ingested = read_sources(settings, files, parameters.reprocess, fetched)
        run.missing = ingested.missing
        run.counts = load_articles(settings, ingested, run.run_id, fetched)
        batches = select_work(settings, parameters.reprocess, parameters.languages)
        for number, batch in enumerate(batches):
            progress.at(10 + 80 * number / len(batches), f"batch {number + 1} of {len(batches)}")
            analysed = analyse_batch(settings, batch)
            if analysed.folder:
                load_analyses(settings, [analysed.folder], run.run_id)
            if analysed.problem and analysed.problem.what not in {problem.what for problem in run.problems}:
                run.problems.append(analysed.problem)
        progress.at(90, "resolving entities")
        resolve_entities(settings)


def _fetched(settings: Settings, urls: Sequence[str], run: Run) -> list[WebBatch]:
    """What the addresses gave; one that gave nothing is a problem of the run, and the others go on."""
    found: list[WebBatch] = []
    for future in [fetch_source.submit(settings, url) for url in urls]:
        try:
            found.append(future.result())
        except FetchFailed as error:
            run.problems.append(error)
    return found
