"""Bad input: one clear line on stderr, the right exit code, and every other article still loaded."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.flows.commands import ROOT, Outcome, ask, pressgraph
from tests.flows.conftest import MainJob

GOOD = (
    "President Emmanuel Macron met Chancellor Friedrich Merz in Paris on Monday."
    " They talked about the war in Ukraine and agreed to send more weapons.\n"
)

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with good articles in three languages and several that cannot be used."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "italian.txt").write_text("Mario Draghi ha incontrato Emmanuel Macron a Parigi.\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200))
    (folder / "umlauts.txt").write_bytes(
        "Der Außenminister Johann Wadephul reiste am Montag nach Ankara. Die Türkei begrüßte den Besuch.".encode(
            "cp1252"
        )
    )
    (folder / "russian.txt").write_text(
        "Президент России Владимир Путин посетил Астану и встретился с Токаевым.", "utf-8"
    )
    return folder


@dataclass(frozen=True)
class BadJob:
    """One run over the mixed folder and one that is not there, with a damaged Italian pack."""

    outcome: Outcome
    data_dir: Path
    packs: Path


@pytest.fixture(scope="module")
def bad_job(mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> BadJob:
    folder = tmp_path_factory.mktemp("bad-job")
    packs, data_dir = folder / "models", folder / "data"
    shutil.copytree(os.environ.get("PRESSGRAPH_PACKS", ROOT / "models"), packs)
    with next((packs / "it").glob("pos*")).open("r+b") as stream:
        stream.write(b"damage")
    outcome = pressgraph("run", mixed, folder / "nowhere", "--data-dir", data_dir, PRESSGRAPH_PACKS=str(packs))
    return BadJob(outcome, data_dir, packs)


def test_unusable_articles_are_rejects_and_the_rest_is_loaded(bad_job: BadJob) -> None:
    outcome, data_dir = bad_job.outcome, bad_job.data_dir
    assert outcome.code == 1
    assert "Traceback" not in outcome.errors
    missing = [line for line in outcome.errors.splitlines() if "nowhere" in line]
    assert len(missing) == 1
    assert "no such file or folder" in missing[0]
    warnings = [line for line in outcome.errors.splitlines() if "warning" in line and "italian" not in line]
    assert len(warnings) == 3
    reasons = ask(
        data_dir,
        "SELECT parse_filename(origin) AS file, stage, reason FROM rejects"
        " WHERE origin NOT LIKE '%italian%' ORDER BY 1",
    )
    assert [(row["file"], row["stage"], row["reason"]) for row in reasons] == [
        ("empty.txt", "ingestion", "empty"),
        ("picture.txt", "ingestion", "binary"),
        ("russian.txt", "annotation", "no-engine"),
    ]
    bodies = ask(data_dir, "SELECT parse_filename(origin) AS file, language, body FROM articles ORDER BY 1")
    assert [(row["file"], row["language"]) for row in bodies] == [
        ("good.txt", "en"),
        ("italian.txt", "it"),
        ("russian.txt", "ru"),
        ("umlauts.txt", "de"),
    ]
    assert "Außenminister" in bodies[3]["body"]
    assert "Macron" in {row["name"].split()[-1] for row in ask(data_dir, "SELECT name FROM entities")}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "--nonsense"], "--nonsense"),
        (["run", "--reprocess", "sometimes"], "sometimes"),
        (["run", "--languages", "english"], "english"),
        (["wander"], "wander"),
        (["sql", "SELECT 1", "--format", "parquet"], "--output"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(arguments: list[str], says: str, tmp_path: Path) -> None:
    outcome = pressgraph(*arguments, "--data-dir", tmp_path) if arguments != ["wander"] else pressgraph(*arguments)
    assert outcome.code == 2
    assert outcome.errors.count("\n") == 1
    assert says in outcome.errors


def test_a_file_in_the_way_of_the_data_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    outcome = pressgraph("run", ROOT / "seeds", "--data-dir", tmp_path / "data")
    assert outcome.code == 1
    assert outcome.errors.count("\n") == 1
    assert "cannot write to" in outcome.errors


def test_a_damaged_pack_is_named_and_the_other_languages_are_loaded(bad_job: BadJob, mixed: Path) -> None:
    assert "damaged" in bad_job.outcome.errors
    mentions = (
        "SELECT language, count(m.mention_id) AS n FROM articles LEFT JOIN mentions m USING (article_id)"
        " WHERE language <> 'ru' GROUP BY 1 ORDER BY 1"
    )
    rows = ask(bad_job.data_dir, mentions)
    assert [(row["language"], int(row["n"]) > 0) for row in rows] == [("de", True), ("en", True), ("it", False)]
    mended = pressgraph("run", mixed / "italian.txt", "--data-dir", bad_job.data_dir)
    assert mended.code == 0, mended.errors
    rows = ask(bad_job.data_dir, mentions)
    assert int(rows[2]["n"]) > 0
    verified = pressgraph("models", "verify", PRESSGRAPH_PACKS=str(bad_job.packs))
    assert verified.code == 1
    assert "pos" in verified.errors


def test_sql_reads_only(main_job: MainJob, tmp_path: Path) -> None:
    assert "pressgraph run" in pressgraph("sql", "SELECT 1", "--data-dir", tmp_path).errors
    good = tmp_path / "good.txt"
    good.write_text(GOOD, encoding="utf-8")
    data_dir = main_job.data_dir
    for query in (
        "DELETE FROM articles",
        "SELECT 1; SELECT 2",
        "ATTACH 'x.duckdb'",
        f"COPY articles TO '{tmp_path / 'x.csv'}'",
        f"SELECT * FROM read_text('{good}')",
        "SELEC 1",
    ):
        outcome = pressgraph("sql", query, "--data-dir", data_dir)
        assert outcome.code == 1, query
        assert outcome.errors.count("\n") == 1, query
    assert not (tmp_path / "x.csv").exists()
    answer = pressgraph("sql", "SELECT 1 AS one", "--format", "json", "--data-dir", data_dir)
    assert json.loads(answer.output) == [{"one": 1}]
