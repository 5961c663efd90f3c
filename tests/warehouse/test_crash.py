"""Kill -9, full disk and a second writer: readers keep a whole snapshot, and the next run puts everything right."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.warehouse import dump, worker
from warehouse.connection import SNAPSHOT_NAME
from warehouse.errors import WarehouseLocked
from warehouse.store import Warehouse

ARTICLES = int(os.environ.get("PRESSGRAPH_TEST_ARTICLES", "134"))
"""Articles before; half as many more come with the run that is disturbed: a load of 201."""
SURELY_TOO_LITTLE = 100_000
KILLS = int(os.environ.get("PRESSGRAPH_TEST_KILLS", "10"))
ROOT = Path(__file__).parents[2]


def start(data_dir: Path, work: Path, spare_bytes: int = 0) -> subprocess.Popen[str]:
    """The worker, about to begin its run."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.warehouse.worker", str(data_dir), str(work), str(ARTICLES), str(spare_bytes)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after its first run."""
    folder = tmp_path_factory.mktemp("before")
    worker.run(folder / "data", folder, worker.old_articles(ARTICLES))
    return folder / "data"


@pytest.fixture(scope="module")
def undisturbed(before: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[str]], float]:
    """The rows after an undisturbed second run, and its seconds."""
    folder = tmp_path_factory.mktemp("undisturbed")
    shutil.copytree(before, folder / "data")
    started = time.monotonic()
    process = start(folder / "data", folder)
    started = time.monotonic()
    process.communicate()
    assert process.returncode == 0
    return dump.rows(folder / "data"), time.monotonic() - started


@pytest.mark.parametrize("attempt", range(KILLS))
def test_killed_run_leaves_a_whole_snapshot_and_is_completed_by_the_next(
    before: Path, undisturbed: tuple[dict[str, list[str]], float], tmp_path: Path, attempt: int
) -> None:
    rows, seconds = undisturbed
    data_dir = tmp_path / "data"
    shutil.copytree(before, data_dir)
    process = start(data_dir, tmp_path)
    time.sleep(seconds * random.Random(attempt).uniform((attempt % 10) / 10, (attempt % 10 + 1) / 10))
    process.kill()
    process.communicate()
    assert dump.rows(data_dir) in (dump.rows(before), rows)
    worker.run(data_dir, tmp_path, worker.new_articles(ARTICLES))
    assert dump.rows(data_dir) == rows
    assert not list(data_dir.glob(f".{SNAPSHOT_NAME}.new-*"))


@pytest.mark.parametrize("spare_bytes", [1, 100_000, 300_000, 600_000])
def test_full_disk_is_said_and_the_next_run_completes(
    before: Path, undisturbed: tuple[dict[str, list[str]], float], tmp_path: Path, spare_bytes: int
) -> None:
    rows, _ = undisturbed
    data_dir = tmp_path / "data"
    shutil.copytree(before, data_dir)
    process = start(data_dir, tmp_path, spare_bytes)
    out, error = process.communicate()
    assert "Traceback" not in error
    if spare_bytes <= SURELY_TOO_LITTLE:
        assert process.returncode == 1
    assert process.returncode == 0 or out.startswith("DiskFull: no space left")
    assert dump.rows(data_dir) == (rows if process.returncode == 0 else dump.rows(before))
    worker.run(data_dir, tmp_path, worker.new_articles(ARTICLES))
    assert dump.rows(data_dir) == rows


def test_second_writer_is_told_to_wait(before: Path, tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    shutil.copytree(before, data_dir)
    code = (
        "import sys; from pathlib import Path; from warehouse.store import Warehouse\n"
        "with Warehouse.open(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    with pytest.raises(WarehouseLocked) as caught:
        Warehouse.open(data_dir)
    assert f"process {holder.pid}" in str(caught.value)
    holder.communicate("")
    Warehouse.open(data_dir).close()
