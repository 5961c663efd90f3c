import pytest

from tasks.records import ArticleId
from tasks.text.blocks import find_blocks
from tasks.text.duplicates import NEAR, DuplicateIndex, signature, similarity

A, B, C = ArticleId("a"), ArticleId("b"), ArticleId("c")
WORDS = [f"word{number}" for number in range(300)]
STORY = " ".join(WORDS) + "."
SAME = STORY.upper().replace(" ", "\n\n  ")
NEARLY = " ".join([*WORDS[:150], "other", *WORDS[151:]])
PARTLY = " ".join(WORDS[:150] + [f"new{number}" for number in range(150)])
OTHER = " ".join(f"thing{number}" for number in range(300))


@pytest.mark.parametrize(
    ("text", "is_duplicate"), [(STORY, True), (SAME, True), (NEARLY, True), (PARTLY, False), (OTHER, False)]
)
def test_the_same_text_and_nearly_the_same_are_duplicates(text: str, is_duplicate: bool) -> None:
    index = DuplicateIndex({A: signature(STORY)})
    assert index.first_like(B, signature(text)) == (A if is_duplicate else None)


def test_similarity() -> None:
    assert similarity(signature(STORY), signature(SAME)) == 1
    assert NEAR <= similarity(signature(STORY), signature(NEARLY)) < 1
    assert similarity(signature(STORY), signature(OTHER)) < 0.1


def test_the_earliest_article_is_the_original() -> None:
    index = DuplicateIndex([(C, signature(NEARLY)), (A, signature(STORY))])
    assert index.first_like(B, signature(STORY)) == C
    assert index.first_like(A, signature(STORY)) == C
    assert index.first_like(C, signature(NEARLY)) is None


def test_a_changed_article_is_found_by_its_new_text_only() -> None:
    index = DuplicateIndex({A: signature(STORY)})
    index.add(A, signature(OTHER))
    assert index.first_like(B, signature(STORY)) is None
    assert index.first_like(B, signature(OTHER)) == A


def test_short_texts_are_duplicates_only_word_for_word() -> None:
    index = DuplicateIndex({A: signature("Trump met Tokayev in Washington on Monday.")})
    assert index.first_like(B, signature("Trump met Tokayev in Washington on Monday")) == A
    assert index.first_like(B, signature("Trump met Mirziyoyev in Washington on Monday.")) is None


def test_furniture_makes_no_difference() -> None:
    body = f"Share this article\n{STORY}\n{STORY}\nAdvertisement"
    assert similarity(signature(body, find_blocks(body)), signature(f"{STORY}\n{STORY}")) == 1


def test_signatures_of_another_version_are_left_out() -> None:
    index = DuplicateIndex({A: b"\x00" + signature(STORY)[1:], B: b"short"})
    assert index.first_like(C, signature(STORY)) is None
    assert index.first_like(C, b"") is None


def test_signatures_are_equal_in_every_run() -> None:
    assert signature(STORY) == signature(STORY)
    assert len(signature(STORY)) < 600
