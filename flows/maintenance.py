"""The nightly upkeep of a warehouse as a Prefect flow. What is done to the files is in `warehouse.maintenance`."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Final

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from flows.lock import sole_run
from flows.logs import log_to_run
from flows.runs import reason_first
from tasks.settings import Settings
from tasks.steps import publish_snapshot
from warehouse import maintenance as upkeep
from warehouse.connection import SNAPSHOT_NAME
from warehouse.errors import ChecksFailed

_log: Final = logging.getLogger("pressgraph.run")
_PATIENCE_SECONDS: Final = 6 * 60 * 60.0


@flow(name="maintenance")
def maintenance(keep_days: int = 0, compact: bool = True) -> None:
    """Check the data, take out what is past its retention, give back space, publish again.

    Args:
        keep_days: Remove articles that were published more than this many days ago, with all that was found in them. 0
            keeps every article. Those that still lie in a source come back with the next run.
        compact: Write the files of the warehouse anew, without gaps.
    """
    settings = Settings()
    log_to_run()
    with reason_first(), sole_run(settings, _PATIENCE_SECONDS):
        publish_snapshot(settings)
        lines = []
        if keep_days > 0:
            lines.append(remove_old_articles(settings, datetime.now(UTC) - timedelta(days=keep_days)))
        if compact:
            lines.append(compact_files(settings))
        lines.append(check_data(settings))
        create_markdown_artifact("\n".join(f"- {line}" for line in lines), "upkeep", "What the upkeep did")


@task(cache_policy=NO_CACHE)
def remove_old_articles(settings: Settings, before: datetime) -> str:
    """Take out articles from before the moment; says what was done."""
    done = upkeep.prune(settings.data_dir, before.replace(tzinfo=None))
    return _said(f"{done.articles} articles, {done.versions} earlier versions and {done.payloads} payloads removed")


@task(cache_policy=NO_CACHE)
def compact_files(settings: Settings) -> str:
    """Write the files anew; says what was done."""
    sizes = upkeep.compact(settings.data_dir)
    return _said(f"{sizes.before / 1e6:.1f} MB before, {sizes.after / 1e6:.1f} MB after compacting")


@task(cache_policy=NO_CACHE)
def check_data(settings: Settings) -> str:
    """Run every check on every published row; says what was found.

    Raises:
        ChecksFailed: if a rule is broken.
    """
    found = upkeep.check(settings.data_dir)
    for failure in found.warnings:
        _log.warning("%s", failure.summary)
    if found.missing_payloads:
        _log.warning("%d payloads are not in %s", found.missing_payloads, settings.data_dir / "raw")
    if found.broken:
        raise ChecksFailed(settings.data_dir / SNAPSHOT_NAME, "; ".join(each.summary for each in found.broken))
    return _said(f"{found.articles} articles checked, no rule broken, {len(found.warnings)} warnings")


def _said(line: str) -> str:
    _log.info("%s", line)
    return line
