"""The table `runs`: a run that ends badly says so, with the reason, and readers see it beside the data they had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flows.parameters import RunParameters
from flows.runs import Run, recorded_run
from tasks.settings import Settings
from tests.warehouse import dump
from tests.warehouse.builders import article, body_of, ingest, load, processed, whole_run
from warehouse.errors import ChecksFailed
from warehouse.query import run_query
from warehouse.store import Warehouse


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data folder with one published article."""
    settings = Settings(data_dir=tmp_path / "data")
    with Warehouse.open(settings.data_dir) as warehouse:
        whole_run(warehouse, tmp_path, [article(0)])
    return settings


def run(settings: Settings, work: Callable[[], object]) -> Run:
    with recorded_run(settings, RunParameters(sources=("x",))) as begun:
        work()
    return begun


def last_run(settings: Settings) -> dict[str, object]:
    rows = run_query(settings.data_dir, "SELECT status, error, checks FROM runs ORDER BY started_at DESC LIMIT 1")
    return dict(rows.to_pylist()[0])


def load_broken(settings: Settings, tmp_path: Path) -> None:
    """Analyses whose offsets belong to another text."""
    wrong = processed(article(1, body_of(1).replace("Scholz", "Merkel")))
    with Warehouse.open(settings.data_dir) as warehouse:
        ingest(warehouse, tmp_path, [article(1)])
        load(
            warehouse,
            tmp_path,
            [replace(wrong, processing=processed(article(1)).processing)],
        )


def test_a_run_that_ends_well_is_completed(settings: Settings) -> None:
    summary = run(settings, lambda: None).summary
    assert summary is not None
    assert last_run(settings) == {"status": "completed", "error": None, "checks": None}


def test_data_that_breaks_a_rule_fail_the_run_and_readers_see_why(settings: Settings, tmp_path: Path) -> None:
    before = dump.rows(settings.data_dir)
    with pytest.raises(ChecksFailed, match="offsets_mentions"):
        run(settings, lambda: load_broken(settings, tmp_path))
    assert dump.rows(settings.data_dir) == before
    found = last_run(settings)
    assert found["status"] == "failed"
    assert "offsets_mentions" in str(found["error"])
    assert '"severity": "hard"' in str(found["checks"])


@pytest.mark.parametrize(
    ("raised", "status", "reason"),
    [
        (ValueError("no idea"), "failed", "ValueError: no idea"),
        (KeyboardInterrupt(), "interrupted", "KeyboardInterrupt"),
    ],
)
def test_a_run_that_breaks_off_says_why(settings: Settings, raised: BaseException, status: str, reason: str) -> None:
    def work() -> None:
        raise raised

    with pytest.raises(type(raised)):
        run(settings, work)
    assert last_run(settings) == {"status": status, "error": reason, "checks": None}


def test_a_first_run_that_fails_leaves_no_snapshot(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new")
    with pytest.raises(ChecksFailed):
        run(settings, lambda: load_broken(settings, tmp_path))
    assert [path.name for path in settings.data_dir.iterdir() if path.name.startswith((".news", "news"))] == []
