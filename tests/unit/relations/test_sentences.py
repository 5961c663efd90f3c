"""Sentences of three languages and the rows they give, through engine, names and rules, as the main job runs them.

The tables are in `sentences/`; a new sentence is a line of data. Sentences are short and plain, so that they do not
depend on what one parser makes of them.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tasks.engines.registry import Registry
from tasks.records import Annotation, Language, Relation
from tasks.relations.extract import extract
from tests.unit.relations.rows import named, short

LANGUAGES = ("en", "de", "it")
SHARED = {
    "active", "passive", "agentless", "coordination", "control", "relative", "participle", "copula", "apposition",
    "title", "genitive", "nominal", "light verb", "oblique", "speech", "negative", "future", "possible", "conditional",
    "question",
}  # fmt: skip
OWN: dict[str, set[str]] = {"en": set(), "de": {"separable"}, "it": {"reflexive", "dropped subject"}}


@dataclass(frozen=True)
class Case:
    """A sentence, what it is about, and rows that it gives or does not give."""

    construction: str
    text: str
    rows: tuple[str, ...]
    no_rows: tuple[str, ...]


def table(language: str) -> list[Case]:
    content = tomllib.loads((Path(__file__).parent / "sentences" / f"{language}.toml").read_text(encoding="utf-8"))
    return [
        Case(each["construction"], each["text"], tuple(each.get("rows", ())), tuple(each.get("no_rows", ())))
        for each in content["sentence"]
    ]


def says(row: Relation, wanted: str) -> bool:
    """Whether a row is the one that is written; polarity, modality, tense and speaker count as far as written."""
    rest = wanted.removeprefix(short(row))
    if rest == wanted:
        return False
    commitment, _, speaker = rest.removeprefix(" | ").partition(" by ")
    told = [row.polarity, row.modality, *([row.tense] if row.tense else [])]
    if speaker and (row.attribution is None or row.attribution.text != speaker):
        return False
    wanted_values = commitment.split()
    return wanted_values == [each.value for each in told][: len(wanted_values)]


CASES = [(language, each) for language in LANGUAGES for each in table(language)]


@pytest.fixture(scope="module")
def annotated(registry: Registry) -> dict[tuple[str, str], Annotation]:
    """What the engines say of all sentences, each language in one go."""
    found: dict[tuple[str, str], Annotation] = {}
    for language in LANGUAGES:
        texts = [case.text for case in table(language)]
        engine = registry.engine(Language(language))
        found |= {(language, text): each for text, each in zip(texts, engine.annotate(texts), strict=True)}
    return found


@pytest.mark.model
@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{language}: {case.text}" for language, case in CASES])
def test_rows_of_a_sentence(annotated: dict[tuple[str, str], Annotation], language: str, case: Case) -> None:
    found = extract(named(case.text, annotated[language, case.text])).relations
    missing = [each for each in case.rows if not any(says(row, each) for row in found)]
    unwanted = [each for each in case.no_rows if any(says(row, each) for row in found)]
    assert (missing, unwanted) == ([], []), [short(row) for row in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_each_construction_three_times_and_a_third_is_negative(language: str) -> None:
    cases = table(language)
    counts = Counter(each.construction for each in cases)
    assert len(cases) >= 60
    assert set(counts) == SHARED | OWN[language]
    assert min(counts.values()) >= 3, counts
    assert sum(len(each.no_rows) for each in cases) * 3 >= sum(len(each.rows) + len(each.no_rows) for each in cases)
