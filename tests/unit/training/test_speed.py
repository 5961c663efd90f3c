"""What makes training faster does not change what is computed."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from stanza.models.common.char_model import CharacterLanguageModel
from stanza.models.common.vocab import CharVocab

from tasks.training.speed import multiplies_16_bit_floats, remembered_characters

ARGUMENTS = {
    "char_emb_dim": 8, "char_hidden_dim": 12, "char_num_layers": 1, "char_dropout": 0.0, "char_unit_dropout": 0.0,
    "char_rec_dropout": 0.0,
}  # fmt: skip
SENTENCES = [["Astana", "liegt", "fern"], ["Ja", "."], ["Astana", "liegt", "fern"]]


@pytest.mark.parametrize("forward", [True, False])
def test_remembered_characters_are_the_same(forward: bool) -> None:
    torch.manual_seed(1)
    vocabulary = {"char": CharVocab([sorted(set("Astana liegt fern Ja.\n"))])}
    model = CharacterLanguageModel(ARGUMENTS, vocabulary, is_forward_lm=forward)
    model.eval()
    plain = model.build_char_representation(SENTENCES)
    with remembered_characters():
        first = model.build_char_representation(SENTENCES)
        second = model.build_char_representation(SENTENCES[1:])
    for expected, found in zip(plain, first, strict=True):
        torch.testing.assert_close(found, expected, atol=2e-3, rtol=2e-3)
    for expected, found in zip(first[1:], second, strict=True):
        torch.testing.assert_close(found, expected)


@pytest.mark.parametrize(
    ("text", "expected"), [("flags\t: fpu avx2 avx512_bf16\n", True), ("flags\t: fpu avx2\n", False), ("\n", False)]
)
def test_processors_with_16_bit_products(tmp_path: Path, text: str, expected: bool) -> None:
    information = tmp_path / "cpuinfo"
    information.write_text(text, encoding="utf-8")
    assert multiplies_16_bit_floats(information) is expected


def test_unknown_processor_counts_as_slow(tmp_path: Path) -> None:
    assert not multiplies_16_bit_floats(tmp_path / "nothing")
