"""Packing a toy model, and writing its scores."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from tasks.engines.packs import read_manifest, verify
from tasks.training import packing
from tasks.training.card import with_scores, write_scores
from tasks.training.evaluation import Scores
from tasks.training.recipes import Workbench
from tasks.training.span_scores import SpanScore


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    """A workbench with two toy components."""
    bench = Workbench(tmp_path / "work", "de")
    bench.root.mkdir()
    torch.save(
        {
            "model": {"weight": torch.ones(3)},
            "vocab": {"word": ["/", "/etc"]},
            "config": {"save_dir": "/a/b", "lr": 0.1},
        },
        bench.model("pos"),
    )
    bench.model("ner").write_bytes(b"names")
    return bench


def test_pack_is_half_precision_and_without_paths(bench: Workbench, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    manifest = packing.pack(bench, folder, "7", components=("pos", "ner"))
    assert verify(folder) == ()
    assert (manifest.language, manifest.version, manifest.non_commercial) == ("de", "7", True)
    state = torch.load(folder / "pos.pt", weights_only=True)
    assert state["model"]["weight"].dtype == torch.float16
    assert state["config"] == {"save_dir": "b", "lr": 0.1}
    assert state["vocab"]["word"] == ["/", "/etc"]


def test_free_variant_has_names_of_its_own(bench: Workbench, tmp_path: Path) -> None:
    packing.pack(bench, tmp_path / "de", "7", components=("pos", "ner"))
    packing.pack_variant(bench, tmp_path / "de-free", base="de", version="7")
    manifest = read_manifest(tmp_path / "de-free")
    assert verify(tmp_path / "de-free") == ()
    assert not manifest.non_commercial
    assert "WikiNEuRal" not in {source.name for source in manifest.sources}
    assert {file.component: file.path for file in manifest.files} == {"ner": "ner.msgpack", "pos": "../de/pos.pt"}
    assert sorted(path.name for path in (tmp_path / "de-free").iterdir()) == ["ner.msgpack", "pack.toml"]


def test_packed_weights_are_widened_to_train_on(bench: Workbench, tmp_path: Path) -> None:
    packing.pack(bench, tmp_path / "de", "7", components=("pos",))
    packing.widen(tmp_path / "de" / "pos.pt", tmp_path / "wide.pt")
    assert torch.load(tmp_path / "wide.pt", weights_only=True)["model"]["weight"].dtype == torch.float32
    packing.pack(bench, tmp_path / "names", "7", components=("ner",))
    packing.widen(tmp_path / "names" / "ner.msgpack", tmp_path / "wide.msgpack")
    assert (tmp_path / "wide.msgpack").read_bytes() == b"names"


def test_too_large(bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MAX_FILE_BYTES", 10)
    with pytest.raises(ValueError, match=r"pos\.pt has"):
        packing.pack(bench, tmp_path / "pack", "1", components=("pos",))


def test_scores_go_into_card_and_manifest(bench: Workbench, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    packing.pack(bench, folder, "1", components=("pos",))
    (folder / "README.md").write_text(
        "# Card\n\n<!-- scores -->\nold\n<!-- end of scores -->\n\nRest\n", encoding="utf-8"
    )
    names = {"germeval PER": SpanScore(80.0, 60.0, 68.57, 12)}
    scores = Scores("de", 99.0, 95.0, 98.9, 92.0, 80.0, 91.0, 78.0, 73.5, names, 1000, 812.3, 2, 123)
    write_scores(folder, scores, "pressgraph models evaluate de --data DIR")
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert "old" not in card
    assert "| LAS | 73.50 |" in card
    assert "| germeval PER | 80.0 | 60.0 | 68.6 | 12 |" in card
    assert card.endswith("Rest\n")
    assert read_manifest(folder).scores["ner_germeval_PER"] == 68.57
    assert verify(folder) == ()


def test_a_card_without_a_block_gets_one() -> None:
    assert with_scores("# Card\n", "table").endswith("<!-- scores -->\ntable\n<!-- end of scores -->\n")
