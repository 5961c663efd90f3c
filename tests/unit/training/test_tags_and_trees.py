"""A tagger and a parser for words of another engine: learnt, packed small, read back, and trained on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.engines.protocol import ROOT_WORD, Branch, TaggedWord
from tasks.engines.spacy_words import SpacyTrees, load_component
from tasks.records import Language
from tasks.training import tags_and_trees
from tasks.training.readers import parse_conllu
from tasks.training.recipes import Workbench
from tasks.training.spacy_learning import vectors_of
from tasks.training.tags_and_trees import WordTagger, train_parser, train_tagger
from tests.unit.training.toy_vectors import write_vectors

CONLLU = """\
# text = Anna besucht Bonn.
1\tAnna\tAnna\tPROPN\t_\tCase=Nom\t2\tnsubj\t_\t_
2\tbesucht\tbesuchen\tVERB\t_\tNumber=Sing\t0\troot\t_\t_
3\tBonn\tBonn\tPROPN\t_\tCase=Acc\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# text = Fiat wächst und wächst
1\tFiat\tFiat\tPROPN\t_\tCase=Nom\t2\tnsubj\t_\t_
2\twächst\twachsen\tVERB\t_\tNumber=Sing\t0\troot\t_\t_
3\tund\tund\tCCONJ\t_\t_\t4\tcc\t_\t_
4\twächst\twachsen\tVERB\t_\tNumber=Sing\t2\tconj\t_\t_

"""
WORDS = ["anna", "besucht", "bonn", "und", "fiat", "wächst", "."]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """A workbench whose tagger and parser have learnt two sentences by heart."""
    bench = Workbench(tmp_path_factory.mktemp("it"), "it")
    write_vectors(bench, WORDS)
    for name in ("pos.train", "parse.dev", "parse.train.tagged", "parse.dev.tagged"):
        bench.file(f"{name}.conllu").write_text(CONLLU * 8, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tags_and_trees, "TAGGER_BATCH_WORDS", 30)
        patch.setattr(tags_and_trees, "PARSER_BATCH_WORDS", 30)
        train_tagger(bench, 60, lambda _: None)
        train_parser(bench, 200, lambda _: None)
    return bench


@pytest.mark.model
def test_tags_that_were_learnt_are_found_again_from_the_file(bench: Workbench) -> None:
    (words,) = WordTagger(bench).analyses([["Anna", "besucht", "Bonn", "."]])
    assert [(tag, features) for tag, features, _ in words] == [
        ("PROPN", "Case=Nom"), ("VERB", "Number=Sing"), ("PROPN", "Case=Acc"), ("PUNCT", "_"),
    ]  # fmt: skip


@pytest.mark.model
def test_trees_that_were_learnt_are_found_again_from_the_file(bench: Workbench) -> None:
    parser = SpacyTrees(load_component("depparse", Language("it"), bench.model("depparse"), vectors_of(bench)))
    tagged = [
        [TaggedWord(row[1], row[3], "" if row[5] == "_" else row[5]) for row in sentence.words]
        for sentence in parse_conllu(CONLLU, "x")
    ]
    first, second, empty = parser.trees([*tagged, []])
    assert first == [Branch(1, "nsubj"), Branch(ROOT_WORD, "root"), Branch(1, "obj"), Branch(1, "punct")]
    assert second == [Branch(1, "nsubj"), Branch(ROOT_WORD, "root"), Branch(3, "cc"), Branch(1, "conj")]
    assert empty == []


@pytest.mark.model
@pytest.mark.parametrize(("component", "train", "score"), [
    ("pos", train_tagger, "tags 100.0, features 100.0"), ("depparse", train_parser, "labelled attachment 100.0"),
])  # fmt: skip
def test_training_goes_on_from_finished_weights(
    bench: Workbench, tmp_path: Path, component: tags_and_trees.Kind, train: tags_and_trees.Train, score: str
) -> None:
    other = Workbench(tmp_path, "it")
    for path in bench.root.glob("*.conllu"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    other.model("pretrain").write_bytes(bench.model("pretrain").read_bytes())
    other.start_of(component).write_bytes(bench.model(component).read_bytes())
    told: list[str] = []
    train(other, 1, told.append)
    assert told[0].endswith(score)


@pytest.mark.model
def test_training_goes_on_from_its_checkpoint(bench: Workbench) -> None:
    told: list[str] = []
    train_tagger(bench, 61, told.append)
    assert told[0] == "pos: going on from step 60"
