"""Scores open relations on BenchIE (Gashteovski et al. 2022, https://aclanthology.org/2022.acl-long.307).

A row counts as right if its three texts are exactly one of the ways in which annotators wrote a fact; words in
square brackets are optional. Precision is the share of rows that match a fact, recall the share of facts that a row
matches. Nothing here extracts or reads models: the caller brings rows and the path of the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tasks.records import Relation

Triple = tuple[str, str, str]
_TOKEN = re.compile(r"\w+|[^\w\s]")
_PIECE = re.compile(r"\[([^\]]*)\]|([^\[\]]+)")
_MOST_OPTIONS = 9


@dataclass(frozen=True, slots=True)
class BenchSentence:
    """A sentence with its facts; each fact is the set of triples that express it, in normal form."""

    number: str
    text: str
    facts: tuple[frozenset[Triple], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts behind precision, recall and F1."""

    right_rows: int
    rows: int
    found_facts: int
    facts: int

    @property
    def precision(self) -> float:
        """Share of rows that state a fact."""
        return self.right_rows / self.rows if self.rows else 0.0

    @property
    def recall(self) -> float:
        """Share of facts that are stated."""
        return self.found_facts / self.facts if self.facts else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def normal(text: str) -> str:
    """Lower case, tokens apart by one space, quotation marks alike."""
    straight = re.sub(r"[„“”«»]|``|''", '"', text.lower()).replace("’", "'")
    return " ".join(_TOKEN.findall(straight))


def _variants(text: str) -> set[str]:
    pieces = [(optional, plain) for optional, plain in _PIECE.findall(text) if (optional or plain).strip()]
    choices = [("", optional) if optional else (plain,) for optional, plain in pieces]
    if sum(len(choice) > 1 for choice in choices) > _MOST_OPTIONS:
        choices = [choice[-1:] for choice in choices]
    return {normal(" ".join(parts)) for parts in product(*choices)}


def read_bench(path: Path) -> list[BenchSentence]:
    """Read a file of BenchIE annotations."""
    found: list[BenchSentence] = []
    number, text = "", ""
    facts: list[set[Triple]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "sent_id:end\t"]:
        if line.startswith("sent_id:"):
            if number:
                found.append(BenchSentence(number, text, tuple(frozenset(fact) for fact in facts)))
            number, _, text = line.removeprefix("sent_id:").partition("\t")
            facts = []
        elif re.match(r"\d+--> Cluster", line):
            facts.append(set())
        elif "-->" in line and facts:
            slots = [slot.strip() for slot in line.split("-->")]
            if len(slots) == 3:
                subjects, predicates, objects = (_variants(slot) for slot in slots)
                facts[-1].update(product(subjects, predicates, objects))
    return found


def triple_of(row: Relation) -> Triple | None:
    """Subject, predicate and object of a row in normal form; None if an end is missing."""
    said = row.object.text if row.object is not None else row.object_text
    if row.subject is None or not said:
        return None
    return normal(row.subject.text), normal(row.predicate_text), normal(said)


def score(sentences: Sequence[BenchSentence], rows: Mapping[str, Iterable[Relation]]) -> Score:
    """Compare the rows of each sentence, by its number, with its facts."""
    right = total = found = facts = 0
    for sentence in sentences:
        triples = {triple for triple in map(triple_of, rows.get(sentence.number, ())) if triple is not None}
        total += len(triples)
        right += sum(any(triple in fact for fact in sentence.facts) for triple in triples)
        found += sum(bool(triples & fact) for fact in sentence.facts)
        facts += len(sentence.facts)
    return Score(right, total, found, facts)
