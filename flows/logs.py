"""Log files in the data folder. What a user sees on the terminal does not belong here (`progress`)."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from tasks.settings import Settings

_MEGABYTE: Final = 1 << 20
_FORMAT: Final = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


def log_file(path: Path) -> RotatingFileHandler:
    """A handler that appends to `path`, keeping three older files of 5 MB."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=5 * _MEGABYTE, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(_FORMAT))
    return handler


class WithoutCounts(logging.Filter):
    """Keeps what only counts (`reading 17 of 500`) out of Prefect's database; named in logging.yml."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record says more than a count."""
        return not hasattr(record, "done")


def log_to_run() -> None:
    """Have the log of a run in Prefect show what the steps say and what libraries warn of."""
    logging.getLogger("pressgraph").setLevel(logging.INFO)
    logging.captureWarnings(True)


def prefect_log() -> RotatingFileHandler:
    """The handler for Prefect's own messages; named in logging.yml."""
    return log_file(Settings().logs_dir / "prefect.log")


def log_to_file(settings: Settings) -> None:
    """Send what pressgraph logs, tracebacks included, to `logs/pressgraph.log` in the data folder."""
    logger = logging.getLogger("pressgraph")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(log_file(settings.logs_dir / "pressgraph.log"))
