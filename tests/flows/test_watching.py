"""What the watcher announces: new and changed files, once, when they are whole."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from flows import watching
from flows.announcing import ServerUnreachable
from flows.watching import Watcher


@dataclass
class Announced:
    """What was announced; refuses to listen as often as `deaf` says."""

    files: list[str] = field(default_factory=list)
    calls: int = 0
    deaf: int = 0

    def __call__(self, folder: Path, files: Sequence[Path]) -> None:
        if self.deaf:
            self.deaf -= 1
            raise ServerUnreachable("http://localhost/api", "refused")
        self.calls += 1
        self.files += sorted(str(path.relative_to(folder)) for path in files)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def watcher(inbox: Path, announce: Announced, *others: Path) -> Watcher:
    return Watcher((inbox, *others), inbox, inbox.parent / "announced.json", announce)


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_SETTLED_SECONDS", 0.05)


def look_until_settled(one: Watcher) -> None:
    one.look()
    time.sleep(0.06)
    one.look()


def test_each_file_once_and_again_when_it_has_changed(inbox: Path) -> None:
    heard = Announced()
    one = watcher(inbox, heard)
    (inbox / "a.txt").write_text("a")
    (inbox / "deep").mkdir()
    (inbox / "deep" / "b.html").write_text("b")
    look_until_settled(one)
    assert heard.files == ["a.txt", "deep/b.html"]
    look_until_settled(one)
    assert heard.calls == 1
    (inbox / "a.txt").write_text("another text")
    (inbox / "deep" / "b.html").unlink()
    look_until_settled(one)
    assert heard.files[2:] == ["a.txt"]


def test_a_file_that_grows_is_announced_when_it_is_whole(inbox: Path) -> None:
    heard = Announced()
    one = watcher(inbox, heard)
    with (inbox / "a.txt").open("w") as file:
        for _ in range(4):
            file.write("more ")
            file.flush()
            os.fsync(file.fileno())
            one.look()
            assert heard.calls == 0
            time.sleep(0.06)
    look_until_settled(one)
    assert heard.files == ["a.txt"]


def test_hidden_unfinished_and_unreadable_kinds_are_passed_over(inbox: Path) -> None:
    heard = Announced()
    one = watcher(inbox, heard)
    for name in (".a.txt", "a.txt.part", "a.tmp", "a.crdownload", "a.txt~", "a.png"):
        (inbox / name).write_text("x")
    look_until_settled(one)
    assert heard.calls == 0
    (inbox / "a.txt.part").rename(inbox / "a.txt")
    look_until_settled(one)
    assert heard.files == ["a.txt"]


def test_a_restart_announces_what_was_added_meanwhile_and_nothing_else(inbox: Path, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "old.txt").write_text("there before")
    (inbox / "a.txt").write_text("a")
    first = Announced()
    look_until_settled(watcher(inbox, first, seeds))
    assert first.files == ["a.txt"], "what lies in seeds/ at the first start is no news"
    (inbox / "b.txt").write_text("b")
    (seeds / "new.txt").write_text("new")
    second = Announced()
    look_until_settled(watcher(inbox, second, seeds))
    assert second.files == ["b.txt", "new.txt"]


def test_nothing_is_lost_while_the_server_does_not_answer(inbox: Path) -> None:
    heard = Announced(deaf=3)
    one = watcher(inbox, heard)
    (inbox / "a.txt").write_text("a")
    for _ in range(4):
        look_until_settled(one)
    assert heard.files == ["a.txt"]


def test_a_burst_is_seen_by_the_running_watcher(inbox: Path) -> None:
    heard = Announced()
    one = watcher(inbox, heard)
    stop = threading.Event()
    thread = threading.Thread(target=one.run, args=(stop,))
    thread.start()
    try:
        for number in range(500):
            (inbox / f"{number}.txt").write_text("x")
        deadline = time.monotonic() + 60
        while len(heard.files) < 500 and time.monotonic() < deadline:
            time.sleep(0.1)
    finally:
        stop.set()
        thread.join()
    assert sorted(heard.files) == sorted(f"{number}.txt" for number in range(500))
