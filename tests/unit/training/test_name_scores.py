"""Scoring names on whole documents: texts from tokens, marked sentences, and what the layer adds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tasks.records import Annotation, Label, Language, Mention, Sentence, Span, Word
from tasks.training.corpora import DataMissing
from tasks.training.name_scores import Document, documents, name_sets, read_marked, rebuilt, score_set
from tasks.training.readers import TaggedSentence


class OneMention:
    """An engine that sees each capitalised word as a person."""

    name = "hand"
    language = Language("en")
    model = "hand-1"

    def annotate(self, bodies: Sequence[str]) -> list[Annotation]:
        """Words at blanks; the last mark is a word of its own."""
        found = []
        for body in bodies:
            words, mentions, at = [], [], 0
            for number, text in enumerate(body.split(" "), start=1):
                span = Span(at, at + len(text))
                at += len(text) + 1
                capital = text[0].isupper() and number > 1
                words.append(Word(number, text, text, "PROPN" if capital else "VERB", 0, "dep", span))
                if capital:
                    mentions.append(Mention(span, text, Label.PER, "PER", 0, "hand", "hand-1"))
            sentence = Sentence(Span(0, len(body)), tuple(words))
            found.append(Annotation(self.language, "hand", "hand-1", (sentence,), tuple(mentions)))
        return found


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (("He", "left", "(", "again", ")", "."), "He left (again)."),
        (("L'", "Italia", "è", "bella", "!"), "L'Italia è bella!"),
        (("He", "said", '"', "no", '"', "and", "did", "n't", "go"), 'He said "no" and didn\'t go'),
        (("He", "did", "n’t", "say", "“", "no", "”", "."), "He didn’t say “no”."),
        (("Er", "sagte", "„", "nein", "“", "und", "ging"), "Er sagte „nein“ und ging"),
    ],
)
def test_text_from_tokens(tokens: tuple[str, ...], text: str) -> None:
    built, starts = rebuilt(tokens)
    assert built == text
    assert all(text.startswith(token, start) for token, start in zip(tokens, starts, strict=True))


def test_documents_keep_their_names() -> None:
    one = TaggedSentence("x", ("In", "Rome", ",", "Anna", "Rossi", "."), ("O", "B-LOC", "O", "B-PER", "I-PER", "O"))
    (document,) = documents([one, one])
    assert [document.text[start:end] for start, end, _ in document.names] == ["Rome", "Anna Rossi"] * 2


def test_marked_sentences() -> None:
    first, second = read_marked("# note\nMr [PER Koch] went\nto [LOC Bonn].\n\n[ORG NATO] met.\n")
    assert first.text == "Mr Koch went\nto Bonn."
    assert [(first.text[a:b], label) for a, b, label in first.names] == [("Koch", "PER"), ("Bonn", "LOC")]
    assert second == Document("NATO met.", ((0, 4, "ORG"),))


@pytest.mark.parametrize("language", ["de", "en", "it"])
def test_our_sentences_of_parliaments_are_well_marked(language: str) -> None:
    text = (Path("tasks/training/data") / f"parliament_{language}.txt").read_text(encoding="utf-8")
    found = read_marked(text)
    assert sum(len(document.names) for document in found) > 90
    assert not any(mark in document.text for document in found for mark in "[]")


def test_the_layer_is_scored_beside_the_engine() -> None:
    result = score_set(OneMention(), "x", [Document("they left for Armenia", ((14, 21, "LOC"),))], ["relabel-known"])
    assert (result.engine["core"].f1, result.layer["core"].f1) == (0.0, 100.0)
    assert result.gains == {"relabel-known": 100.0}


def test_missing_data_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataMissing):
        list(name_sets(tmp_path, "en"))
