"""How many spans of names are right: precision, recall and F1 of exact spans with their labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tasks.training.named_entities import spans

CORE_LABELS = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True)
class SpanScore:
    """Precision, recall and F1 in percent, over `gold` spans."""

    precision: float
    recall: float
    f1: float
    gold: int


def span_scores(
    gold: Sequence[Sequence[str]], predicted: Sequence[Sequence[str]], labels: Sequence[str]
) -> dict[str, SpanScore]:
    """Score exact spans for each label and, as "core", over PER, ORG and LOC together (micro average)."""
    found: dict[str, list[int]] = {label: [0, 0, 0] for label in (*labels, "core")}
    for gold_tags, predicted_tags in zip(gold, predicted, strict=True):
        right, given = set(spans(gold_tags)), set(spans(predicted_tags))
        for label in labels:
            ours = {span for span in given if span[2] == label}
            theirs = {span for span in right if span[2] == label}
            for name in (label, "core") if label in CORE_LABELS else (label,):
                found[name][0] += len(ours & theirs)
                found[name][1] += len(ours)
                found[name][2] += len(theirs)
    return {name: score_of(*counts) for name, counts in found.items()}


def score_of(correct: int, given: int, gold: int) -> SpanScore:
    """Precision, recall and F1 of `given` spans, `correct` of which are among the `gold` ones."""
    precision = 100 * correct / given if given else 0.0
    recall = 100 * correct / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if correct else 0.0
    return SpanScore(round(precision, 2), round(recall, 2), round(f1, 2), gold)


def core_f1(gold: Sequence[set[Any]], found: Sequence[set[Any]]) -> float:
    """F1 over spans (start, end, label) of persons, organisations and places, text by text."""
    correct = given = wanted = 0
    for theirs, answers in zip(gold, found, strict=True):
        core, ours = ({span for span in spans if span[2] in CORE_LABELS} for spans in (theirs, answers))
        correct, given, wanted = correct + len(ours & core), given + len(ours), wanted + len(core)
    return score_of(correct, given, wanted).f1
