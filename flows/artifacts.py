"""What a run shows in Prefect's UI: its progress, its report, a table of its rejects.

What the report says is in `report`; the logs come from the rooms themselves.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast
from uuid import UUID

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from flows.report import as_markdown, findings_of
from flows.runs import RunReport

_log: Final = logging.getLogger("pressgraph.run")
_REJECTS_LOGGED: Final = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress bar of a run."""

    artifact: UUID

    def at(self, percent: float, doing: str) -> None:
        """Move it, and say what is being done."""
        update_progress_artifact(self.artifact, percent, description=doing)


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """A progress bar in the UI while the block runs; full when it ends well."""
    progress = Progress(cast("UUID", create_progress_artifact(0.0, key="progress", description="reading")))
    yield progress
    progress.at(100.0, "done")


def show_report(report: RunReport, data_dir: Path) -> None:
    """Put the report of a run into the UI, and warnings about what it could not use into its log."""
    findings = findings_of(report, data_dir)
    for source in report.missing:
        _log.warning("no such file or folder: %s; check the path", source)
    for problem in report.problems:
        _log.warning("%s", problem)
    for row in findings.rejects[:_REJECTS_LOGGED]:
        _log.warning("%s rejected (%s): %s", row["origin"], row["reason"], row["detail"])
    create_markdown_artifact(as_markdown(report, findings), key="run-report", description="What this run did")
    if findings.rejects:
        create_table_artifact(findings.rejects, key="rejects", description="Articles that could not be used, and why")
