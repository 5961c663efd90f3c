"""How well names become identities: B-cubed over labelled articles, and the same article in two languages.

Gold files are CSV (`article`, `name`, `identity`): every place where `name` stands as whole words in the article names
`identity`; of names that overlap the longest counts; an empty identity says that the words name nothing. Relations are
scored in `relation_scores`, spans and labels in `name_scores`.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

from tasks.engines.registry import Registry
from tasks.identification import identities_of
from tasks.records import Analysis, Label, Span
from tasks.training.relation_scores import LANGUAGES, Line, Reader, read_articles, renamed

_COMPARED: Final = frozenset({Label.PER, Label.ORG, Label.LOC})

Place = tuple[str, int, int]
"""Article, start, end of a mention."""


@dataclass(frozen=True, slots=True)
class BCubed:
    """Mean precision and recall of the clusters that mentions lie in (Bagga and Baldwin 1998).

    Attributes:
        mentions: labelled ones; one that was not found is alone in a cluster of its own.
        found: how many of them were found.
    """

    precision: float
    recall: float
    mentions: int
    found: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(gold: Mapping[Place, str], found: Mapping[Place, Hashable]) -> BCubed:
    """Score the clusters of `found` at the places of `gold`; other places of `found` do not count."""
    clusters: dict[Place, Hashable] = {place: found.get(place, ("missing", place)) for place in gold}
    wanted = Counter(gold.values())
    made = Counter(clusters.values())
    both = Counter((gold[place], clusters[place]) for place in gold)
    shared = [(both[gold[place], clusters[place]], place) for place in gold]
    total = max(len(gold), 1)
    return BCubed(
        precision=sum(count / made[clusters[place]] for count, place in shared) / total,
        recall=sum(count / wanted[gold[place]] for count, place in shared) / total,
        mentions=len(gold),
        found=sum(place in found for place in gold),
    )


def read_identities(path: Path) -> Mapping[str, Mapping[str, str]]:
    """The gold identity of each name of each article.

    Raises:
        ValueError: a row has too many or too few cells.
    """
    names: dict[str, dict[str, str]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, strict=True):
            if set(row) != {"article", "name", "identity"} or None in row.values():
                raise ValueError(f"{path.name}: wrong number of cells in {row}")
            names[row["article"]][row["name"]] = row["identity"]
    return names


def places_of(article: str, body: str, names: Mapping[str, str]) -> dict[Place, str]:
    """Where the article names what."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    return {(article, *match.span()): names[match.group()] for match in pattern.finditer(body) if names[match.group()]}


def clusters_of(analyses: Sequence[Analysis], gold: Mapping[Place, str]) -> dict[Place, str]:
    """The identity that was found at each place of `gold`, over all articles together.

    A mention stands for a place that it overlaps, the one it shares most letters with.
    """
    identities = identities_of(analyses)
    wanted: dict[str, list[Span]] = defaultdict(list)
    for article, start, end in gold:
        wanted[article].append(Span(start, end))
    found: dict[Place, str] = {}
    for each in analyses:
        article = str(each.article_id)
        named = [mention for mention in each.mentions if mention.entity is not None]
        for span in wanted[article]:
            near = [(_overlap(span, one.span), -len(one.span), one) for one in named if _overlap(span, one.span)]
            if near:
                best = max(near, key=lambda pair: pair[:2])[2]
                if best.entity is not None:
                    found[article, span.start, span.end] = identities[each.article_id, best.entity].entity_id
    return found


def _overlap(one: Span, other: Span) -> int:
    return max(min(one.end, other.end) - max(one.start, other.start), 0)


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared members among all members of two sets; 1 of two empty ones."""
    return len(one & other) / len(one | other) if one | other else 1.0


def entity_sets(first: Sequence[Analysis], second: Sequence[Analysis]) -> list[tuple[frozenset[str], frozenset[str]]]:
    """The people, organisations and places of each article in two languages, resolved over both languages together."""
    both = [[renamed(each, side) for each in group] for side, group in enumerate((first, second))]
    identities = identities_of([*both[0], *both[1]])
    sets = [
        [
            frozenset(
                str(identities[each.article_id, mention.entity].entity_id)
                for mention in each.mentions
                if mention.entity is not None and mention.label in _COMPARED
            )
            for each in group
        ]
        for group in both
    ]
    return list(zip(*sets, strict=True))


def identity_scores(data: Path, registry: Registry, languages: Sequence[str] = LANGUAGES) -> Iterator[Line]:
    """Mean Jaccard similarity of the entities of NTREX articles in every two of `languages`.

    Args:
        data: folder with news/ntrex/.
        registry: where engines come from.
        languages: which of en, de and it.

    Raises:
        DataMissing: a file is not there.
    """
    reader = Reader(registry)
    analyses = {language: reader.analyses(language, read_articles(data, language)) for language in languages}
    for first, second in combinations(languages, 2):
        pairs = entity_sets(analyses[first], analyses[second])
        mean = sum(jaccard(*pair) for pair in pairs) / max(len(pairs), 1)
        yield Line("NTREX entities, Jaccard", f"{first}-{second}", f"{mean:.3f} of {len(pairs)} articles")
