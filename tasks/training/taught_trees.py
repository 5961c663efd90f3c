# ruff: noqa: PLC0415 - spaCy, torch and Stanza are imported when they are needed
"""Trees that nobody drew, for the parser to learn from: two different parsers make them of news sentences together.

Treebanks are small and hold little news. A parser that learns what two make together comes close to both, at the cost
of one. Method: Kuncoro et al. 2016, "Distilling an Ensemble of Greedy Dependency Parsers into One MST Parser". Which of
them is trained when belongs to `running.py`.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tasks.engines.protocol import ROOT_WORD, Branch, TaggedWord, WordTrees
from tasks.engines.stanza_engine import ParsedWord, contractions
from tasks.records import Language
from tasks.training.readers import TaggedSentence, TreebankSentence
from tasks.training.spacy_learning import Progress
from tasks.training.speed import replaced
from tasks.training.splits import SEED

SENTENCES: Final = 14_000
_LENGTHS: Final = range(6, 46)
"""Tokens of a sentence that is taught: shorter ones teach little, longer ones are often wrong."""
_SOURCES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"it": ("kind-WN", "wikineural", "kind-ADG")})
"""Name corpora whose sentences are taken; those of the first are taken before any other."""
_VOTE: Final = 1.5
"""What the second parser's head adds to a log-probability of the first's; 1 to 2 gave the same within 0.1 LAS."""
_WORST: Final = -10.0
_CHUNK: Final = 200

Scores = NDArray[np.floating]
"""For each word (row) how good each word (column) is as its head; word 0 is the root."""


def news_sentences(names: Iterable[TaggedSentence], language: str, count: int = SENTENCES) -> list[tuple[str, ...]]:
    """Choose whole sentences of name corpora, each once, news first.

    Args:
        names: training sentences.
        language: one for which sources are known.
        count: how many at most.
    """
    first, *_ = sources = _SOURCES[language]
    fit = {
        one.tokens: one.source.startswith(first)
        for one in names
        if one.source.startswith(sources) and len(one.tokens) in _LENGTHS and one.tokens[-1] in ".!?"
    }
    chosen = list(fit)
    random.Random(SEED).shuffle(chosen)  # noqa: S311 - a draw for data, not for secrets
    chosen.sort(key=lambda tokens: not fit[tokens])
    return chosen[:count]


def together(scores: Scores, own: Sequence[Branch], other: Sequence[Branch]) -> list[Branch]:
    """The tree that two parsers make together.

    Args:
        scores: those of the first parser.
        own: its tree.
        other: the tree of the second parser.

    Returns:
        The best tree with one root, where a head of the second parser counts for more than the first thinks. A relation
        is the second parser's where the head is, else the first's.
    """
    from tasks.engines.tree_search import best_tree

    logits = scores.astype(np.float64)
    logits -= np.logaddexp.reduce(logits, axis=1, keepdims=True)
    logits = np.maximum(logits, _WORST)
    for position, branch in enumerate(other, start=1):
        logits[position, 0 if branch.head == ROOT_WORD else branch.head + 1] += _VOTE
    heads = [int(head) - 1 for head in best_tree(logits)[1:]]
    return [
        Branch(head, "root" if head == ROOT_WORD else (second if second.head == head else first).deprel)
        for head, first, second in zip(heads, own, other, strict=True)
    ]


class Teachers:
    """Stanza's parser of a pack in the making, and another parser."""

    def __init__(self, language: Language, pack: Path, second: WordTrees) -> None:
        """Load the pack, whose parser is Stanza's."""
        from tasks.engines.registry import SpacyComponents
        from tasks.engines.stanza_pipeline import load_pack

        self._language = language
        self._pipeline = load_pack(language, pack, SpacyComponents())
        self._second = second

    def trees(self, sentences: Sequence[Sequence[str]], progress: Progress) -> Iterator[TreebankSentence]:
        """Trees of sentences of tokens; words that contract are parted, and tags are those of the pack."""
        for start in range(0, len(sentences), _CHUNK):
            if start and start % (10 * _CHUNK) == 0:
                progress(f"depparse: {start:,} of {len(sentences):,} sentences have trees")
            yield from self._chunk(sentences[start : start + _CHUNK])

    def _chunk(self, sentences: Sequence[Sequence[str]]) -> Iterator[TreebankSentence]:
        known = contractions(self._language)
        with _overheard() as scores:
            parsed = self._pipeline.parse([[(token, token.lower() in known) for token in one] for one in sentences])
        words = [[word for token in one for word in token.words] for one in parsed]
        tagged = [[TaggedWord(word.text, word.upos, _features(word)) for word in one] for one in words]
        for given, tags, other in zip(words, tagged, self._second.trees(tagged), strict=True):
            own = [Branch(word.head - 1, word.deprel) for word in given]
            yield _sentence(tags, together(scores[tuple(word.head for word in given)], own, other))


@contextlib.contextmanager
def _overheard() -> Iterator[dict[tuple[int, ...], Scores]]:
    """While it lasts, the scores of Stanza's parser by the heads that it found from them."""
    from stanza.models.depparse import model as parser

    heard: dict[tuple[int, ...], Scores] = {}
    search = parser.chuliu_edmonds_one_root

    def heard_search(scores: Scores) -> Any:
        heads = search(scores)
        heard[tuple(int(head) for head in heads[1:])] = np.array(scores)
        return heads

    with replaced(parser, "chuliu_edmonds_one_root", heard_search):
        yield heard


def _features(word: ParsedWord) -> str:
    return "|".join(
        f"{name}={value}" for name, value in sorted(word.features.items(), key=lambda pair: pair[0].lower())
    )


def _sentence(words: Sequence[TaggedWord], branches: Sequence[Branch]) -> TreebankSentence:
    rows = tuple(
        (
            str(number),
            word.text,
            "_",
            word.upos,
            "_",
            word.features or "_",
            str(branch.head + 1),
            branch.deprel,
            "_",
            "_",
        )
        for number, (word, branch) in enumerate(zip(words, branches, strict=True), start=1)
    )
    return TreebankSentence("taught", "taught", " ".join(word.text for word in words), rows)
