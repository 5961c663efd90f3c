"""The name layer: a sentence, what an engine saw in it, and what is left or added."""

from __future__ import annotations

import re

import pytest

from tasks.entities.article import NamedArticle, name_entities
from tasks.records import Annotation, Block, BlockKind, Label, Language, Mention, Sentence, Span, Word

_LOWER = {
    "the",
    "a",
    "with",
    "der",
    "die",
    "den",
    "mit",
    "il",
    "la",
    "con",
    "e",
    "and",
    "und",
    "in",
    "of",
    "to",
    "del",
    "di",
}


def annotation(body: str, language: str, seen: dict[str, str]) -> Annotation:
    """A hand-made annotation: a sentence a line, words at blanks and marks, names PROPN, and `seen` as mentions."""
    sentences, mentions, start = [], [], 0
    for number, line in enumerate(body.split("\n")):
        words = []
        for index, match in enumerate(re.finditer(r"[\w.]+(?<!\.)|[^\w\s]", line), start=1):
            text = match.group()
            tag = (
                "PUNCT"
                if not text[0].isalnum()
                else "DET"
                if text in _LOWER
                else "PROPN"
                if text[0].isupper()
                else "ADJ"
            )
            span = Span(start + match.start(), start + match.end())
            words.append(Word(index, text, text.lower(), tag, 0, "dep", span))
        sentences.append(Sentence(Span(start, start + len(line)), tuple(words)))
        for name, label in seen.items():
            for match in re.finditer(re.escape(name), line):
                span = Span(start + match.start(), start + match.end())
                mentions.append(Mention(span, name, Label(label), label, number, "hand", "hand-1"))
        start += len(line) + 1
    return Annotation(Language(language), "hand", "hand-1", tuple(sentences), tuple(mentions))


def named(body: str, language: str, seen: dict[str, str], furniture: int | None = None) -> NamedArticle:
    blocks, start = [], 0
    for number, line in enumerate(body.split("\n")):
        kind = BlockKind.FURNITURE if number == furniture else BlockKind.TEXT
        blocks.append(Block(kind, Span(start, start + len(line))))
        start += len(line) + 1
    return name_entities(body, blocks, annotation(body, language, seen))


REFINED = [
    ("en", "He met Chancellor Angela Merkel", {"Chancellor Angela Merkel": "ORG"}, {("Angela Merkel", "PER")}),
    ("en", "He met Angela Merkel", {"Angela Merkel": "ORG"}, {("Angela Merkel", "PER")}),
    ("en", "He left for Armenia", {}, {("Armenia", "LOC")}),
    ("en", "They ate Turkey", {}, set()),
    ("en", "We left on Monday", {"Monday": "ORG"}, set()),
    ("en", "He praised Norwegian policy", {"Norwegian": "LOC"}, {("Norwegian", "MISC")}),
    ("en", "Talks at the World Health Organization", {"World Health": "LOC"}, {("World Health Organization", "ORG")}),
    ("de", "mit usbekischen waren", {}, {("usbekischen", "MISC")}),
    ("de", "mit Bundeskanzler Karl Nehammer", {}, {("Karl Nehammer", "PER")}),
    ("de", "mit den Vereinigten Staaten", {}, {("Vereinigten Staaten", "LOC")}),
    ("it", "con il premier Giuseppe Conte", {}, {("Giuseppe Conte", "PER")}),
    ("it", "con il governo ungherese", {}, {("ungherese", "MISC")}),
]


@pytest.mark.parametrize(("language", "body", "seen", "expected"), REFINED)
def test_names_are_put_right(language: str, body: str, seen: dict[str, str], expected: set[tuple[str, str]]) -> None:
    result = named(body, language, seen)
    assert {(mention.text, str(mention.label)) for mention in result.mentions} == expected
    assert all(mention.span.of(body) == mention.text for mention in result.mentions)


def test_furniture_gives_no_name() -> None:
    result = named("Armenia\nHe left for Georgia and Armenia", "en", {}, furniture=0)
    assert all(mention.sentence_no == 1 for mention in result.mentions)
    assert "Armenia" in {mention.text for mention in result.mentions}


def test_a_country_and_its_people_are_one_entity() -> None:
    result = named("Armenia thanked Armenian voters", "en", {})
    assert {mention.entity for mention in result.mentions} == {0}
    assert result.entities[0].country_code == "AM"


def test_a_family_name_is_its_full_name() -> None:
    body = "Chancellor Olaf Scholz met Bill Clinton\nScholz thanked Hillary Clinton"
    result = named(body, "en", {"Olaf Scholz": "ORG", "Scholz": "ORG", "Bill Clinton": "PER", "Hillary Clinton": "PER"})
    people = [entity.name for entity in result.entities if entity.label is Label.PER]
    assert people == ["Olaf Scholz", "Bill Clinton", "Hillary Clinton"]
    assert {m.entity for m in result.mentions if m.text.endswith("Scholz")} == {result.entities[0].number}


def test_two_transliterations_in_one_article_are_one_person() -> None:
    body = "mit Präsident Shavkat Mirziyoyev\nMirsijojew reiste"
    result = named(body, "de", {"Shavkat Mirziyoyev": "PER", "Mirsijojew": "PER"})
    assert [entity.name for entity in result.entities] == ["Shavkat Mirziyoyev"]
    assert result.entities[0].offices == ("president",)
