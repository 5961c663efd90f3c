"""One learning-rate schedule for all of Stanza's trainers: a short rise, then a slow fall to almost nothing.

Stanza lowers rates when a score stalls, which wants many more steps than a CPU has. With the number of steps known
beforehand, a cosine (Loshchilov and Hutter 2017, "SGDR") uses each of them.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Iterator
from typing import Any

WARMUP_SHARE = 0.03
FLOOR = 0.02


def share_of_peak(step: int, steps: int) -> float:
    """Return the rate at a step (counted from 0) as a share of the peak rate.

    Args:
        step: how many steps are done.
        steps: how many there will be.
    """
    warmup = max(1, int(steps * WARMUP_SHARE))
    if step < warmup:
        return (step + 1) / warmup
    progress = min(1.0, (step - warmup) / max(1, steps - warmup))
    return FLOOR + (1 - FLOOR) * (1 + math.cos(math.pi * progress)) / 2


def _optimizers(trainer: Any) -> Iterable[Any]:
    """Return the optimizers of a trainer; the taggers' and the parser's go by different names."""
    held = trainer.optimizers if hasattr(trainer, "optimizers") else trainer.optimizer
    return tuple(held.values()) if isinstance(held, dict) else (held,)


@contextlib.contextmanager
def falling_rate(trainer_class: Any, peak: float, steps: int) -> Iterator[None]:
    """Let every `update` of a Stanza trainer class set its optimizer's rate by the schedule."""
    plain_update = trainer_class.update
    done = 0

    def update(self: Any, *arguments: Any, **options: Any) -> Any:
        nonlocal done
        rate = peak * share_of_peak(max(done, getattr(self, "global_step", 0)), steps)
        for optimizer in _optimizers(self):
            for group in optimizer.param_groups:
                group["lr"] = rate
        done += 1
        return plain_update(self, *arguments, **options)

    trainer_class.update = update
    try:
        yield
    finally:
        trainer_class.update = plain_update
