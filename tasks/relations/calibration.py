"""From the score that the rules give a row to a probability that it is right, with factors fitted on judged rows.

A logistic model over what a finished row shows: the rules' own score, its rule and type, its language, and its ends.
The factors are data in `calibration.toml`, written by `tasks.training.calibration`; nothing here is set by hand.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from tasks.records import End, Language, Relation, RelationType, Scheme

_LONG_PHRASE = 8
_FAR = 160
_LOWEST, _HIGHEST = 0.02, 0.98


@dataclass(frozen=True, slots=True)
class Calibration:
    """Log-odds of a right row: a constant, and what each feature adds, times its value."""

    constant: float
    factors: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """Probability from 0.02 to 0.98, two digits; features without a factor add nothing."""
        odds = self.constant + sum(self.factors.get(name, 0.0) * value for name, value in features.items())
        return round(min(_HIGHEST, max(_LOWEST, 1 / (1 + math.exp(-odds)))), 2)


class _Shape(NamedTuple):
    """All that the model sees of a row; many rows are alike in it."""

    score: float
    language: Language
    rule: str
    kind: str
    named: int
    long_subject: bool
    long_object: bool
    far_apart: bool

    @classmethod
    def of(cls, row: Relation, language: Language) -> _Shape:
        return cls(
            row.confidence,
            language,
            row.rule,
            _kind(row),
            sum(end is not None and end.entity is not None for end in (row.subject, row.object)),
            _is_long(row.subject),
            _is_long(row.object),
            row.evidence.end - row.evidence.start > _FAR,
        )

    def features(self) -> dict[str, float]:
        score = min(_HIGHEST, max(_LOWEST, self.score))
        return {"score": math.log(score / (1 - score)), **dict.fromkeys(self._traits(), 1.0)}

    def _traits(self) -> Iterator[str]:
        yield f"language {self.language}"
        yield f"rule {self.rule}"
        yield f"kind {self.kind}"
        yield f"named ends {self.named}"
        if self.long_subject:
            yield "long subject"
        if self.long_object:
            yield "long object"
        if self.far_apart:
            yield "far apart"


def features_of(row: Relation, language: Language) -> dict[str, float]:
    """What the model sees of a row that still carries the rules' score; values are 1 but for `score`, its log-odds."""
    return _Shape.of(row, language).features()


def _kind(row: Relation) -> str:
    if row.type is None:
        return "open"
    if row.type in {RelationType.STATE, RelationType.POSITION_HELD}:
        return row.type.value
    return "event" if row.type.scheme is Scheme.PLOVER else "fact"


def _is_long(end: End | None) -> bool:
    return end is not None and len(end.text) > 2 * _LONG_PHRASE and len(end.text.split()) > _LONG_PHRASE


def calibrated(row: Relation, language: Language) -> Relation:
    """The row with a probability in place of the rules' score."""
    return row.with_confidence(_probability(_Shape.of(row, language)))


@lru_cache(maxsize=4096)
def _probability(shape: _Shape) -> float:
    return packaged().probability(shape.features())


@cache
def packaged() -> Calibration:
    """The factors that come with the program."""
    text = (resources.files("tasks.relations") / "calibration.toml").read_text(encoding="utf-8")
    content = tomllib.loads(text)
    return Calibration(content["constant"], content["factors"])
