"""Training goes on from the weights that lie beside a model, and begins anew where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.engines.packs import Component
from tasks.training.continuing import continuing
from tasks.training.recipes import Workbench


@pytest.mark.parametrize("component", ["pos", "depparse", "ner", "tokenize"])
def test_nothing_to_go_on_from(tmp_path: Path, component: Component) -> None:
    with continuing(component, Workbench(tmp_path, "de")) as arguments:
        assert arguments == []


def test_tokeniser_always_begins_anew(tmp_path: Path) -> None:
    bench = Workbench(tmp_path, "de")
    bench.start_of("tokenize").write_bytes(b"weights")
    with continuing("tokenize", bench) as arguments:
        assert arguments == []
