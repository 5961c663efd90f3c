"""Helpers of the relation tests: documents from engines or from written trees, and rows as short text."""

from __future__ import annotations

import re
from datetime import date

from tasks.engines.protocol import Engine
from tasks.entities.article import name_entities
from tasks.entities.officials import states_of
from tasks.records import (
    Alias,
    Annotation,
    ArticleEntity,
    Block,
    BlockKind,
    End,
    EntityKind,
    EntityNumber,
    Label,
    Language,
    Mention,
    Relation,
    Sentence,
    Span,
    Word,
)
from tasks.relations.document import Document
from tasks.relations.extract import Extraction, extract

_KINDS = {
    Label.PER: EntityKind.PERSON,
    Label.ORG: EntityKind.ORGANIZATION,
    Label.LOC: EntityKind.COUNTRY,
    Label.MISC: EntityKind.COUNTRY,
}


def document(body: str, annotation: Annotation, published: date | None = None) -> Document:
    """A document in which every surname, and every other name as written, is an entity of its own."""
    numbers: dict[str, EntityNumber] = {}
    entities: list[ArticleEntity] = []
    mentions: list[Mention] = []
    for mention in annotation.mentions:
        key = mention.text.split()[-1] if mention.label is Label.PER else mention.text
        if key not in numbers:
            numbers[key] = EntityNumber(len(entities))
            entities.append(
                ArticleEntity(
                    number=numbers[key],
                    name=mention.text,
                    label=Label.LOC if mention.label is Label.MISC else mention.label,
                    kind=_KINDS[mention.label],
                    aliases=(Alias(mention.text, 1),),
                )
            )
        mentions.append(
            Mention(
                mention.span, mention.text, mention.label, mention.native_label, mention.sentence_no,
                mention.engine, mention.model, mention.score, numbers[key],
            )
        )  # fmt: skip
    blocks = []
    start = 0
    for line in body.split("\n"):
        if line.strip():
            blocks.append(Block(BlockKind.TEXT, Span(start, start + len(line))))
        start += len(line) + 1
    return Document(body, annotation.language, published, tuple(blocks), annotation, tuple(mentions), tuple(entities))


def named(body: str, annotation: Annotation, published: date | None = None) -> Document:
    """A document as the main job makes it: names and entities from the name layer."""
    blocks = document(body, annotation).blocks
    found = name_entities(body, blocks, annotation)
    states = states_of(found.entities, annotation.language)
    return Document(body, annotation.language, published, blocks, annotation, found.mentions, found.entities, states)


def read(engine: Engine, body: str, published: date | None = None) -> Extraction:
    """Annotate and extract."""
    return extract(document(body, engine.annotate([body])[0], published))


def annotation_of(body: str, trees: list[str], language: str, names: dict[str, str]) -> Annotation:
    """An annotation from written trees, a word a line: `form lemma UPOS head deprel [Feature=Value|...]`.

    Words of a multiword token are written `surface>form`; `names` gives the label of each name in the text.
    """
    sentences: list[Sentence] = []
    mentions: list[Mention] = []
    position = 0
    for number, tree in enumerate(trees):
        words: list[Word] = []
        previous = ""
        for line in tree.strip().splitlines():
            form, lemma, upos, head, deprel, *features = line.split()
            surface, arrow, inner = form.partition(">")
            if not (arrow and previous == surface):
                position = body.index(surface, position)
                start = position
                position += len(surface)
            previous = surface if arrow else ""
            values = dict(pair.split("=") for pair in features[0].split("|")) if features else {}
            words.append(
                Word(
                    len(words) + 1, inner or surface, lemma, upos, int(head), deprel, Span(start, start + len(surface)),
                    values, bool(arrow),
                )
            )  # fmt: skip
        span = Span(words[0].span.start, words[-1].span.end)
        sentences.append(Sentence(span, tuple(words)))
        for name, label in names.items():
            mentions.extend(
                Mention(Span(*match.span()), name, Label(label), label, number, "test", "test")
                for match in re.finditer(rf"\b{re.escape(name)}\b", body)
                if span.contains(Span(*match.span()))
            )
    return Annotation(
        Language(language), "test", "test", tuple(sentences), tuple(sorted(mentions, key=lambda each: each.span))
    )


def end(of: End | None) -> str:
    """The text of an end, `-` if there is none."""
    return "-" if of is None else of.text


def short(row: Relation) -> str:
    """`TYPE | subject | predicate | object`."""
    said = end(row.object) if row.object is not None or row.object_text is None else f"«{row.object_text}»"
    return f"{row.type or 'OPEN'} | {end(row.subject)} | {row.predicate_text} | {said}"


def shorts(rows: tuple[Relation, ...]) -> list[str]:
    """All rows as short text."""
    return [short(row) for row in rows]


def made_end(text: str, start: int, entity: int | None = None) -> End:
    """An end that stands at `start`."""
    return End(Span(start, start + len(text)), text, None if entity is None else EntityNumber(entity))
