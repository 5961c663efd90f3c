"""Text that no newsroom writes: every engine answers, exactly, in a time that grows with the length and no faster.

Sizes are small enough for each test run. That larger ones cost in proportion follows from the pieces: an engine never
sees more than `lines.MAX_PIECE` characters in one go, nor `lines.MAX_RUN` without a space, nor a sentence of more than
`trees.MAX_WORDS` words.
"""

from __future__ import annotations

import time

import pytest

from tasks.engines.protocol import Engine
from tasks.engines.trees import MAX_WORDS
from tests.properties.test_engine_offsets import check

pytestmark = pytest.mark.model

_WORDS = "the president traf Ministerin Maria Rossi in Berlin e ha detto che weitere Gespräche follow"
UNITS = {
    "no-letters": "123 456,78 % -- ... €/$ § 12:30 2024-05-01 ",
    "only-marks": "?!.,;:-",
    "brackets-and-quotes": "([\"'’«",
    "no-space": "Aa1.b-C/d,E",
    "address": "http://a.b/c?d=e&f=g%20#h@i.jk",
    "no-sentence-end": "the president of the republic met minister Karl Schmidt while talks went on and ",
    "mixed-languages": f"{_WORDS} Привет 你好世界 مرحبا بالعالم ",
    "emoji": "🙂🏽 👨‍👩‍👧‍👦 Berlin 🇩🇪 ok ",
    "combining-marks": "e\u0301 a" + "\u0301\u0302\u0303" * 20 + " Ro\u0308hm ",
    "controls": "Anna\x00\x07\x1b[31m\x7f\u200b\u202e\ufeff met\x0b\x0c Olaf \u2028",
    "capitals": "NATO AND EU LEADERS MEET PRESIDENT TOKAYEV IN BERLIN ON MONDAY ",
}
SIZES = {"english": 3_000, "german": 600, "italian": 600}
SECONDS_A_THOUSAND = 20
"""Processor time that a thousand characters may take; the slowest input takes 2 s of it. Catches only what explodes."""


def filled(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


@pytest.mark.parametrize("kind", UNITS)
@pytest.mark.parametrize("language", SIZES)
def test_an_exact_answer_in_bounded_time(request: pytest.FixtureRequest, language: str, kind: str) -> None:
    engine: Engine = request.getfixturevalue(language)
    body = filled(UNITS[kind], SIZES[language])
    started = time.process_time()
    (annotation,) = engine.annotate([body])
    assert time.process_time() - started < SECONDS_A_THOUSAND * SIZES[language] / 1000
    check(body, annotation)
    assert all(len(sentence.words) <= 2 * MAX_WORDS for sentence in annotation.sentences)


@pytest.mark.parametrize("kind", ["no-space", "brackets-and-quotes", "address", "only-marks"])
def test_cost_is_in_proportion_where_tokenizers_are_slow(english: Engine, kind: str) -> None:
    def seconds(size: int) -> float:
        started = time.process_time()
        english.annotate([filled(UNITS[kind], size)])
        return time.process_time() - started

    seconds(1_000)
    assert seconds(8_000) < 3 * (4 * seconds(2_000) + 0.1)  # in proportion 4 times, by the square 16 times


def test_a_sentence_of_ten_thousand_words_is_cut(english: Engine) -> None:
    body = filled(UNITS["no-sentence-end"], 58_000)
    (annotation,) = english.annotate([body])
    assert sum(len(sentence.words) for sentence in annotation.sentences) > 10_000
    check(body, annotation)
    assert max(len(sentence.words) for sentence in annotation.sentences) <= MAX_WORDS
