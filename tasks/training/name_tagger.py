# ruff: noqa: PLC0415 - torch, Stanza and the like are imported when they are needed
"""Running a trained name tagger over tokenised sentences, for silver labels and for scores."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tasks.engines.packs import Component
from tasks.training.named_entities import as_stanza_json, spans, tags_of
from tasks.training.readers import TaggedSentence
from tasks.training.recipes import Workbench

_TO_BIO = {"S": "B", "B": "B", "I": "I", "E": "I"}


def from_bioes(tags: Sequence[str]) -> tuple[str, ...]:
    """Turn BIOES tags into BIO."""
    return tags_of(len(tags), spans([_TO_BIO[tag[0]] + tag[1:] if tag != "O" else tag for tag in tags]))


class NameTagger:
    """A name tagger that takes tokenised sentences as they are."""

    def __init__(self, bench: Workbench, model: str = "ner.pt") -> None:
        """Load the model of a workbench, with its vectors and language models."""
        from stanza.models.common.foundation_cache import FoundationCache
        from stanza.models.common.pretrain import Pretrain
        from stanza.models.ner.trainer import Trainer

        pretrain = Pretrain(str(bench.model("pretrain")), save_to_file=False)
        directions: tuple[tuple[str, Component], ...] = (("forward", "charlm_forward"), ("backward", "charlm_backward"))
        files = {
            f"charlm_{direction}_file": str(bench.model(component)) if bench.model(component).exists() else None
            for direction, component in directions
        }
        self._trainer: Any = Trainer(
            args=files, model_file=str(bench.file(model)), pretrain=pretrain, device="cpu",
            foundation_cache=FoundationCache(),
        )  # fmt: skip

    def __call__(self, sentences: Sequence[TaggedSentence]) -> list[tuple[str, ...]]:
        """Return the BIO tags of each sentence, in order."""
        from stanza.models.common.doc import Document
        from stanza.models.ner.data import DataLoader

        if not sentences:
            return []
        document = Document(json.loads(as_stanza_json(sentences)))
        arguments = {**self._trainer.args, "max_batch_words": 3000}
        batches = DataLoader(document, 64, arguments, vocab=self._trainer.vocab, evaluation=True, preprocess_tags=False)
        predicted: list[list[str]] = []
        for batch in batches:
            predicted += self._trainer.predict(batch)
        return [from_bioes(tags) for tags in predicted]
