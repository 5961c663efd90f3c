"""Upkeep, export and import, killed at random moments: nothing is lost, and doing it again completes it."""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tasks.errors import DiskFull
from tests.warehouse import dump, worker
from tests.warehouse.builders import body_of
from tests.warehouse.upkeep_worker import WORK
from warehouse import transfer
from warehouse.connection import SNAPSHOT_NAME
from warehouse.maintenance import check
from warehouse.raw import RawStore
from warehouse.transfer import export_tables, read_manifest

ARTICLES = 60
KILLS = max(2, int(os.environ.get("PRESSGRAPH_TEST_KILLS", "10")) // 5)
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Place:
    """A folder with a warehouse, or room for one, and an export, or room for one."""

    folder: Path

    @property
    def data_dir(self) -> Path:
        return self.folder / "data"

    @property
    def other(self) -> Path:
        return self.folder / "export"

    def copied(self, to: Path) -> Place:
        shutil.copytree(self.folder, to)
        return Place(to)

    def start(self, what: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.warehouse.upkeep_worker", what, str(self.data_dir), str(self.other)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    def state(self) -> object:
        """All that the work may change: published rows, and the rows that the export says it has."""
        rows = dump.rows(self.data_dir) if (self.data_dir / SNAPSHOT_NAME).exists() else None
        return rows, read_manifest(self.other).rows if self.other.is_dir() else self.other.exists()

    def leftovers(self) -> list[str]:
        hidden = [*self.data_dir.glob(".*.new-*"), *self.folder.glob(".*")]
        return [path.name for path in hidden]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("upkeep"))
    worker.run(place.data_dir, place.data_dir / "work", worker.old_articles(ARTICLES))
    return place


def before(what: str, warehouse: Place, folder: Path) -> Place:
    """Where the work is to be done."""
    place = warehouse.copied(folder)
    if what == "export":
        export_tables(place.data_dir, "csv", place.other)  # an earlier one, to be replaced
    if what == "import":
        export_tables(place.data_dir, "parquet", place.other)
        shutil.rmtree(place.data_dir)
    return place


@pytest.mark.parametrize("what", WORK)
def test_killed_work_loses_nothing_and_can_be_done_again(what: str, warehouse: Place, tmp_path: Path) -> None:
    first = before(what, warehouse, tmp_path / "first")
    undisturbed = first.copied(tmp_path / "undisturbed")
    process = undisturbed.start(what)
    began = time.monotonic()
    process.communicate()
    seconds = time.monotonic() - began
    assert process.returncode == 0
    allowed = (first.state(), undisturbed.state())
    for kill in range(KILLS):
        place = first.copied(tmp_path / f"{kill}")
        process = place.start(what)
        time.sleep(seconds * random.Random(f"{what} {kill}").uniform(kill / KILLS, (kill + 1) / KILLS))
        process.kill()
        process.communicate()
        if what != "export":  # an earlier export may stand aside for a moment; it comes back
            assert place.state() in allowed
        if not (what == "import" and place.state() == undisturbed.state()):  # one that is published is complete
            WORK[what](place.data_dir, place.other)
        assert place.state() == undisturbed.state()
        assert check(place.data_dir).broken == ()
        assert place.leftovers() == undisturbed.leftovers()


def test_an_earlier_export_that_stands_aside_comes_back(
    warehouse: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    place = before("export", warehouse, tmp_path / "place")
    place.other.rename(tmp_path / "place" / ".export.old-1")
    (tmp_path / "place" / ".export.new-1").mkdir()
    monkeypatch.setattr(transfer, "_write", full)
    with pytest.raises(DiskFull):
        export_tables(place.data_dir, "parquet", place.other)
    assert read_manifest(place.other).form == "csv"
    assert place.leftovers() == []


def test_payloads_that_a_killed_pruning_left_go_with_the_next(warehouse: Place, tmp_path: Path) -> None:
    place = before("prune", warehouse, tmp_path / "place")
    raw = RawStore(place.data_dir)
    named, forgotten, fresh = (raw.put(text.encode()) for text in (body_of(20), "of nothing", "of a run under way"))
    for digest in (named, forgotten):
        os.utime(raw.path(digest), (0, 0))
    WORK["prune"](place.data_dir, place.other)
    assert [raw.path(digest).exists() for digest in (named, forgotten, fresh)] == [True, False, True]
