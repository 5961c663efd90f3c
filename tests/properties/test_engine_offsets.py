"""Every character that is not a space lies in exactly one sentence and one surface token, whatever the text."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.engines.conllu import to_conllu
from tasks.engines.protocol import Engine
from tasks.engines.stanza_engine import ParsedToken, ParsedWord, StanzaEngine
from tasks.engines.tokens import Token
from tasks.records import Annotation, Language, Sentence, Span

_WORDS = st.sampled_from(
    ["The", "president", "of", "della", "im", "Berlin", "is", "in", ".", ",", "“", "’s", "U.S.", "www.a.com", "10",
     "🙂🏽",
     " ", "  ", "\n", "\t", "\u2028", "\u00a0", "\u200b", "\x00", "\x85", "\r\n", "und", "said", "\ufeff", "a\u0301"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=40).map(" ".join), st.lists(_WORDS).map("".join))
_RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(body: str, annotation: Annotation) -> None:
    """Assert all that the engine protocol promises."""
    covered: list[int] = []
    for sentence in annotation.sentences:
        spans = sorted({word.span for word in sentence.words})
        assert all(first.end <= second.start for first, second in pairwise(spans))
        assert sentence.span == Span(spans[0].start, spans[-1].end)
        assert not any(span.of(body) != span.of(body).strip() for span in spans)
        assert len(sentence.span.of(body).splitlines()) == 1
        covered += [position for span in spans for position in range(span.start, span.end)]
        _check_tree(sentence)
    assert [place for place in covered if not body[place].isspace()] == [
        place for place, character in enumerate(body) if not character.isspace()
    ]
    assert all(first.span.end <= second.span.start for first, second in pairwise(annotation.sentences))
    for mention in annotation.mentions:
        assert mention.span.of(body) == mention.text
        assert annotation.sentences[mention.sentence_no].span.contains(mention.span)
    _check_conllu(body, to_conllu(body, annotation, annotation.mentions, "a"))


def _check_tree(sentence: Sentence) -> None:
    assert [word.index for word in sentence.words] == list(range(1, len(sentence.words) + 1))
    assert [word.deprel == "root" for word in sentence.words] == [word.head == 0 for word in sentence.words]
    assert sum(word.head == 0 for word in sentence.words) == 1
    for word in sentence.words:
        steps, current = 0, word
        while current.head:
            current, steps = sentence.words[current.head - 1], steps + 1
            assert steps <= len(sentence.words)


def _check_conllu(body: str, text: str) -> None:
    forms: list[str] = []
    inside = 0
    for line in text.split("\n"):
        if not line or line.startswith("#"):
            inside = 0
            continue
        columns = line.split("\t")
        assert len(columns) == 10
        assert all(columns)
        first, dash, last = columns[0].partition("-")
        if dash or int(first) > inside:
            forms.append(columns[1])
        if dash:
            inside = int(last)
    assert "".join("".join(forms).split()) == "".join(body.split())


class Careless:
    """A pipeline that loses, merges and overlaps tokens, and parses at random."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def tokenize(self, text: str) -> list[list[Token]]:
        sentences: list[list[Token]] = [[]]
        position = 0
        while position < len(text):
            length = self.random.randint(1, 6)
            if self.random.random() < 0.8:
                end = min(len(text), position + length)
                sentences[-1].append(Token(Span(position, end), self.random.random() < 0.2))
            position += max(1, length - self.random.choice([0, 0, 1]))
            if self.random.random() < 0.1 and sentences[-1]:
                sentences.append([])
        return [sentence for sentence in sentences if sentence]

    def parse(self, sentences: Sequence[Sequence[tuple[str, bool]]]) -> list[list[ParsedToken]]:
        return [[self._token(text, multiword, len(one)) for text, multiword in one] for one in sentences]

    def _token(self, text: str, multiword: bool, count: int) -> ParsedToken:
        assert text
        assert not any(character.isspace() for character in text)
        parts = ["di", "la"] if multiword else [text]
        words = tuple(
            ParsedWord(part, part, "X", "", {}, self.random.randint(0, count + 1), self.random.choice(["dep", "root"]))
            for part in parts
        )
        return ParsedToken(words, self.random.choice(["O", "O", "B-PER", "I-PER", "E-LOC", "S-ORG"]))


@_RELAXED
@given(bodies=st.lists(TEXTS, max_size=3), seed=st.integers(0, 9999))
def test_careless_pipeline(bodies: list[str], seed: int) -> None:
    engine = StanzaEngine(Language("it"), Careless(seed), "fake")
    for body, annotation in zip(bodies, engine.annotate(bodies), strict=True):
        check(body, annotation)


@pytest.mark.model
@_RELAXED
@given(body=TEXTS)
def test_english(english: Engine, body: str) -> None:
    (annotation,) = english.annotate([body])
    check(body, annotation)


@pytest.mark.model
@settings(max_examples=15, deadline=None)
@given(bodies=st.lists(TEXTS, min_size=1, max_size=4))
def test_german(german: Engine, bodies: list[str]) -> None:
    for body, annotation in zip(bodies, german.annotate(bodies), strict=True):
        check(body, annotation)


@pytest.mark.model
@settings(max_examples=15, deadline=None)
@given(bodies=st.lists(TEXTS, min_size=1, max_size=4))
def test_italian(italian: Engine, bodies: list[str]) -> None:
    for body, annotation in zip(bodies, italian.annotate(bodies), strict=True):
        check(body, annotation)


HARD = ["A" * 30_000, "word " * 600, "NATO AND EU LEADERS MEET IN BERLIN", "... --- !!! 123 €", "\x00\x07\x1b", ""]


@pytest.mark.model
@pytest.mark.parametrize("body", HARD, ids=["no-space", "no-end", "capitals", "no-letters", "controls", "empty"])
@pytest.mark.parametrize("language", ["english", "german", "italian"])
def test_hard_input(request: pytest.FixtureRequest, language: str, body: str) -> None:
    engine: Engine = request.getfixturevalue(language)
    (annotation,) = engine.annotate([body])
    check(body, annotation)
    assert all(len(sentence.words) <= 500 for sentence in annotation.sentences)
