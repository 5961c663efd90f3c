"""A disk that is really full, at every stage: a clear error, the snapshot as it was, and the next run completes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse import dump, worker
from tests.warehouse.test_crash_upkeep import ROOT

ARTICLES = 40
SIZE = 40_000_000
FREE = {"staging": 4_000, "load": 60_000, "publish": 1_900_000, "enough": 20_000_000}
"""Bytes left for a run, by the stage that they are too little for."""


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file system of 40 MB."""
    place = tmp_path_factory.mktemp("disk")
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("only the superuser can mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("before")
    worker.run(folder / "data", folder, worker.old_articles(ARTICLES))
    return folder / "data"


@pytest.fixture
def data_dir(small_disk: Path, before: Path) -> Iterator[Path]:
    shutil.copytree(before, small_disk / "data")
    yield small_disk / "data"
    for each in small_disk.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()


def leave(disk: Path, free: int) -> Path:
    """A file that leaves this many bytes free."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        for _ in range((shutil.disk_usage(disk).free - free) // 4096):
            file.write(bytes(4096))
    return filler


def start(module: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", f"tests.warehouse.{module}", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


@pytest.mark.parametrize("stage", FREE)
def test_a_full_disk_is_said_and_the_next_run_completes(
    small_disk: Path, data_dir: Path, before: Path, tmp_path: Path, stage: str
) -> None:
    filler = leave(small_disk, FREE[stage])
    done = start("worker", data_dir, small_disk / "work", ARTICLES, 0)
    assert "Traceback" not in done.stderr
    if stage == "enough":
        assert done.returncode == 0, done.stdout
    else:
        assert done.returncode == 1
        assert "DiskFull: no space left on the disk while writing" in done.stdout
        assert dump.rows(data_dir) == dump.rows(before)
    filler.unlink()
    worker.run(data_dir, small_disk / "work", worker.new_articles(ARTICLES))
    shutil.copytree(before, tmp_path / "data")
    worker.run(tmp_path / "data", tmp_path, worker.new_articles(ARTICLES))
    assert dump.rows(data_dir) == dump.rows(tmp_path / "data")


@pytest.mark.parametrize("what", ["export", "graph", "import", "compact"])
def test_a_full_disk_stops_upkeep_with_nothing_lost(small_disk: Path, data_dir: Path, before: Path, what: str) -> None:
    if what == "import":
        assert start("upkeep_worker", "export", data_dir, small_disk / "export").returncode == 0
        shutil.rmtree(data_dir)
    filler = leave(small_disk, 0 if what == "graph" else 8_000)  # the graph of so few articles is small
    done = start("upkeep_worker", what, data_dir, small_disk / "export")
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stdout.splitlines()[-1].partition(" while")[0]) == (
        1,
        "DiskFull: no space left on the disk",
    )
    filler.unlink()
    if what == "import":
        shutil.rmtree(data_dir)
    else:
        assert dump.rows(data_dir) == dump.rows(before)
        assert [path.name for path in small_disk.iterdir()] == ["data"]
    again = start("upkeep_worker", what, data_dir, small_disk / "export")
    assert again.returncode == 0, again.stdout
    assert dump.rows(data_dir) == dump.rows(before)
