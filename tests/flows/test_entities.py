"""`entities`: list, show, merge, split, undo, on two articles."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from flows.application import app
from tasks.errors import PressgraphError
from tasks.resolving import identify
from tests.warehouse.builders import DE, article, body_of, whole_run
from warehouse.store import Warehouse

TOKAYEV, BLINKEN = "kassym-jomart-tokayev", "antony-blinken"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A folder with two articles: one man in two spellings, and another."""
    folder = tmp_path / "data"
    articles = [
        article(1, body_of(1, "Kassym-Jomart Tokayev", "Antony Blinken")),
        article(2, body_of(2, "Kassym-Schomart Tokajew", "Antony Blinken"), language=DE),
    ]
    with Warehouse.open(folder) as warehouse:
        whole_run(warehouse, tmp_path, articles, resolve=identify)
        warehouse.publish()
    return folder


def run(capsys: pytest.CaptureFixture[str], data_dir: Path, *arguments: str) -> str:
    """What `pressgraph ARGUMENTS` prints."""
    capsys.readouterr()
    assert app([*arguments, "--data-dir", str(data_dir)], standalone_mode=False) == 0
    return capsys.readouterr().out


def ask(capsys: pytest.CaptureFixture[str], data_dir: Path, query: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(capsys, data_dir, "sql", query))))


def names(capsys: pytest.CaptureFixture[str], data_dir: Path, entity: str) -> set[str]:
    rows = ask(capsys, data_dir, f"SELECT alias FROM entity_aliases WHERE entity_id = '{entity}'")
    return {row["alias"] for row in rows}


def test_list_and_show(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = run(capsys, data_dir, "entities", "list", "--search", "TOKAJ", "--format", "csv")
    assert [row["entity_id"] for row in csv.DictReader(io.StringIO(listed))] == [TOKAYEV]
    shown = run(capsys, data_dir, "entities", "show", "Kassym-Schomart Tokajew")
    assert "Kassym-Jomart Tokayev" in shown
    assert "transliteration" in shown
    assert run(capsys, data_dir, "entities", "review", "--format", "csv").startswith("judgement_id,")


def test_a_merge_and_its_undoing(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, data_dir, "entities", "merge", TOKAYEV, BLINKEN, "--reason", "a test")
    assert "Antony Blinken" in names(capsys, data_dir, TOKAYEV)
    assert not names(capsys, data_dir, BLINKEN)
    query = "SELECT judgement_id, verdict, reason FROM entity_judgements WHERE judge = 'user'"
    (row,) = ask(capsys, data_dir, query)
    assert (row["verdict"], row["reason"]) == ("positive", "a test")
    run(capsys, data_dir, "entities", "undo", row["judgement_id"])
    assert "Antony Blinken" in names(capsys, data_dir, BLINKEN)
    assert "Antony Blinken" not in names(capsys, data_dir, TOKAYEV)
    with pytest.raises(PressgraphError, match="no judgement"):
        run(capsys, data_dir, "entities", "undo", row["judgement_id"])


def test_a_split_makes_another_entity(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, data_dir, "entities", "split", TOKAYEV, "Kassym-Schomart Tokajew")
    assert names(capsys, data_dir, "kassym-schomart-tokajew") == {"Kassym-Schomart Tokajew"}
    assert names(capsys, data_dir, TOKAYEV) == {"Kassym-Jomart Tokayev"}


def test_what_is_not_there_is_said(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ("show", "Nobody Known"),
        ("merge", TOKAYEV, "Nobody Known"),
        ("split", TOKAYEV, "Nobody"),
        ("undo", "j-0"),
    ):
        with pytest.raises(PressgraphError):
            run(capsys, data_dir, "entities", *arguments)
