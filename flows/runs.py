"""A run as the table `runs` records it: begun, ended well or badly, published."""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from importlib.metadata import version
from typing import Final

from flows.parameters import Reading, RunParameters
from tasks.errors import PressgraphError, SourceMissing
from tasks.records import RunId
from tasks.settings import Settings
from warehouse.load_articles import IngestionCounts
from warehouse.runs import RunSummary
from warehouse.store import Warehouse

CODE_VERSION: Final = f"pressgraph {version('pressgraph')}, Python {platform.python_version()}"
_log: Final = logging.getLogger("pressgraph.run")
_NOTHING: Final = IngestionCounts(new=0, updated=0, unchanged=0, duplicate=0, rejected=0)


@dataclass(slots=True)
class Run:
    """A run under way: steps add to its counts and problems; `summary` is there once it has ended.

    `publish` puts the snapshot in place when all else is done; a step may be set for it.
    """

    run_id: RunId
    publish: Callable[[], object]
    counts: IngestionCounts = _NOTHING
    missing: tuple[str, ...] = ()
    problems: list[PressgraphError] = field(default_factory=list)
    summary: RunSummary | None = None

    def report(self) -> RunReport:
        """How the run ended.

        Raises:
            ValueError: if it has not ended.
        """
        if self.summary is None:
            raise ValueError(f"run {self.run_id} has not ended")
        return RunReport(self.summary, self.missing, tuple(self.problems))


@dataclass(frozen=True, slots=True)
class RunReport:
    """How a run ended: its counts, the SOURCEs that do not exist, and what else was asked for but not done."""

    summary: RunSummary
    missing: tuple[str, ...] = ()
    problems: tuple[PressgraphError, ...] = ()

    def raise_if_nothing_could_be_read(self) -> None:
        """Raise the first problem if SOURCEs were asked for and not one of them gave anything.

        Raises:
            PressgraphError: what kept the first SOURCE from being read.
        """
        counts = self.summary.counts
        read = counts.new + counts.updated + counts.unchanged + counts.duplicate + counts.rejected
        failures = [*(SourceMissing(source) for source in self.missing), *self.problems]
        if failures and not read:
            raise failures[0]


@contextmanager
def reason_first() -> Iterator[None]:
    """Log why a run fails in one line, before the traceback that Prefect logs."""
    try:
        yield
    except PressgraphError as error:
        _log.error("%s", error)
        raise


def last_reading(settings: Settings) -> datetime | None:
    """When the last completed run began that read what was announced; None if there is none."""
    with Warehouse.open(settings.data_dir) as warehouse:
        for started_at, parameters in warehouse.completed_runs():
            if parameters.get("reading") in {Reading.ANNOUNCED, Reading.LISTED}:
                return started_at
    return None


@contextmanager
def recorded_run(settings: Settings, parameters: RunParameters, flow_run_id: str | None = None) -> Iterator[Run]:
    """Record the block as a run and publish what it did: `completed` only if that worked, too.

    A run that raises is `failed` (`interrupted` by Ctrl-C), with the reason, and readers see that it is.

    Args:
        settings: whose data folder.
        parameters: what the run was asked.
        flow_run_id: of the run in Prefect, if it is one.
    """
    with Warehouse.open(settings.data_dir) as warehouse:
        run_id = warehouse.begin_run(parameters.model_dump(mode="json"), CODE_VERSION, flow_run_id)
    run = Run(run_id, partial(_publish, settings))
    try:
        yield run
        with Warehouse.open(settings.data_dir) as warehouse:
            summary = warehouse.finish_run(run.run_id, "completed", run.counts)
        run.publish()
    except BaseException as error:
        _record_failure(settings, run, error)
        raise
    run.summary = summary


def _publish(settings: Settings) -> None:
    with Warehouse.open(settings.data_dir) as warehouse:
        warehouse.publish()


def _record_failure(settings: Settings, run: Run, error: BaseException) -> None:
    """Say in the run's row why it failed, as far as the disk allows."""
    status = "interrupted" if isinstance(error, KeyboardInterrupt) else "failed"
    reason = str(error) if isinstance(error, PressgraphError) else f"{type(error).__name__}: {error}".rstrip(": ")
    try:
        with Warehouse.open(settings.data_dir) as warehouse:
            warehouse.finish_run(run.run_id, status, run.counts, reason)
            warehouse.publish_runs()
    except PressgraphError as also:
        _log.warning("the table runs does not say that this run failed: %s", also)
