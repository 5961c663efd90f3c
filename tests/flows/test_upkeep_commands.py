"""`export`, `import` and `maintain` on the command line: exit codes, one line on stderr, nothing harmed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.application import run_command
from tests.warehouse import dump
from tests.warehouse.builders import article, whole_run
from warehouse.store import Warehouse


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("upkeep")
    with Warehouse.open(folder / "data") as warehouse:
        whole_run(warehouse, folder, [article(number) for number in range(3)])
    return folder / "data"


@pytest.fixture(autouse=True)
def _logs_apart() -> Iterator[None]:
    """A command logs into its data folder; the next test has another."""
    logger = logging.getLogger("pressgraph")
    handlers = list(logger.handlers)
    yield
    for handler in [each for each in logger.handlers if each not in handlers]:
        logger.removeHandler(handler)
        handler.close()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("export", 2, "--output"),
        ("export --output {new} --format xml", 2, "xml"),
        ("export --output {file}", 1, "is there already and is no earlier export"),
        ("export --output {file}/under", 1, "cannot write"),
        ("export --output {new} --data-dir {empty}", 1, "no database at"),
        ("export --output {new} --data-dir {empty} --format graphml", 1, "no database at"),
        ("export --output {folder} --format graphml", 1, "cannot write"),
        ("import", 2, "PATH"),
        ("import {nowhere} --data-dir {new}", 1, "manifest.json"),
        ("import {file} --data-dir {new}", 1, "cannot be imported"),
        ("import {folder} --data-dir {new}", 1, "manifest.json"),
        ("import {export}", 1, "is not empty"),
        ("import {export} --data-dir {file}", 1, "cannot write"),
        ("maintain", 2, "maintain"),
        ("maintain tidy", 2, "tidy"),
        ("maintain prune", 2, "--older-than"),
        ("maintain prune --older-than soon", 2, "soon"),
        ("maintain prune --older-than 99999999y", 2, "99999999y"),
        ("maintain check --data-dir {empty}", 1, "no database at"),
        ("maintain compact --data-dir {empty}", 1, "no database at"),
        ("maintain prune --older-than 1d --data-dir {empty}", 1, "no database at"),
        ("maintain check --data-dir {damaged}", 1, "cannot be used"),
        ("maintain compact --data-dir {damaged}", 1, "cannot be used"),
    ],
)
def test_wrong_input_has_its_code_and_one_line(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: str, code: int, said: str
) -> None:
    before = dump.rows(data_dir)
    places = {name: tmp_path / name for name in ("new", "nowhere", "file", "empty", "folder", "export", "damaged")}
    for name in ("empty", "folder", "damaged"):
        places[name].mkdir()
    places["file"].write_text("a letter")
    (places["folder"] / "letter.txt").write_text("a letter")
    for name in ("news.duckdb", "writer.duckdb"):
        (places["damaged"] / name).write_bytes(b"no database" * 2000)
    if "{export}" in arguments:
        assert run_command(["export", "--output", str(places["export"]), "--data-dir", str(data_dir)]) == 0
    asked = arguments.format(**places).split()
    if code == 1 and "--data-dir" not in asked:
        asked += ["--data-dir", str(data_dir)]
    capsys.readouterr()
    assert run_command(asked) == code
    complaint = capsys.readouterr().err.strip()
    assert said in complaint
    assert complaint.count("\n") == 0
    assert dump.rows(data_dir) == before
    assert places["file"].read_text() == "a letter"
    assert [path.name for path in places["folder"].iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_there_and_back(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    there = ["export", "--format", form, "--output", str(tmp_path / "e"), "--data-dir", str(data_dir)]
    back = ["import", str(tmp_path / "e"), "--data-dir", str(tmp_path / "again")]
    assert [run_command(each) for each in (there, back)] == [0, 0]
    assert dump.rows(tmp_path / "again") == dump.rows(data_dir)
    assert run_command(["maintain", "check", "--data-dir", str(tmp_path / "again")]) == 0
    assert "3 articles checked, 0 rules broken" in capsys.readouterr().out
