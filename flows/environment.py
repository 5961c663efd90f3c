"""Prefect's environment: all of its state in the data folder, no profile of the user's, no telemetry.

Must be set before Prefect is imported, hence apart from the flows.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from tasks.settings import Settings

_FOREIGN: Final = ("PREFECT_API_URL", "PREFECT_API_KEY", "PREFECT_PROFILE", "PREFECT_API_AUTH_STRING")


def prepare(settings: Settings) -> None:
    """Point Prefect at the data folder with a server inside this process.

    Settings of the user's own Prefect are dropped from the environment of this process; the `run` command neither
    talks to nor needs another server.
    """
    home = (settings.data_dir / "prefect").resolve()
    home.mkdir(parents=True, exist_ok=True)
    settings.logs_dir.mkdir(parents=True, exist_ok=True)
    for name in _FOREIGN:
        os.environ.pop(name, None)
    os.environ.update(
        PREFECT_HOME=str(home),
        PREFECT_PROFILES_PATH=str(home / "profiles.toml"),
        PREFECT_SERVER_EPHEMERAL_ENABLED="true",
        PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS="120",
        PREFECT_SERVER_ANALYTICS_ENABLED="false",
        PREFECT_CLIENT_METRICS_ENABLED="false",
        PREFECT_LOGGING_SETTINGS_PATH=str(Path(__file__).with_name("logging.yml")),
        PREFECT_LOGGING_EXTRA_LOGGERS="pressgraph",
        PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW="ignore",
        PRESSGRAPH_DATA_DIR=str(settings.data_dir.resolve()),
        DO_NOT_TRACK="1",
    )
