"""Word vectors small enough to be made in a test."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from stanza.models.common.pretrain import PretrainedWordVocab
from stanza.models.common.vocab import VOCAB_PREFIX

from tasks.training.recipes import Workbench


def write_vectors(bench: Workbench, words: Sequence[str]) -> None:
    """Give a workbench vectors of 20 numbers drawn at random for some words, always the same."""
    table = np.random.default_rng(1).normal(size=(len(words) + len(VOCAB_PREFIX), 20)).astype("float32")
    vocabulary = PretrainedWordVocab(list(words)).state_dict()
    torch.save({"vocab": vocabulary, "emb": torch.from_numpy(table)}, bench.model("pretrain"))
