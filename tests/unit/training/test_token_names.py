"""A recogniser for the tokens of another engine: learnt, packed small, read back, and trained on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.engines.protocol import WordVectors
from tasks.engines.spacy_words import SpacyNames, load_component
from tasks.errors import PackDamaged
from tasks.records import Language
from tasks.training import token_names
from tasks.training.named_entities import as_json
from tasks.training.readers import TaggedSentence
from tasks.training.recipes import Workbench
from tasks.training.spacy_learning import vectors_of
from tasks.training.token_names import NameTagger, biluo, train_token_names
from tests.unit.training.toy_vectors import write_vectors

WORDS = ["anna", "kos", "besucht", "bonn", "und", "fiat", "wächst", "."]
SENTENCES = [
    TaggedSentence("x", ("Anna", "Kos", "besucht", "Bonn", "."), ("B-PER", "I-PER", "O", "B-LOC", "O")),
    TaggedSentence(
        "x", ("Anna", "-", "Kos", "besucht", "Bonn", "-", "."), ("B-PER", "I-PER", "I-PER", "O", "B-LOC", "O", "O")
    ),
    TaggedSentence("x", ("Fiat", "wächst", "."), ("B-ORG", "O", "O")),
]
HYPHENS = TaggedSentence("x", ("Anna-Kos", "besucht", "Bonn", "-", "."), ("B-PER", "O", "B-LOC", "O", "O"))
"""Not among what is learnt; there a token of several parts stands parted."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """A workbench whose recogniser has learnt two sentences by heart."""
    bench = Workbench(tmp_path_factory.mktemp("de"), "de")
    write_vectors(bench, WORDS)
    for part in ("train", "dev"):
        bench.file(f"ner.{part}.json").write_text(as_json(SENTENCES * 8), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(token_names, "BATCH_WORDS", 30)
        train_token_names(bench, 160, lambda _: None)
    return bench


def test_tags_in_the_scheme_of_spacy() -> None:
    tags = ("B-PER", "I-PER", "I-PER", "O", "B-LOC", "B-ORG", "I-ORG")
    assert biluo(tags) == ["B-PER", "I-PER", "L-PER", "O", "U-LOC", "B-ORG", "L-ORG"]


@pytest.mark.model
def test_what_was_learnt_is_found_again_from_the_file(bench: Workbench) -> None:
    assert NameTagger(bench)(SENTENCES) == [one.tags for one in SENTENCES]
    assert bench.model("ner").name == "ner.msgpack"
    assert SpacyNames(load_component("ner", Language("de"), bench.model("ner"), vectors_of(bench))).tags(
        [[], ["."]]
    ) == [
        [],
        ["O"],
    ]


@pytest.mark.model
def test_training_goes_on_from_finished_weights(bench: Workbench, tmp_path: Path) -> None:
    other = Workbench(tmp_path, "de")
    for name in ("pretrain.pt", "ner.train.json", "ner.dev.json"):
        (tmp_path / name).write_bytes(bench.file(name).read_bytes())
    other.start_of("ner").write_bytes(bench.model("ner").read_bytes())
    told: list[str] = []
    train_token_names(other, 1, told.append)
    assert told[0].endswith("development 100.0")


@pytest.mark.model
@pytest.mark.parametrize("change", ["cut", "other vectors"])
def test_a_file_that_cannot_be_used_is_a_damaged_pack(bench: Workbench, tmp_path: Path, change: str) -> None:
    data = bench.model("ner").read_bytes()
    path = tmp_path / "ner.msgpack"
    path.write_bytes(data[:-100] if change == "cut" else data)
    vectors = vectors_of(bench)
    if change == "other vectors":
        vectors = WordVectors(vectors.words, vectors.matrix[:, :7])
    with pytest.raises(PackDamaged, match=r"ner\.msgpack cannot be used"):
        load_component("ner", Language("de"), path, vectors)
