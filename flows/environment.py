"""Prefect's environment: all of its state in the data folder, no profile of the user's, no telemetry.

Must be set before Prefect is imported, hence apart from the flows.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tasks.settings import Settings

_FOREIGN: Final = ("PREFECT_API_URL", "PREFECT_API_KEY", "PREFECT_PROFILE", "PREFECT_API_AUTH_STRING")
_DAY: Final = 24 * 60 * 60


def prepare(settings: Settings) -> None:
    """Point Prefect at the data folder with a server inside this process.

    Settings of the user's own Prefect are dropped from the environment of this process; the `run` command neither
    talks to nor needs another server.
    """
    for name in _FOREIGN:
        os.environ.pop(name, None)
    os.environ.update(
        _common(settings),
        PREFECT_SERVER_EPHEMERAL_ENABLED="true",
        PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS="600",
    )


def prepare_for_server(settings: Settings, api: str, *, foreign: bool) -> None:
    """Point Prefect in this process and in those it starts at the server whose API is at `api`.

    Args:
        settings: whose data folder holds Prefect's state.
        api: address of the API, ending in `/api`.
        foreign: whether the server is not ours but one that the user runs; how to authenticate with it is then kept.
    """
    kept = {name: os.environ[name] for name in ("PREFECT_API_KEY", "PREFECT_API_AUTH_STRING") if name in os.environ}
    for name in _FOREIGN:
        os.environ.pop(name, None)
    os.environ.update(_common(settings), PREFECT_API_URL=api, **_WORKER, **(kept if foreign else _SERVER))


_WORKER: Final[Mapping[str, str]] = {
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
    "PREFECT_WORKER_QUERY_SECONDS": "2",
    "PREFECT_WORKER_PREFETCH_SECONDS": "2",
    "PREFECT_WORKER_ENABLE_CANCELLATION": "true",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
}
_SERVER: Final[Mapping[str, str]] = {
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "5",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(14 * _DAY),
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P1D",
}
"""How long the server keeps what: runs with their logs and artifacts two weeks; events a day.

Events take most of the room, each some eight kilobytes with its indices: ten for a run that finds nothing new, fifteen
more for the five steps of one that has work (measured after 12 runs).
"""


def _common(settings: Settings) -> dict[str, str]:
    home = (settings.data_dir / "prefect").resolve()
    home.mkdir(parents=True, exist_ok=True)
    settings.logs_dir.mkdir(parents=True, exist_ok=True)
    return {
        "PREFECT_HOME": str(home),
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLIENT_METRICS_ENABLED": "false",
        "PREFECT_LOGGING_SETTINGS_PATH": str(Path(__file__).with_name("logging.yml")),
        "PREFECT_LOGGING_EXTRA_LOGGERS": "pressgraph,py.warnings,stanza",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PRESSGRAPH_DATA_DIR": str(settings.data_dir.resolve()),
        "DO_NOT_TRACK": "1",
    }
