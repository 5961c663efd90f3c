# ruff: noqa: PLC0415 - torch, Stanza and the like are imported when they are needed
"""Training on from finished weights, such as those of a committed pack, where no checkpoint is at hand.

The vocabularies of the old weights are kept: a word or tag that only the new training files have counts as unknown.
Interrupted training goes on from Stanza's own checkpoints, which is no business of this module.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tasks.engines.packs import Component
from tasks.training.recipes import Workbench
from tasks.training.speed import replaced


def _vocabulary(weights: Path) -> Any:
    import torch
    from stanza.models.pos.vocab import MultiVocab

    return MultiVocab.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True)["vocab"])


@contextlib.contextmanager
def _tagger(weights: Path) -> Iterator[list[str]]:
    from stanza.models import tagger
    from stanza.models.pos.data import Dataset

    vocabulary = _vocabulary(weights)
    loaded = functools.partial(tagger.Trainer, model_file=str(weights))
    same = staticmethod(lambda *_: vocabulary)
    with replaced(tagger, "Trainer", loaded), replaced(Dataset, "init_vocab", same):
        yield []


@contextlib.contextmanager
def _parser(weights: Path) -> Iterator[list[str]]:
    from stanza.models.depparse.data import Dataset

    vocabulary = _vocabulary(weights)
    with replaced(Dataset, "init_vocab", lambda *_: vocabulary):
        yield ["--continue_from", str(weights)]


_WAYS: dict[Component, Callable[[Path], contextlib.AbstractContextManager[list[str]]]] = {
    "pos": _tagger, "depparse": _parser,
}  # fmt: skip


@contextlib.contextmanager
def continuing(component: Component, bench: Workbench) -> Iterator[list[str]]:
    """Let a Stanza trainer begin with the weights beside the model, if there are any; yield its further arguments."""
    weights = bench.start_of(component)
    if component not in _WAYS or not weights.exists():
        yield []
        return
    with _WAYS[component](weights) as arguments:
        yield arguments
