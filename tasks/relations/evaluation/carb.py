"""Scores open relations on CaRB (Bhardwaj, Aggarwal and Mausam 2019, https://aclanthology.org/D19-1651).

A row is compared with an annotated tuple word by word, slot by slot. A tuple's recall is that of the row that covers it
best; rows and tuples are paired one to one for precision. All rows count: there is no curve over confidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tasks.records import Relation
from tasks.relations.evaluation.bench import Score, Triple, normal, triple_of

Tuples = Mapping[str, tuple[Triple, ...]]
"""Annotated subject, predicate and object of each sentence; further arguments stand behind the object."""


def read_carb(path: Path) -> dict[str, tuple[Triple, ...]]:
    """Read annotations: a line holds sentence, predicate, subject and objects, apart by tabs."""
    found: dict[str, list[Triple]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 3:
            sentence, predicate, subject, *objects = cells
            found.setdefault(sentence, []).append((normal(subject), normal(predicate), normal(" ".join(objects))))
    return {sentence: tuple(triples) for sentence, triples in found.items()}


def score_carb(tuples: Tuples, rows: Mapping[str, Iterable[Relation]]) -> Score:
    """Token precision, recall and F1 over all sentences; counts are in thousandths of a row and of a tuple."""
    right = given = found = wanted = 0.0
    for sentence, gold in tuples.items():
        system = list(dict.fromkeys(t for t in map(triple_of, rows.get(sentence, ())) if t is not None))
        table = [[_overlap(want, have) for have in system] for want in gold]
        found += sum(max((recall for _, recall in line), default=0.0) for line in table)
        right += _paired(table)
        given += len(system)
        wanted += len(gold)
    return Score(round(1000 * right), round(1000 * given), round(1000 * found), round(1000 * wanted))


def _overlap(want: Triple, have: Triple) -> tuple[float, float]:
    """Share of the row's words that the tuple has, and of the tuple's that the row has; 0 without a common verb."""
    shared = [
        sum((Counter(first.split()) & Counter(second.split())).values())
        for first, second in zip(want, have, strict=True)
    ]
    if not shared[1]:
        return 0.0, 0.0
    both = sum(shared)
    return both / sum(len(slot.split()) for slot in have), both / sum(len(slot.split()) for slot in want)


def _paired(table: Sequence[Sequence[tuple[float, float]]]) -> float:
    """Sum of the precisions of the best pairs of a tuple and a row, each used once."""
    pairs = sorted(
        ((cell[0], line, column) for line, cells in enumerate(table) for column, cell in enumerate(cells)), reverse=True
    )
    lines: set[int] = set()
    columns: set[int] = set()
    total = 0.0
    for precision, line, column in pairs:
        if line not in lines and column not in columns:
            lines.add(line)
            columns.add(column)
            total += precision
    return total
