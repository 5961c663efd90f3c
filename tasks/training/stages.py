# ruff: noqa: PLC0415 - torch, Stanza and the like are imported when they are needed
"""Training one component with Stanza's trainer for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tasks.engines.packs import Component
from tasks.training import recipes
from tasks.training.recipes import Workbench


def _tokenize(bench: Workbench, steps: int) -> None:
    from stanza.models import tokenizer

    tokenizer.main(recipes.tokenize_arguments(bench, steps))


def _mwt(bench: Workbench, _: int) -> None:
    from stanza.models import mwt_expander

    mwt_expander.main(recipes.mwt_arguments(bench))


def _lemma(bench: Workbench, _: int) -> None:
    from stanza.models import lemmatizer

    lemmatizer.main(recipes.lemma_arguments(bench))


_STAGES: Mapping[Component, Callable[[Workbench, int], Any]] = {
    "tokenize": _tokenize, "mwt": _mwt, "lemma": _lemma,
}  # fmt: skip


def train_component(bench: Workbench, component: Component, steps: int) -> None:
    """Train one component from its prepared files.

    Args:
        bench: where the files lie and the model goes.
        component: one that Stanza trains.
        steps: how many steps, where its trainer counts them.
    """
    import torch

    torch.manual_seed(1234)
    _STAGES[component](bench, steps)
