"""The nightly upkeep of a warehouse as a Prefect flow. What is done is in `warehouse/`."""

from __future__ import annotations

from prefect import flow

from flows.lock import sole_run
from tasks.settings import Settings
from tasks.steps import publish_snapshot


@flow(name="maintenance")
def maintenance() -> None:
    """Check the data and publish it again."""
    settings = Settings()
    with sole_run(settings, 6 * 60 * 60.0):
        publish_snapshot(settings)
