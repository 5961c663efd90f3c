# ruff: noqa: PLC0415 - torch, Stanza and the like are imported when they are needed
"""Training one component with Stanza's trainer for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tasks.engines.packs import Component
from tasks.training import recipes
from tasks.training.continuing import continuing
from tasks.training.rates import falling_rate
from tasks.training.recipes import PEAK_RATES, Workbench
from tasks.training.speed import bfloat16_updates, remembered_characters


def _tokenize(bench: Workbench, steps: int) -> None:
    from stanza.models import tokenizer

    tokenizer.main(recipes.tokenize_arguments(bench, steps))


def _mwt(bench: Workbench, _: int) -> None:
    from stanza.models import mwt_expander

    mwt_expander.main(recipes.mwt_arguments(bench))


def _lemma(bench: Workbench, _: int) -> None:
    from stanza.models import lemmatizer

    lemmatizer.main(recipes.lemma_arguments(bench))


def _characters(bench: Workbench) -> bool:
    return bench.model("charlm_forward").exists() and bench.model("charlm_backward").exists()


def _pos(bench: Workbench, steps: int) -> None:
    from stanza.models import tagger
    from stanza.models.pos.trainer import Trainer

    arguments = recipes.pos_arguments(bench, steps, characters=_characters(bench))
    rate = falling_rate(Trainer, PEAK_RATES["pos"], steps)
    with bfloat16_updates(Trainer), remembered_characters(), rate, continuing("pos", bench) as more:
        tagger.main(arguments + more)


def _depparse(bench: Workbench, steps: int) -> None:
    from stanza.models import parser
    from stanza.models.depparse.trainer import GraphTrainer

    # The trainer looks its classes up by name when it resumes; the patched method is the only change.
    rate = falling_rate(GraphTrainer, PEAK_RATES["depparse"], steps)
    arguments = recipes.depparse_arguments(bench, steps, characters=_characters(bench))
    start = continuing("depparse", bench)
    with bfloat16_updates(GraphTrainer), remembered_characters(), rate, start as more:
        parser.main(arguments + more)


_STAGES: Mapping[Component, Callable[[Workbench, int], Any]] = {
    "tokenize": _tokenize, "mwt": _mwt, "pos": _pos, "lemma": _lemma, "depparse": _depparse,
}  # fmt: skip


def train_component(bench: Workbench, component: Component, steps: int) -> None:
    """Train one component from its prepared files.

    Args:
        bench: where the files lie and the model goes.
        component: one that Stanza finds in this language.
        steps: how many steps, where its trainer counts them.
    """
    import torch

    torch.manual_seed(1234)
    _STAGES[component](bench, steps)
