"""`pressgraph annotate`: every line answered in order, the text untouched, entities shared between languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.flows.commands import pressgraph

pytestmark = pytest.mark.model

LINES: list[Any] = [
    {
        "id": "en",
        "language": "en",
        "text": "President Kassym-Jomart Tokayev visited Berlin.\nKazakhstan’s  president met Olaf Scholz. 🙂",
    },
    {
        "id": "de",
        "language": "de",
        "text": "Präsident Kassym-Schomart Tokajew besuchte im Mai Berlin.\n„Wir sind Partner“, sagte er.",
    },
    {
        "id": "it",
        "text": "Il presidente kazako Tokayev è tornato in Kazakistan dopo un incontro con il cancelliere Olaf Scholz.",
    },
    {"id": "nothing", "text": ""},
    {"id": "no letters", "text": "12 % … \u0000\t—\r\n\r\n 🙂"},
    "not an object",
    {"id": 7, "text": "a number for an id"},
    {"id": "no text"},
    {"id": "unserved", "language": "sw", "text": "Rais alikutana na waziri."},
]


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("annotate") / "lines.jsonl"
    rendered = [json.dumps(line, ensure_ascii=False) for line in LINES]
    path.write_text("\n".join([*rendered, '{"id": "cut off', ""]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def answers(lines: Path) -> list[dict[str, Any]]:
    outcome = pressgraph("annotate", "--input", lines)
    assert outcome.code == 0, outcome.errors
    return [json.loads(line) for line in outcome.output.splitlines()]


def test_every_line_has_its_object_in_order(answers: list[dict[str, Any]]) -> None:
    assert [answer["id"] for answer in answers] == [
        "en", "de", "it", "nothing", "no letters", None, None, "no text", "unserved", None,
    ]  # fmt: skip
    assert [bool(answer["error"]) for answer in answers] == [False] * 4 + [True] * 6
    assert {tuple(answer) for answer in answers} == {
        ("id", "language", "language_confidence", "sentences", "mentions", "relations", "quotes", "error")
    }


def test_offsets_are_into_the_text_given(answers: list[dict[str, Any]]) -> None:
    for line, answer in zip(LINES[:3], answers[:3], strict=True):
        assert answer["mentions"], line
        assert answer["relations"], line
        ends = [relation[end] for relation in answer["relations"] for end in ("subject", "object", "attribution")]
        for found in [*answer["mentions"], *answer["quotes"], *filter(None, ends)]:
            assert line["text"][found["start"] : found["end"]] == found["text"]


def test_language_is_given_or_detected(answers: list[dict[str, Any]]) -> None:
    assert [answer["language"] for answer in answers[:3]] == ["en", "de", "it"]
    assert 0 < answers[2]["language_confidence"] <= 1


def test_one_identity_over_all_lines_of_a_call(answers: list[dict[str, Any]]) -> None:
    def entities(answer: dict[str, Any], label: str) -> set[str]:
        return {mention["entity"] for mention in answer["mentions"] if mention["label"] == label}

    shared = entities(answers[0], "PER") & entities(answers[1], "PER") & entities(answers[2], "PER")
    assert any("tokayev" in str(entity) for entity in shared)
    assert "kazakhstan" in entities(answers[0], "LOC") & entities(answers[2], "LOC")


def test_conllu_holds_every_character(lines: Path) -> None:
    outcome = pressgraph("annotate", "--input", lines, "--format", "conllu")
    assert outcome.code == 0, outcome.errors
    documents = outcome.output.split("# newdoc id = ")[1:]
    assert len(documents) == len(LINES) + 1
    for line, document in zip(LINES[:3], documents[:3], strict=True):
        surface = ""
        for sentence in document.split("\n\n"):
            covered = 0
            for row in (line.split("\t") for line in sentence.splitlines() if line[:1].isdigit()):
                assert len(row) == 10
                first, _, last = row[0].partition("-")
                if last or int(first) > covered:
                    surface += row[1]
                covered = int(last) if last else covered
        assert surface.replace(" ", "") == "".join(line["text"].split())


def test_standard_input_to_standard_output() -> None:
    outcome = pressgraph("annotate", "--language", "en", given='{"id": "1", "text": "Macron met Merz in Paris."}\n')
    assert json.loads(outcome.output)["language"] == "en"


def test_a_missing_input_is_one_line(tmp_path: Path) -> None:
    outcome = pressgraph("annotate", "--input", tmp_path / "none.jsonl")
    assert outcome.code == 1
    assert outcome.errors.count("\n") == 1
