"""The pipeline: news in, knowledge out. Read from top to bottom, `news_pipeline` is its description."""

from __future__ import annotations

from typing import Any, Final, cast

from prefect import flow
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.parameters import RunParameters
from flows.runs import RunReport, recorded_run
from tasks.settings import Settings
from tasks.steps import (
    analyse_batch,
    load_analyses,
    load_articles,
    publish_snapshot,
    read_sources,
    resolve_entities,
    select_work,
)

_ONE_BATCH_AT_A_TIME: Final[ThreadPoolTaskRunner[Any]] = ThreadPoolTaskRunner(max_workers=1)
"""An engine uses all cores for one batch; two at once would only share them."""


@flow(name="news-pipeline", task_runner=cast("TaskRunner[PrefectFuture[Any]]", _ONE_BATCH_AT_A_TIME))
def news_pipeline(parameters: RunParameters = RunParameters()) -> RunReport:  # noqa: B008 - frozen, and the UI's default
    """Read sources; annotate, relate and identify what is new; publish.

    Args:
        parameters: sources, what to work on again, languages. The defaults do the main job on `seeds/`.
    """
    settings = Settings()
    with recorded_run(settings, parameters, flow_run.get_id()) as run:
        ingested = read_sources(settings, parameters.sources, parameters.reprocess)
        run.missing = ingested.missing
        run.counts = load_articles(settings, ingested, run.run_id)
        batches = select_work(settings, parameters.reprocess, parameters.languages)
        analysed = [analyse_batch.submit(settings, batch) for batch in batches]
        results = [each.result() for each in analysed]
        run.problems += {each.problem.what: each.problem for each in results if each.problem}.values()
        load_analyses(settings, [each.folder for each in results if each.folder], run.run_id)
        resolve_entities(settings)
    publish_snapshot(settings)
    return run.report()
