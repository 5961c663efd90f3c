"""A character language model learns on any processor, with or without instructions for 16-bit numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from stanza.models.common.char_model import CharacterLanguageModel

from tasks.training import character_model
from tasks.training.character_model import train_character_model


@pytest.mark.parametrize("direction", ["forward", "backward"])
def test_a_model_is_learnt_and_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, direction: Literal["forward", "backward"]
) -> None:
    for name, value in (("HIDDEN", 12), ("EMBEDDING", 8), ("BATCH", 4), ("WINDOW", 20)):
        monkeypatch.setattr(character_model, name, value)
    text, target, told = tmp_path / "text.txt", tmp_path / "charlm.pt", list[str]()
    text.write_text("Roma ist fern .\nBonn ist nah .\n" * 200, encoding="utf-8")
    train_character_model(text, target, direction, 800, told.append)
    model = CharacterLanguageModel.load(str(target))
    (states,) = model.build_char_representation([["Roma", "ist"]])
    assert states.shape == (2, 12)
    assert told == [f"charlm {direction}: done, 800 characters"]
