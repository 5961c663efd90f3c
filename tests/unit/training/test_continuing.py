"""Training goes on from the weights that lie beside a model, and begins anew where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.engines.packs import Component
from tasks.training.continuing import continuing, start_of


@pytest.mark.parametrize("component", ["pos", "depparse", "ner", "tokenize"])
def test_nothing_to_go_on_from(tmp_path: Path, component: Component) -> None:
    with continuing(component, tmp_path / f"{component}.pt") as arguments:
        assert arguments == []


def test_tokeniser_always_begins_anew(tmp_path: Path) -> None:
    model = tmp_path / "tokenize.pt"
    start_of(model).write_bytes(b"weights")
    with continuing("tokenize", model) as arguments:
        assert arguments == []
