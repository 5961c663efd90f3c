# ruff: noqa: PLC0415, S311 - torch and spaCy are imported when they are needed; draws are for data, not for secrets
"""The name recogniser of German and Italian packs: spaCy's, trained from nothing on tokens, with the pack's vectors.

Stanza's own tagger, with character language models and hours of training, stayed behind what this reaches in less
than one on the same sentences (the cards have the figures).
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tasks.engines.protocol import TokenNames
from tasks.records import Language
from tasks.training.named_entities import spans
from tasks.training.readers import OUTSIDE, TaggedSentence
from tasks.training.recipes import Workbench
from tasks.training.spacy_learning import Material, Progress, Schedule, begin, learn, vectors_of
from tasks.training.span_scores import core_f1
from tasks.training.splits import SEED

BATCH_WORDS: Final = 1500
DROPOUT: Final = 0.15
IN_CAPITALS: Final = 0.03
"""How many sentences are learnt in capitals, each time others."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tokens of a sentence with their tags in the BIO scheme."""

    tokens: tuple[str, ...]
    tags: tuple[str, ...]


def read_tagged(path: Path) -> list[Tagged]:
    """Read sentences as `named_entities.as_json` writes them."""
    return [
        Tagged(tuple(token["text"] for token in sentence), tuple(token["ner"] for token in sentence))
        for sentence in json.loads(path.read_text(encoding="utf-8"))
    ]


def train_token_names(bench: Workbench, steps: int, progress: Progress) -> None:
    """Train the recogniser of a workbench from `ner.train.json` and write it as a pack has it.

    Goes on from `ner.checkpoint` if that is there, else from the weights beside the model (`Workbench.start_of`), else
    begins with nothing.
    """
    from tasks.engines.spacy_words import SHAPES, as_pack_file

    training, development = (read_tagged(bench.file(f"ner.{part}.json")) for part in ("train", "dev"))
    pipeline = begin("ner", bench, lambda new: [_example(new, one) for one in training])
    chance = random.Random(SEED)
    gold = [set(spans(one.tags)) for one in development]

    def example(at: int) -> Any:
        return _example(pipeline, training[at], capitals=chance.random() < IN_CAPITALS)

    learn(
        "ner",
        pipeline,
        Material(example, [len(one.tokens) for one in training]),
        Schedule(steps, BATCH_WORDS, DROPOUT),
        lambda: {"development": core_f1(gold, _found(pipeline, development))},
        lambda: bench.model("ner").write_bytes(as_pack_file("ner", pipeline, SHAPES["ner"])),
        bench.file("ner.checkpoint"),
        progress,
    )


def _example(pipeline: Any, sentence: Tagged, *, capitals: bool = False) -> Any:
    from spacy.tokens import Doc
    from spacy.training import Example

    words = [token.upper() for token in sentence.tokens] if capitals else list(sentence.tokens)
    return Example.from_dict(Doc(pipeline.vocab, words=words), {"words": words, "entities": biluo(sentence.tags)})


def biluo(tags: Sequence[str]) -> list[str]:
    """BIO tags in the scheme that spaCy wants."""
    found = [OUTSIDE] * len(tags)
    for start, end, label in spans(tags):
        if end == start + 1:
            found[start] = f"U-{label}"
            continue
        found[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 2), f"L-{label}"]
    return found


def _found(pipeline: Any, sentences: Sequence[Tagged]) -> list[set[tuple[int, int, str]]]:
    from spacy.tokens import Doc

    docs = [Doc(pipeline.vocab, words=list(one.tokens)) for one in sentences]
    return [{(e.start, e.end, e.label_) for e in doc.ents} for doc in pipeline.pipe(docs, batch_size=128)]


class NameTagger:
    """A trained recogniser over tokenised sentences, for silver labels and for scores."""

    def __init__(self, bench: Workbench) -> None:
        """Load the recogniser of a workbench or a pack, with its vectors."""
        from tasks.engines.spacy_words import SpacyNames, load_component

        language = Language(bench.language)
        self._names: TokenNames = SpacyNames(load_component("ner", language, bench.model("ner"), vectors_of(bench)))

    def __call__(self, sentences: Sequence[TaggedSentence]) -> list[tuple[str, ...]]:
        """Return the BIO tags of each sentence, in order."""
        return [tuple(tags) for tags in self._names.tags([one.tokens for one in sentences])]
