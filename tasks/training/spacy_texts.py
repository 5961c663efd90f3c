# ruff: noqa: PLC0415, S311 - spaCy is imported when it is needed; draws are for data, not for secrets
"""The texts that the name recogniser of a spaCy model learns from: sentences as they were written, names by character.

What is learnt and held out is said in `corpora`, other names and letter case in `augmentation`, labels in `ontonotes`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from tasks.training import augmentation
from tasks.training.name_scores import rebuilt
from tasks.training.named_entities import spans
from tasks.training.ontonotes import Span, finer
from tasks.training.readers import TaggedSentence
from tasks.training.splits import SEED

COPIES: Final = 3
"""How often the sentences are seen in a round, each time with other names."""
GROUPS: Final = (1, 1, 1, 2, 3, 5)
"""How many neighbouring sentences make a text; one of these numbers is drawn each time."""
SHARES: Final = augmentation.Shares(swapped=0.5, recased=0.06, templates=0.1)
_BATCH: Final = 256


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its names with the model's labels."""

    text: str
    names: tuple[Span, ...]


def grouped(sentences: Sequence[TaggedSentence], chance: random.Random) -> Iterator[TaggedSentence]:
    """Join neighbouring sentences of one corpus into texts of one to five."""
    at = 0
    while at < len(sentences):
        size = chance.choice(GROUPS)
        group = [one for one in sentences[at : at + size] if one.source == sentences[at].source]
        at += len(group)
        tokens = tuple(token for one in group for token in one.tokens)
        tags = tuple(tag for one in group for tag in one.tags)
        yield replace(group[0], tokens=tokens, tags=tags)


def as_text(sentence: TaggedSentence) -> Text:
    """The text that a sentence came from, and its names by character."""
    text, starts = rebuilt(sentence.tokens)
    names = [
        (starts[begin], starts[end - 1] + len(sentence.tokens[end - 1]), label)
        for begin, end, label in spans(sentence.tags)
    ]
    return Text(text, tuple(names))


def training_texts(training: Sequence[TaggedSentence], pipeline: Any) -> list[Text]:
    """Make the texts of one round, names with the labels of `pipeline`."""
    chance = random.Random(SEED)
    nationalities = augmentation.name_stock("en").nationalities
    made: list[TaggedSentence] = []
    for _ in range(COPIES):
        made += augmentation.augment(list(grouped(training, chance)), "en", chance, SHARES)
    chance.shuffle(made)
    plain = [as_text(sentence) for sentence in made]
    docs = pipeline.pipe((one.text for one in plain), batch_size=_BATCH)
    return [
        Text(one.text, tuple(finer(one.names, _names(doc), nationalities, one.text)))
        for one, doc in zip(plain, docs, strict=True)
    ]


def _names(doc: Any) -> list[Span]:
    return [(name.start_char, name.end_char, name.label_) for name in doc.ents]


def write_texts(texts: Sequence[Text], path: Path) -> None:
    """Keep prepared texts for the next run."""
    aside = path.with_suffix(".part")
    aside.write_text(json.dumps([[one.text, one.names] for one in texts], ensure_ascii=False), encoding="utf-8")
    aside.replace(path)


def read_texts(path: Path) -> list[Text]:
    """Read what `write_texts` wrote."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return [Text(text, tuple((start, end, label) for start, end, label in names)) for text, names in content]


def example(pipeline: Any, text: Text) -> Any:
    """A spaCy training example; a name that does not end where a token ends is widened to its tokens."""
    from spacy.training import Example
    from spacy.util import filter_spans

    doc = pipeline.make_doc(text.text)
    gold = pipeline.make_doc(text.text)
    marked = [gold.char_span(start, end, label, alignment_mode="expand") for start, end, label in text.names]
    gold.ents = filter_spans([one for one in marked if one is not None])
    return Example(doc, gold)
