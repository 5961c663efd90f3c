"""Character states computed once: the same numbers as Stanza's own methods give."""

from __future__ import annotations

import pytest
import torch
from stanza.models.common.char_model import CharacterLanguageModel
from stanza.models.common.vocab import CharVocab

from tasks.engines.character_states import CharacterStates, Memory

SENTENCES = [["Der", "Rat", "tagt"], ["Nein"], ["Ä", "Bundeskanzlerin", ",", "😀"], ["Nein"]]


def model(forward: bool, pad: bool) -> CharacterLanguageModel:
    torch.manual_seed(1)
    arguments = {
        "char_emb_dim": 5, "char_hidden_dim": 7, "char_num_layers": 1, "char_dropout": 0.3, "char_rec_dropout": 0,
    }  # fmt: skip
    vocab = {"char": CharVocab(sorted(set("\n " + "".join(word for one in SENTENCES[:2] for word in one))), "de")}
    made = CharacterLanguageModel(arguments, vocab, pad=pad, is_forward_lm=forward)
    made.eval()
    return made


@pytest.mark.parametrize("forward", [True, False])
def test_words_have_the_same_states(forward: bool) -> None:
    plain, memory = model(forward, False), Memory()
    expected = plain.build_char_representation(SENTENCES)
    states = CharacterStates(plain, memory)
    for _ in range(2):
        found = states.of_words(SENTENCES)
        assert all(torch.allclose(one, other, atol=1e-6) for one, other in zip(expected, found, strict=True))
    assert len(memory) == 3


@pytest.mark.parametrize("forward", [True, False])
def test_looking_ahead_leaves_nothing_to_compute(forward: bool) -> None:
    plain, memory = model(forward, False), Memory()
    words, tokens = [tuple(one) for one in SENTENCES], ("Der", "Rat")
    rooted = [["\n", *one] for one in words]
    expected = [plain.build_char_representation(each) for each in (SENTENCES, [list(tokens)], rooted)]
    states = CharacterStates(plain, memory)
    states.look_ahead(dict.fromkeys([*words, tokens]), set(words))
    known = len(memory)
    for each, wanted in zip((SENTENCES, [list(tokens)], rooted), expected, strict=True):
        found = states.of_words(each)
        assert all(torch.allclose(one, other, atol=1e-6) for one, other in zip(wanted, found, strict=True))
    assert len(memory) == known == 7


@pytest.mark.parametrize("pad", [True, False])
def test_rows_have_the_same_states(pad: bool) -> None:
    plain = model(True, pad)
    states = CharacterStates(plain, {})
    rows = sorted((states._row(words) for words in SENTENCES), key=lambda row: -len(row[0]))
    order = [2, 0, 1, 3]
    lengths = [len(chars) for chars, _ in rows]
    padded = torch.zeros((len(rows), lengths[0]), dtype=torch.long)
    for at, (chars, _) in enumerate(rows):
        padded[at, : len(chars)] = torch.tensor(chars)
    offsets = [list(ends) for _, ends in rows]
    if any(len(ends) < 3 for ends in offsets):
        order = sorted(range(len(rows)), key=lambda at: -len(offsets[at]))
        order = [order.index(at) for at in range(len(rows))]
    expected = plain.get_representation(padded, offsets, lengths, order)
    found = states.of_rows(padded, offsets, lengths, order)
    one, other = (result if pad else result.data for result in (expected, found))
    assert torch.allclose(one, other, atol=1e-6)
