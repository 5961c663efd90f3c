from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.flows.commands import ROOT, Outcome, pressgraph


@dataclass(frozen=True)
class MainJob:
    """The main job, run twice on the five seeds into one data folder."""

    data_dir: Path
    first: Outcome
    second: Outcome


@pytest.fixture(scope="session")
def main_job(tmp_path_factory: pytest.TempPathFactory) -> MainJob:
    data_dir = tmp_path_factory.mktemp("main-job") / "data"
    first = pressgraph("run", ROOT / "seeds", "--data-dir", data_dir)
    second = pressgraph("run", ROOT / "seeds", "--data-dir", data_dir)
    return MainJob(data_dir, first, second)
