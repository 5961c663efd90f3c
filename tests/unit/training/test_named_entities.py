"""Splits, masks and scores of name corpora."""

from __future__ import annotations

import pytest

from tasks.training.corpora import emphasised
from tasks.training.named_entities import fill_masked, spans, split_hyphens, tags_of
from tasks.training.readers import TaggedSentence
from tasks.training.span_scores import span_scores
from tasks.training.splits import normal_key, share_of, split


def tagged(text: str, masked: frozenset[str] = frozenset()) -> TaggedSentence:
    """Read `word/TAG` pairs; a word without a tag is outside."""
    pairs = [word.partition("/") for word in text.split()]
    return TaggedSentence("test", tuple(one[0] for one in pairs), tuple(one[2] or "O" for one in pairs), masked)  # type: ignore[arg-type]


def test_spans_and_back() -> None:
    tags = ("B-PER", "I-PER", "O", "B-LOC", "B-LOC")
    assert spans(tags) == ((0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC"))
    assert tags_of(5, spans(tags)) == tags


def test_masked_labels_are_filled_but_gold_stays() -> None:
    gold = tagged("Die deutsche Band spielte Faust in Ulm/B-LOC", frozenset({"MISC"}))
    silver = ("O", "B-MISC", "B-ORG", "O", "B-MISC", "B-MISC", "I-MISC")
    filled = fill_masked(gold, silver)
    assert filled.tags == ("O", "B-MISC", "O", "O", "B-MISC", "O", "B-LOC")
    assert filled.masked == frozenset()


def test_unmasked_sentences_are_left_alone() -> None:
    gold = tagged("Die deutsche Band")
    assert fill_masked(gold, ("O", "B-MISC", "O")) == gold


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("US-Präsident", "US - Präsident"),
        ("Kassym-Jomart/B-PER Tokajew/I-PER", "Kassym/B-PER -/I-PER Jomart/I-PER Tokajew/I-PER"),
        ("-", "-"),
        ("Kredit-", "Kredit -"),
    ],
)
def test_hyphens(before: str, after: str) -> None:
    assert split_hyphens(tagged(before)) == tagged(after)


def test_splits_are_stable_and_disjoint() -> None:
    keys = [f"sentence {number}" for number in range(1000)]
    training, development = split(keys, keys, 0.2)
    assert split(keys, keys, 0.2) == (training, development)
    assert not set(training) & set(development)
    assert 150 < len(development) < 250
    assert share_of("sentence 1") == share_of("sentence 1")


def test_equal_sentences_land_on_one_side() -> None:
    first, second = ("„", "Ja", "“", "."), ('"', "Ja", '"', ".")
    assert normal_key(first) == normal_key(second)


def test_span_scores() -> None:
    gold = [("B-PER", "I-PER", "O", "B-LOC"), ("B-MISC",)]
    predicted = [("B-PER", "O", "O", "B-LOC"), ("B-MISC",)]
    scores = span_scores(gold, predicted, ("PER", "LOC", "MISC"))
    assert scores["PER"].f1 == 0.0
    assert scores["LOC"].f1 == 100.0
    assert (scores["core"].precision, scores["core"].recall, scores["core"].gold) == (50.0, 50.0, 2)


def test_news_that_people_annotated_counts_more() -> None:
    news = TaggedSentence("kind-WN_train", ("Roma",), ("B-LOC",))
    silver = TaggedSentence("wikineural", ("Roma",), ("B-LOC",))
    assert emphasised([news, silver], "it") == [news, news, silver]
    assert emphasised([news, silver], "de") == [news, silver]
