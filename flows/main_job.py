"""The main job as the command line runs it: through Prefect where there is work, without it where there is none.

Starting Prefect and a model costs some ten seconds; whether anything is pending is asked before.
"""

from __future__ import annotations

from dataclasses import replace

from flows import environment
from flows.lock import sole_run
from flows.parameters import RunParameters
from flows.runs import RunReport, recorded_run
from tasks.batches import write_ingestion
from tasks.engines.registry import load_registry
from tasks.ingestion import as_batch, is_news
from tasks.plan import make_plan
from tasks.settings import Settings
from tasks.sources.reader import Gathered, SourceReader
from tasks.sources.web import is_web
from warehouse.raw import RawStore
from warehouse.store import Warehouse


def run_main_job(settings: Settings, parameters: RunParameters) -> RunReport:
    """Do what is pending; if nothing is, only record that it was asked.

    Raises:
        PressgraphError: if the run could not be done at all; articles that could not be used are rejects instead.
    """
    unchanged = _if_unchanged(settings, parameters)
    if unchanged is not None:
        return _recorded(settings, parameters, unchanged)
    environment.prepare(settings)
    from flows.pipeline import news_pipeline  # noqa: PLC0415 - imports Prefect, which reads the environment

    report: RunReport = news_pipeline(
        sources=list(parameters.sources),
        reading=parameters.reading,
        reprocess=parameters.reprocess,
        languages=list(parameters.languages or ()),
    )
    return report


def _if_unchanged(settings: Settings, parameters: RunParameters) -> Gathered | None:
    """What was read, if it is no web address, all of it is known already and no stage of any article is to be done."""
    if any(is_web(source) for source in parameters.sources):
        return None
    plan = make_plan(load_registry(settings.languages_file, settings.packs_dir))
    with Warehouse.open(settings.data_dir) as warehouse:
        contents = warehouse.known_articles()
        if not contents or warehouse.pending(plan, parameters.reprocess, parameters.languages):
            return None
        if warehouse.identities_outdated():
            return None
    reader = SourceReader(settings.max_payload_bytes, settings.files_read, RawStore(settings.data_dir).put)
    gathered = reader.gather(parameters.sources, contents)
    return None if is_news(gathered, contents) else gathered


def _recorded(settings: Settings, parameters: RunParameters, gathered: Gathered) -> RunReport:
    def publish() -> None:
        with Warehouse.open(settings.data_dir) as warehouse:
            warehouse.publish()

    with sole_run(settings), recorded_run(settings, parameters, publish) as run:
        folder = write_ingestion(settings.work_dir / "ingested", as_batch(gathered))
        run.missing = tuple(error.source for error in gathered.missing)
        with Warehouse.open(settings.data_dir) as warehouse:
            counts = warehouse.load_ingestion([folder], run.run_id)
        run.counts = replace(counts, unchanged=counts.unchanged + len(gathered.unchanged))
    return run.report()
