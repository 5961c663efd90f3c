"""Runs that find nothing to do: told without a model, and done without a step that Prefect would have to record.

Most runs of a schedule are such. What a run does otherwise is in `pipeline`.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from flows.parameters import RunParameters
from flows.runs import Run
from tasks.batches import WebBatch, read_ingestion, write_ingestion
from tasks.engines.registry import load_registry
from tasks.ingestion import as_batch
from tasks.plan import make_plan
from tasks.settings import Settings
from tasks.sources.fetch_states import remember_states
from tasks.sources.reader import Gathered, SourceReader
from warehouse.raw import RawStore
from warehouse.store import Warehouse

_log: Final = logging.getLogger("pressgraph.run")


def if_nothing_new(
    settings: Settings, parameters: RunParameters, files: Sequence[str], fetched: Sequence[WebBatch] = ()
) -> Gathered | None:
    """What the files hold, if all of it is known, nothing was fetched and no stage of any article is to be done.

    Args:
        settings: whose data folder.
        parameters: what the run was asked.
        files: its SOURCEs that are files or folders.
        fetched: what its addresses gave.
    """
    batches = [read_ingestion(each.folder) for each in fetched]
    if any(batch.articles or batch.rejects for batch in batches):
        return None
    plan = make_plan(load_registry(settings.languages_file, settings.packs_dir))
    with Warehouse.open(settings.data_dir) as warehouse:
        contents = warehouse.known_articles()
        if warehouse.pending(plan, parameters.reprocess, parameters.languages):
            return None
        if warehouse.identities_outdated():
            return None
    reader = SourceReader(settings.max_payload_bytes, settings.files_read, RawStore(settings.data_dir).put)
    return reader.gather_unless_news(files, contents)


def load_nothing_new(settings: Settings, gathered: Gathered, fetched: Sequence[WebBatch], run: Run) -> None:
    """Record what the run has seen: articles that are unchanged, and rejects."""
    folder = write_ingestion(settings.work_dir / "ingested", as_batch(gathered))
    run.missing = tuple(error.source for error in gathered.missing)
    with Warehouse.open(settings.data_dir) as warehouse:
        counts = warehouse.load_ingestion([folder], run.run_id)
    run.counts = replace(counts, unchanged=counts.unchanged + len(gathered.unchanged))
    _log.info("nothing new; %d articles unchanged", run.counts.unchanged)
    remember_states(settings.fetch_states, [each.states for each in fetched])
