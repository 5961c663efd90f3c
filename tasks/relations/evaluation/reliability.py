"""How far confidence can be trusted: judged rows, factors fitted on a part of them, a table of the rest.

The judged rows are data in `judged.tsv`: rows of NTREX articles (Federmann, Kocmi and Xin 2022,
https://aclanthology.org/2022.sumeval-1.4, CC BY-SA 4.0), each read beside its sentence. A row that is no longer found
takes no part.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from itertools import pairwise

from tasks.records import Language, Relation
from tasks.relations.calibration import Calibration

BINS = (0.0, 0.3, 0.5, 0.65, 0.8, 1.0)
_STEPS = 4000
_RATE = 0.3
_PENALTY = 1.0
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class RowKey:
    """What tells a judged row from others: its article, the place of its sentence, and what it says."""

    language: str
    article: str
    sentence_start: int
    type: str
    subject: str
    predicate: str
    object: str


def key_of(row: Relation, language: Language, article: str, sentence_start: int) -> RowKey:
    """The key of a row; long ends are cut."""
    said = row.object.text if row.object else row.object_text or ""
    return RowKey(
        str(language),
        article,
        sentence_start,
        row.type.value if row.type else "",
        _cut(row.subject.text if row.subject else ""),
        _cut(row.predicate_text),
        _cut(said),
    )


def _cut(text: str) -> str:
    return " ".join(text.split())[:_LONGEST].strip()


def judged() -> dict[RowKey, bool]:
    """The rows that were judged, and whether they are right."""
    text = (resources.files("tasks.relations.evaluation") / "judged.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.split("\n")[1:] if line]
    return {RowKey(line[0], line[1], int(line[2]), *line[3:7]): line[7] == "1" for line in lines}


def is_for_fitting(key: RowKey) -> bool:
    """Which part a row belongs to: all rows of an article, in every language, are in the same one."""
    return sha256(key.article.encode()).digest()[0] % 2 == 0


def fit(rows: Sequence[tuple[Mapping[str, float], bool]]) -> Calibration:
    """Factors that make the judged rows likeliest, drawn towards 0 (logistic regression with an L2 penalty)."""
    names = sorted({name for features, _ in rows for name in features})
    weights = dict.fromkeys(names, 0.0)
    constant = 0.0
    for _ in range(_STEPS):
        slope = dict.fromkeys(names, 0.0)
        shift = 0.0
        for features, right in rows:
            odds = constant + sum(weights[name] * value for name, value in features.items())
            error = right - 1 / (1 + math.exp(-odds))
            shift += error
            for name, value in features.items():
                slope[name] += error * value
        constant += _RATE * shift / len(rows)
        for name in names:
            weights[name] += _RATE * (slope[name] - _PENALTY * weights[name]) / len(rows)
    return Calibration(round(constant, 3), {name: round(weight, 3) for name, weight in weights.items()})


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows with confidence from `low` to below `high` (at most 1 in the last): mean confidence, share right."""

    low: float
    high: float
    rows: int
    confidence: float
    right: float


def reliability(rows: Iterable[tuple[float, bool]]) -> Iterator[Bin]:
    """The reliability table of rows with their confidence and whether they are right."""
    known = list(rows)
    for low, high in pairwise(BINS):
        inside = [(value, right) for value, right in known if low <= value < high or value == high == 1.0]
        if inside:
            mean = sum(value for value, _ in inside) / len(inside)
            yield Bin(low, high, len(inside), mean, sum(right for _, right in inside) / len(inside))
