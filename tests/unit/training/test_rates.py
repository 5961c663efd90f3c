"""The learning rate rises shortly, then falls to almost nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tasks.training.rates import FLOOR, falling_rate, share_of_peak


class _Trainer:
    def __init__(self, optimizer: Any) -> None:
        self.optimizer = optimizer

    def update(self) -> float:
        return float(self.optimizer.param_groups[0]["lr"])


def test_rises_then_falls() -> None:
    shares = [share_of_peak(step, 1000) for step in range(1000)]
    peak = shares.index(max(shares))
    assert shares[0] < 0.05
    assert 25 <= peak <= 35
    assert shares[:peak] == sorted(shares[:peak])
    assert shares[peak:] == sorted(shares[peak:], reverse=True)
    assert shares[-1] == pytest.approx(FLOOR, abs=1e-3)


@pytest.mark.parametrize("steps", [1, 2, 7])
def test_few_steps_stay_within_bounds(steps: int) -> None:
    assert all(0 < share_of_peak(step, steps) <= 1 for step in range(steps))


def test_trainer_gets_its_update_back() -> None:
    plain = _Trainer.update
    optimizer = SimpleNamespace(param_groups=[{"lr": 99.0}])
    with falling_rate(_Trainer, 0.5, 10):
        rates = [_Trainer(optimizer).update() for _ in range(10)]
    assert max(rates) == pytest.approx(0.5)
    assert rates[-1] < rates[5] < rates[2]
    assert _Trainer.update is plain
