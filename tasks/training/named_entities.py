"""Turning name corpora into what a name recogniser is trained on.

Which corpora, and which sentences are held out, is said in `corpora`; the swapping of names in `augmentation`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.training.readers import OUTSIDE, TaggedSentence


def as_json(sentences: Iterable[TaggedSentence]) -> str:
    """Write sentences as JSON: a list of tokens each, with their tags."""
    return json.dumps(
        [
            [{"text": token, "ner": tag} for token, tag in zip(sentence.tokens, sentence.tags, strict=True)]
            for sentence in sentences
        ],
        ensure_ascii=False,
    )


def spans(tags: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
    """Return the spans of a BIO sequence: (first token, end token, label)."""
    found: list[tuple[int, int, str]] = []
    start, label = 0, ""
    for index, tag in enumerate([*tags, OUTSIDE]):
        prefix, _, kind = tag.partition("-")
        if label and (prefix != "I" or kind != label):
            found.append((start, index, label))
            label = ""
        if prefix in ("B", "I") and not label:
            start, label = index, kind
    return tuple(found)


def tags_of(length: int, marked: Iterable[tuple[int, int, str]]) -> tuple[str, ...]:
    """Return the BIO sequence of non-overlapping spans."""
    tags = [OUTSIDE] * length
    for start, end, label in marked:
        tags[start] = f"B-{label}"
        for index in range(start + 1, end):
            tags[index] = f"I-{label}"
    return tuple(tags)


_HYPHEN = re.compile(r"(?<=\w)(-)|(-)(?=\w)")


def split_hyphens(sentence: TaggedSentence) -> TaggedSentence:
    """Split tokens at hyphens (`US-Präsident` into three), as the UD treebanks of German do."""
    tokens: list[str] = []
    tags: list[str] = []
    for token, tag in zip(sentence.tokens, sentence.tags, strict=True):
        parts = [part for part in _HYPHEN.split(token) if part]
        tokens += parts
        tags.append(tag)
        tags += [tag if tag == OUTSIDE else "I-" + tag[2:]] * (len(parts) - 1)
    return replace(sentence, tokens=tuple(tokens), tags=tuple(tags))


def fill_masked(sentence: TaggedSentence, silver_tags: Sequence[str]) -> TaggedSentence:
    """Fill the labels that a corpus does not annotate from a model's tags.

    A masked label is neither gold nor absent. Reading it as O would teach the tagger to overlook it, so spans that
    another model finds with that label are added where the gold annotation has nothing.
    """
    if not sentence.masked:
        return sentence
    marked = list(spans(sentence.tags))
    taken = {index for start, end, _ in marked for index in range(start, end)}
    for start, end, label in spans(silver_tags):
        if label in sentence.masked and not taken & set(range(start, end)):
            marked.append((start, end, label))
    return replace(sentence, tags=tags_of(len(sentence.tokens), sorted(marked)), masked=frozenset())
