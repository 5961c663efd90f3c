"""Files that have not changed are not read again; whatever changes in them is seen, and so is what is not known."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tasks.records import ArticleId
from tasks.sources import discovery
from tasks.sources.reader import Gathered, SourceReader

TICK = 0.05
"""Seconds; a disk of this machine has a finer clock than the coarsest that there is."""
LONG_AGO = time.time_ns() - 3_600_000_000_000


class Folder:
    """A SOURCE of three texts, and what is known of it; `gather` counts the payloads that were read."""

    def __init__(self, place: Path) -> None:
        self.path = place / "news"
        self.memory = place / "files.parquet"
        self.known: dict[ArticleId, str] = {}
        self.path.mkdir()
        for name in "abc":
            (self.path / f"{name}.txt").write_text(f"Text {name}.")
        self.settle()

    def settle(self) -> None:
        """Wait until any further change is sure to be seen: the times that count cannot be set."""
        newest = max(max(each.stat().st_ctime_ns, each.stat().st_mtime_ns) for each in self.path.iterdir())
        time.sleep(max(0.0, newest / 1e9 + 1.5 * TICK - time.time()))

    def gather(self, max_bytes: int = 1000) -> tuple[int, Gathered]:
        read: list[bytes] = []
        gathered = SourceReader(max_bytes, self.memory, read.append).gather([str(self.path)], self.known)
        return len(read), gathered

    def learn(self, gathered: Gathered) -> None:
        self.known |= {each.article_id: each.content_sha256 for each in gathered.articles}


@pytest.fixture(autouse=True)
def _fine_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "_COARSEST_TICK", int(TICK * 1e9))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Read once and known."""
    made = Folder(tmp_path)
    read, gathered = made.gather()
    assert (read, len(gathered.articles), gathered.unchanged) == (3, 3, frozenset())
    made.learn(gathered)
    return made


def test_what_has_not_changed_is_not_read(folder: Folder) -> None:
    read, gathered = folder.gather()
    assert (read, gathered.articles, gathered.unchanged) == (0, (), frozenset(folder.known))


def _write(path: Path) -> None:
    path.write_text("Text B.")


def _write_and_set_the_time_back(path: Path) -> None:
    before = path.stat()
    path.write_text("Text B.")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replace_by_one_of_the_same_size_and_time(path: Path) -> None:
    before = path.stat()
    other = path.with_name("x.part")
    other.write_text("Text B.")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def _write_through_a_mapping(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(5)
        file.write(b"B")


@pytest.mark.parametrize(
    "change",
    [_write, _write_and_set_the_time_back, _replace_by_one_of_the_same_size_and_time, _write_through_a_mapping],
)
def test_any_change_is_seen(folder: Folder, change: Callable[[Path], None]) -> None:
    change(folder.path / "b.txt")
    read, gathered = folder.gather()
    assert (read, [each.body for each in gathered.articles], len(gathered.unchanged)) == (1, ["Text B."], 2)


def test_a_file_read_soon_after_its_change_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second change within the same tick of the clock would leave size and times as they were."""
    folder = Folder(tmp_path)
    monkeypatch.setattr(discovery, "_COARSEST_TICK", 60_000_000_000)
    folder.learn(folder.gather()[1])
    assert folder.gather()[0] == 3
    monkeypatch.setattr(discovery, "_COARSEST_TICK", int(TICK * 1e9))
    folder.settle()
    assert [folder.gather()[0] for _ in range(2)] == [3, 0]


def test_a_change_while_a_file_is_read_is_not_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(tmp_path)
    for each in folder.path.iterdir():
        os.utime(each, ns=(LONG_AGO, LONG_AGO))
    folder.settle()
    fstat = os.fstat
    calls = 0

    def late_change(descriptor: int) -> os.stat_result:
        nonlocal calls
        calls += 1
        if calls % 2 == 0:
            os.utime(descriptor, ns=(LONG_AGO, LONG_AGO))
        return fstat(descriptor)

    monkeypatch.setattr(os, "fstat", late_change)
    folder.learn(folder.gather()[1])
    monkeypatch.setattr(os, "fstat", fstat)
    assert folder.gather()[0] == 3


def test_what_is_no_longer_known_is_read_again(folder: Folder) -> None:
    gone = next(iter(folder.known))
    del folder.known[gone]
    read, gathered = folder.gather()
    assert (read, [each.article_id for each in gathered.articles]) == (1, [gone])


def test_of_two_files_with_one_address_the_last_counts(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    line = '{{"text": "Text {}.", "url": "https://example.org/1"}}'
    for name in "de":
        (folder.path / f"{name}.jsonl").write_text(line.format(name))
    folder.settle()
    folder.learn(folder.gather()[1])
    read, gathered = folder.gather()
    assert (read, len(gathered.unchanged)) == (0, 4)
    (folder.path / "e.jsonl").unlink()
    read, gathered = folder.gather()
    assert (read, [each.body for each in gathered.articles], len(gathered.unchanged)) == (1, ["Text d."], 3)


def test_rejects_are_said_again_without_reading(folder: Folder) -> None:
    (folder.path / "bad.jsonl").write_text('{"text": "Good."}\nno json\n')
    (folder.path / "empty.txt").write_text("")
    folder.settle()
    before = folder.gather()[1]
    folder.learn(before)
    read, gathered = folder.gather()
    assert read == 0
    assert [(each.reason, each.detail, each.origin, each.payload_sha256) for each in gathered.rejects] == [
        (each.reason, each.detail, each.origin, each.payload_sha256) for each in before.rejects
    ]
    assert [each.reason for each in gathered.rejects] == ["bad-json", "empty"]


def test_another_limit_or_a_damaged_memory_means_reading_all(folder: Folder) -> None:
    assert folder.gather(max_bytes=500)[0] == 3
    assert folder.gather(max_bytes=500)[0] == 0
    folder.memory.write_bytes(folder.memory.read_bytes()[:-20])
    assert folder.gather(max_bytes=500)[0] == 3


def test_files_that_are_gone_are_forgotten_and_others_kept(folder: Folder, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "z.txt").write_text("Text z.")
    time.sleep(2 * TICK)
    (folder.path / "c.txt").unlink()
    SourceReader(1000, folder.memory).gather([str(other)], {})
    read, gathered = folder.gather()
    assert (read, len(gathered.unchanged)) == (0, 2)
    assert SourceReader(1000, folder.memory).gather([str(other)], {}).articles != ()


def test_a_memory_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.memory.mkdir()
    assert len(folder.gather()[1].articles) == 3


def test_news_ends_the_reading(folder: Folder) -> None:
    reader = SourceReader(1000, folder.memory)
    unchanged = reader.gather_unless_news([str(folder.path)], folder.known)
    assert unchanged is not None
    assert unchanged.unchanged == set(folder.known)
    (folder.path / "b.txt").write_text("Another text.")
    (folder.path / "d.txt").write_text("A fourth text.")
    assert reader.gather_unless_news([str(folder.path)], folder.known) is None
    read, gathered = folder.gather()
    assert (read, len(gathered.articles)) == (2, 2)


def test_a_file_that_was_only_touched_is_no_news(folder: Folder) -> None:
    (folder.path / "b.txt").write_text("Text b.")
    gathered = SourceReader(1000, folder.memory).gather_unless_news([str(folder.path)], folder.known)
    assert gathered is not None
    assert len(gathered.articles) == 1
