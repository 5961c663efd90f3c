"""Labelled pairs of names across languages, made from tables of real things, and how well they are told apart.

`data/names_seen.csv` was looked at while rules and word lists were written. `data/names_unseen.csv` was written before
them and is only scored: whoever works on matching reads its figures, never its rows. `data/pairs_unseen.csv` has pairs
as they are, written after the rules (wars, companies, politicians, programmes); it is only scored, too.
`data/pairs_later.csv` was written in the same way (treaties, institutions, rulers, Georgian, Persian and Arabic names);
its rows were looked at after the first scoring (precision 1.00, recall 0.90). Things of one `confusable` group are
alike (siblings, ministries of one country, treaties of one city); the likest of them are pairs that are not one.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from tasks.entities.matching import NameMatch, same_name
from tasks.records import Label, Language

DATA = Path(__file__).parent / "data"
LANGUAGES = tuple(map(Language, ("en", "de", "it")))
MOST_POSITIVES, MOST_NEGATIVES = 2, 2


@dataclass(frozen=True, slots=True)
class Thing:
    group: str
    label: Label
    names: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pair:
    name_a: str
    language_a: Language
    name_b: str
    language_b: Language
    label: Label
    same: bool


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float
    pairs: int

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def things(name: str) -> list[Thing]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return [
            Thing(row["confusable"], Label(row["label"]), {code: tuple(row[code].split("|")) for code in LANGUAGES})
            for row in csv.DictReader(handle, strict=True)
        ]


def listed_pairs(name: str) -> list[Pair]:
    """Pairs of a file that has them row by row."""
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return [
            Pair(
                row["name_a"], Language(row["lang_a"]), row["name_b"], Language(row["lang_b"]), Label(row["label"]),
                row["same"] == "1",
            )
            for row in csv.DictReader(handle, strict=True)
        ]  # fmt: skip


def pairs(table: Sequence[Thing]) -> list[Pair]:
    return [*_one(table), *_two(table)]


def _one(table: Sequence[Thing]) -> Iterator[Pair]:
    """Names of one thing in two languages that are not the same string: the first forms, then others."""
    for number, thing in enumerate(table):
        for code, other in (("en", "de"), ("it", "en"), ("de", "it")):
            a, b = thing.names[Language(code)], thing.names[Language(other)]
            forms = [(x, y) for x in a for y in b if x.casefold() != y.casefold()]
            extra = forms[1 + number % max(len(forms) - 1, 1) :][:1]
            for x, y in [*forms[:1], *extra][:MOST_POSITIVES]:
                yield Pair(x, Language(code), y, Language(other), thing.label, True)


def _two(table: Sequence[Thing]) -> Iterator[Pair]:
    """Each thing in each language beside the things of its group that look most like it in the next language."""
    for thing in table:
        rivals = [one for one in table if one is not thing and (one.group, one.label) == (thing.group, thing.label)]
        for code, other in (("en", "de"), ("it", "en"), ("de", "it")):
            name = thing.names[Language(code)][0]
            alike = sorted((-fuzz.ratio(name, one.names[Language(other)][0]), at) for at, one in enumerate(rivals))
            for _, at in alike[:MOST_NEGATIVES]:
                yield Pair(
                    name, Language(code), rivals[at].names[Language(other)][0], Language(other), thing.label, False
                )


def score(
    labelled: Sequence[Pair], match: Callable[..., NameMatch] = same_name, label: Label | None = None
) -> tuple[Score, list[tuple[Pair, NameMatch]]]:
    """Precision, recall and the pairs that were decided wrongly."""
    right = found = wanted = 0
    wrong = []
    chosen = [pair for pair in labelled if label in {None, pair.label}]
    for pair in chosen:
        said = match(pair.name_a, pair.language_a, pair.name_b, pair.language_b, pair.label)
        found += said.same
        wanted += pair.same
        right += said.same and pair.same
        if said.same != pair.same:
            wrong.append((pair, said))
    return Score(right / found if found else 0.0, right / wanted if wanted else 0.0, len(chosen)), wrong


def main() -> None:
    """Print the scores of both tables, and what is wrong in the one that may be looked at."""
    for name in ("names_seen.csv", "names_unseen.csv"):
        labelled = pairs(things(name))
        for label in (None, *Label):
            found, wrong = score(labelled, label=label)
            sys.stdout.write(
                f"{name} {label or 'all':4} pairs {found.pairs:5} precision {found.precision:.3f}"
                f" recall {found.recall:.3f} F1 {found.f1:.3f}\n"
            )
            if label is None and name == "names_seen.csv" and "--wrong" in sys.argv:
                for pair, said in wrong:
                    sys.stdout.write(f"  {'missed' if pair.same else 'joined'} {pair} {said.score} {said.reasons}\n")


if __name__ == "__main__":
    main()
