"""Articles that kill the process that analyses them are given up after three deaths, and only they."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tasks.attempts import Attempts
from tasks.records import ArticleId

A, B = ArticleId("a"), ArticleId("b")


def die_while(path: Path, *article_ids: ArticleId) -> None:
    """Another process that is killed while it analyses the articles."""
    code = (
        "import os, sys; from pathlib import Path; from tasks.attempts import Attempts\n"
        "with Attempts(Path(sys.argv[1])).under_way(sys.argv[2:]): os.kill(os.getpid(), 9)"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(path), *article_ids], check=False, env=dict(os.environ))
    assert ended.returncode == -signal.SIGKILL


def test_marks_stay_only_if_the_process_dies(tmp_path: Path) -> None:
    attempts = Attempts(tmp_path / "work" / "attempts.json")
    with attempts.under_way([A]):
        assert attempts.marked() == {A}
    assert attempts.marked() == frozenset()
    with pytest.raises(KeyboardInterrupt), attempts.under_way([A]):
        raise KeyboardInterrupt
    assert attempts.marked() == frozenset()
    die_while(attempts.path, A, B)
    assert attempts.marked() == {A, B}


def test_the_one_that_kills_is_found_and_given_up(tmp_path: Path) -> None:
    attempts = Attempts(tmp_path / "attempts.json")
    die_while(attempts.path, A, B)
    for _ in range(2):
        with attempts.under_way([B]):
            pass
        assert attempts.hopeless([A, B]) == frozenset()
        die_while(attempts.path, A)
    assert attempts.hopeless([A, B]) == {A}
    attempts.forget([A])
    assert attempts.marked() == frozenset()


def test_a_damaged_file_marks_nothing(tmp_path: Path) -> None:
    (tmp_path / "attempts.json").write_text('{"a": ')
    assert Attempts(tmp_path / "attempts.json").marked() == frozenset()
