"""The rules' own score of a row: how good its cues are, as log-odds summed up.

Which of two rows that say the same is kept goes by it; the weights are set by hand for that. What users see is the
probability that calibration.py fits to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

BASE: Final = {
    "active-transitive": 1.3,
    "passive": 1.2,
    "passive-agentless": 0.9,
    "oblique": 0.9,
    "oblique-beside-object": 0.5,
    "reciprocal": 1.3,
    "act-of": 0.6,
    "copula": 1.0,
    "statement": 1.8,
    "nominal-event": 0.6,
    "light-verb": 1.0,
    "title": 2.2,
    "apposition": 1.5,
    "office-copula": 1.5,
    "description": 1.2,
    "possessive": 1.2,
    "seat": 1.2,
    "person-of-body": 1.2,
    "role-at-body": 1.4,
    "place-apposition": 1.5,
    "place-description": 1.8,
    "linked-names": 1.5,
}
CUES: Final = {
    "open": -0.4,
    "untyped-end": -0.5,
    "named-ends": 0.5,
    "coordination": -0.2,
    "control": -0.3,
    "relative": -0.3,
    "participle": -0.4,
    "adverbial": -0.5,
    "noun": -0.5,
    "dropped": -0.9,
    "shared-object": -0.5,
    "none": -0.3,
    "far": -0.4,
    "very-far": -0.7,
    "case-agrees": 0.2,
    "body-guessed": -0.7,
    "reference": -0.4,
    "weak-parser": -0.4,
}


def confidence(rule: str, cues: Iterable[str]) -> float:
    """Probability from 0 to 1, two digits."""
    return _confidence(rule, tuple(cues))


@lru_cache(maxsize=1024)
def _confidence(rule: str, cues: tuple[str, ...]) -> float:
    odds = BASE.get(rule, 0.5) + sum(CUES.get(cue, 0.0) for cue in cues)
    return round(1 / (1 + math.exp(-odds)), 2)
