"""`names match`: a pair, a table, and what is wrong with either."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.commands import pressgraph

HEADER = "name_a,lang_a,name_b,lang_b,label"


def test_a_pair_prints_answer_score_and_reasons() -> None:
    outcome = pressgraph("names", "match", "Tokajew", "Tokayev", "--language-a", "de", "--language-b", "en")
    assert outcome.code == 0
    answers = dict(line.split(maxsplit=1) for line in outcome.output.splitlines())
    assert answers["same"] == "1"
    assert 0 < float(answers["score"]) <= 1
    assert answers["reasons"]


def test_a_table_comes_back_row_by_row(tmp_path: Path) -> None:
    table = tmp_path / "pairs.csv"
    rows = ['"Köln",de,Cologne,en,LOC,"a,b"', "Iran,en,Irak,de,LOC,", "Köln,de,Colonia,it,LOC,x"]
    table.write_text("\ufeff" + "\n".join([f"{HEADER},note", *rows]) + "\n", encoding="utf-8")
    outcome = pressgraph("names", "match", "--input", table)
    assert outcome.code == 0, outcome.errors
    found = outcome.rows()
    assert list(found[0]) == [*HEADER.split(","), "note", "same", "score"]
    assert [row["name_b"] for row in found] == ["Cologne", "Irak", "Colonia"]
    assert [row["same"] for row in found] == ["1", "0", "1"]
    assert found[0]["note"] == "a,b"
    assert pressgraph("names", "match", "--input", "-", given=table.read_text("utf-8")).output == outcome.output


def test_a_row_that_cannot_be_used_keeps_its_place(tmp_path: Path) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text(f"{HEADER}\na,en\nb,en,c,de,GPE\nRom,de,Rome,en,LOC\n", encoding="utf-8")
    outcome = pressgraph("names", "match", "--input", table)
    assert outcome.code == 1
    assert [row["same"] for row in outcome.rows()] == ["", "", "1"]
    assert len(outcome.errors.splitlines()) == 2
    assert "line 2" in outcome.errors


@pytest.mark.parametrize(("content", "code", "said"), [(b"", 1, "no column"), (b"\xff\xfe", 1, "not UTF-8")])
def test_a_table_that_is_none_is_one_line(tmp_path: Path, content: bytes, code: int, said: str) -> None:
    table = tmp_path / "pairs.csv"
    table.write_bytes(content)
    outcome = pressgraph("names", "match", "--input", table)
    assert outcome.code == code
    assert said in outcome.errors
    assert len(outcome.errors.splitlines()) == 1


def test_one_name_is_wrong_usage() -> None:
    assert pressgraph("names", "match", "Tokajew").code == 2
