"""`doctor` and `models`: what is there, and what to do where something is not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.flows.commands import ROOT, pressgraph


def test_doctor_is_content_and_names_each_engine(tmp_path: Path) -> None:
    outcome = pressgraph("doctor", "--data-dir", tmp_path)
    assert outcome.code == 0, outcome.errors
    for expected in (
        "language de: stanza",
        "language it: stanza",
        "language en: spacy",
        "can be written",
        "Prefect server",
    ):
        assert expected in outcome.output


def test_doctor_says_what_to_mend(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    outcome = pressgraph("doctor", "--data-dir", tmp_path / "file", PRESSGRAPH_PACKS=str(tmp_path))
    assert outcome.code == 1
    assert "data folder" in outcome.errors
    assert "language de" in outcome.errors


def test_models_list_shows_licences() -> None:
    outcome = pressgraph("models", "list")
    assert outcome.code == 0, outcome.errors
    assert "non-commercial" in next(line for line in outcome.output.splitlines() if "it-" in line or "│ it" in line)


def test_models_verify_finds_the_packs_whole() -> None:
    outcome = pressgraph("models", "verify")
    assert (outcome.code, outcome.errors) == (0, "")


def test_help_is_quick_and_shows_examples() -> None:
    for command in ("run", "annotate", "sql"):
        outcome = pressgraph(command, "--help")
        assert outcome.code == 0
        assert "Example" in outcome.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["train", "de"], ["--data DIR", "treebanks/"]),
        (["evaluate"], ["--data DIR", "ner/"]),
        (["evaluate", "--data", "nowhere"], ["nowhere", "no folder"]),
        (["evaluate", "xx", "--data", "."], ["'xx'", "de, en, it"]),
        (["train", "fr", "--data", "."], ["'fr'", "de, en, it"]),
        (["train", "en", "--data", ".", "--component", "pos"], ["'pos'", "ner"]),
        (["train", "de", "--data", ".", "--component", "mood"], ["'mood'", "depparse"]),
    ],
)
def test_models_say_what_they_need(arguments: list[str], words: list[str]) -> None:
    outcome = pressgraph("models", *arguments)
    assert outcome.code == 2
    assert len(outcome.errors.splitlines()) == 1
    assert all(word in outcome.errors for word in words), outcome.errors


def test_models_list_tells_of_a_damaged_pack(tmp_path: Path) -> None:
    shutil.copytree(os.environ.get("PRESSGRAPH_PACKS", ROOT / "models") / Path("en"), tmp_path / "en")
    outcome = pressgraph("models", "list", PRESSGRAPH_PACKS=str(tmp_path))
    assert outcome.code == 1
    assert "pack.toml is missing" in outcome.errors
    assert "en_core_web_sm" in outcome.output
