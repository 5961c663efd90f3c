"""The analysis of one article as the rows of its tables, and back.

Columns and their meaning stand in `batch_schemas`; files are written in `batches`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tasks.annotation_store import pack_annotation, unpack_annotation
from tasks.identifiers import (
    distinct_mentions,
    distinct_quotes,
    distinct_relations,
    mention_id,
    quote_id,
    relation_id,
)
from tasks.records import (
    Alias,
    Analysis,
    Annotation,
    Argument,
    ArgumentRole,
    ArticleEntity,
    ArticleId,
    CountryCode,
    End,
    EntityKind,
    EntityNumber,
    EventDate,
    Label,
    Mention,
    Modality,
    Polarity,
    Quote,
    Relation,
    RelationType,
    Span,
    Tense,
    Voice,
)
from tasks.text.terms import terms

Row = Mapping[str, Any]
"""Column name to value, ready for pyarrow."""


def analysis_rows(analysis: Analysis, body: str) -> dict[str, list[Row]]:
    """The rows of the analysis by table. Texts of sentences and evidence are slices of `body`."""
    article_id = analysis.article_id
    relations = [(relation_id(article_id, each), each) for each in distinct_relations(analysis.relations)]
    annotation = analysis.annotation
    return {
        "annotations": [
            {
                "article_id": article_id,
                "engine": annotation.engine,
                "model": annotation.model,
                "data": pack_annotation(annotation),
            }
        ],
        "article_terms": [
            {"article_id": article_id, "form": form, "term": term, "frequency": frequency}
            for (form, term), frequency in _term_counts(annotation, body).items()
        ],
        "sentences": [
            {"article_id": article_id, "sentence_no": number, **_stretch(sentence.span, sentence.span.of(body))}
            for number, sentence in enumerate(annotation.sentences)
        ],
        "mentions": [_mention_row(article_id, mention) for mention in distinct_mentions(analysis.mentions)],
        "article_entities": [_entity_row(article_id, entity) for entity in analysis.entities],
        "relations": [
            {
                "relation_id": identifier,
                "article_id": article_id,
                **_relation_row(relation, body),
                "engine": annotation.engine,
                "model": annotation.model,
            }
            for identifier, relation in relations
        ],
        "relation_arguments": [
            {
                "article_id": article_id,
                "relation_id": identifier,
                "argument_no": number,
                "role": argument.role.value,
                "entity_no": argument.entity,
                "value": argument.value,
                **_stretch(argument.span, argument.text),
            }
            for identifier, relation in relations
            for number, argument in enumerate(relation.arguments)
        ],
        "quotes": [
            {
                "quote_id": quote_id(article_id, quote),
                "article_id": article_id,
                "sentence_no": quote.sentence_no,
                **_stretch(quote.span, quote.text),
                **_end("speaker", quote.speaker),
            }
            for quote in distinct_quotes(analysis.quotes)
        ],
    }


def read_analysis(rows: Mapping[str, Sequence[Row]]) -> Analysis | None:
    """The analysis whose rows these are, tables by name; None if there is none."""
    if not rows["annotations"]:
        return None
    arguments: dict[str, list[Argument]] = {}
    for row in rows["relation_arguments"]:
        arguments.setdefault(row["relation_id"], []).append(_read_argument(row))
    return Analysis(
        article_id=ArticleId(rows["annotations"][0]["article_id"]),
        annotation=unpack_annotation(rows["annotations"][0]["data"]),
        mentions=tuple(_read_mention(row) for row in rows["mentions"]),
        entities=tuple(read_article_entity(row) for row in rows["article_entities"]),
        relations=tuple(_read_relation(row, tuple(arguments.get(row["relation_id"], ()))) for row in rows["relations"]),
        quotes=tuple(
            Quote(
                span=_span(row),
                text=row["text"],
                sentence_no=row["sentence_no"],
                speaker=_read_end("speaker", row),
            )
            for row in rows["quotes"]
        ),
    )


def read_article_entity(row: Row) -> ArticleEntity:
    """The entity of a row of `article_entities`."""
    return ArticleEntity(
        number=EntityNumber(row["entity_no"]),
        name=row["name"],
        label=Label(row["label"]),
        kind=EntityKind(row["kind"]),
        aliases=tuple(Alias(alias["text"], alias["count"]) for alias in row["aliases"]),
        country_code=CountryCode(row["country_code"]) if row["country_code"] else None,
        countries=tuple(CountryCode(code) for code in row["countries"]),
        offices=tuple(row["offices"]),
    )


def _term_counts(annotation: Annotation, body: str) -> Counter[tuple[str, str]]:
    """How often each folded form stands with each term, punctuation left out.

    The words of a multiword token count under the form that stands in the text (`della`), where a reader would look.
    """
    words = Counter(
        (word.span.of(body) if word.in_multiword else word.text, word.lemma or word.text)
        for sentence in annotation.sentences
        for word in sentence.words
    )
    counts: Counter[tuple[str, str]] = Counter()
    for (form, lemma), frequency in words.items():
        for pair in terms(form, lemma):
            counts[pair] += frequency
    return counts


def _stretch(span: Span, text: str) -> dict[str, Any]:
    return {"start_char": span.start, "end_char": span.end, "text": text}


def _span(row: Row) -> Span:
    return Span(row["start_char"], row["end_char"])


def _end(role: str, end: End | None) -> dict[str, Any]:
    """The four columns of an end: entity number, text and offsets."""
    return {
        f"{role}_entity_no": end.entity if end else None,
        f"{role}_text": end.text if end else None,
        f"{role}_start": end.span.start if end else None,
        f"{role}_end": end.span.end if end else None,
    }


def _read_end(role: str, row: Row) -> End | None:
    if row[f"{role}_start"] is None:
        return None
    return End(
        span=Span(row[f"{role}_start"], row[f"{role}_end"]),
        text=row[f"{role}_text"],
        entity=row[f"{role}_entity_no"],
    )


def _mention_row(article_id: ArticleId, mention: Mention) -> Row:
    return {
        "mention_id": mention_id(article_id, mention),
        "article_id": article_id,
        "sentence_no": mention.sentence_no,
        "label": mention.label.value,
        "native_label": mention.native_label,
        "entity_no": mention.entity,
        "engine": mention.engine,
        "model": mention.model,
        "score": mention.score,
        **_stretch(mention.span, mention.text),
    }


def _read_mention(row: Row) -> Mention:
    return Mention(
        span=_span(row),
        text=row["text"],
        label=Label(row["label"]),
        native_label=row["native_label"],
        sentence_no=row["sentence_no"],
        engine=row["engine"],
        model=row["model"],
        score=row["score"],
        entity=row["entity_no"],
    )


def _entity_row(article_id: ArticleId, entity: ArticleEntity) -> Row:
    return {
        "article_id": article_id,
        "entity_no": entity.number,
        "name": entity.name,
        "label": entity.label.value,
        "kind": entity.kind.value,
        "country_code": entity.country_code,
        "countries": list(entity.countries),
        "offices": list(entity.offices),
        "aliases": [{"text": alias.text, "count": alias.count} for alias in entity.aliases],
    }


def _relation_row(relation: Relation, body: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "sentence_no": relation.sentence_no,
        **_stretch(relation.evidence, relation.evidence.of(body)),
        "type": relation.type.value if relation.type else None,
        "scheme": relation.scheme.value if relation.scheme else None,
        "predicate": relation.predicate,
        "predicate_text": relation.predicate_text,
        "voice": relation.voice.value,
        **_end("subject", relation.subject),
        **_end("object", relation.object),
        "polarity": relation.polarity.value,
        "modality": relation.modality.value,
        "tense": relation.tense.value if relation.tense else None,
        "event_date": relation.event_date.start if relation.event_date else None,
        "event_date_end": relation.event_date.end if relation.event_date else None,
        "event_date_text": relation.event_date.text if relation.event_date else None,
        **_end("attributed_to", relation.attribution),
        "confidence": relation.confidence,
        "rule": relation.rule,
    }
    if relation.object is None:
        row["object_text"] = relation.object_text
    return row


def _read_relation(row: Row, arguments: tuple[Argument, ...]) -> Relation:
    target = _read_end("object", row)
    date_text = row["event_date_text"]
    return Relation(
        type=RelationType(row["type"]) if row["type"] else None,
        predicate=row["predicate"],
        predicate_text=row["predicate_text"],
        voice=Voice(row["voice"]),
        subject=_read_end("subject", row),
        object=target,
        sentence_no=row["sentence_no"],
        evidence=_span(row),
        rule=row["rule"],
        confidence=row["confidence"],
        object_text=row["object_text"] if target is None else None,
        arguments=arguments,
        polarity=Polarity(row["polarity"]),
        modality=Modality(row["modality"]),
        tense=Tense(row["tense"]) if row["tense"] else None,
        event_date=EventDate(date_text, row["event_date"], row["event_date_end"]) if date_text is not None else None,
        attribution=_read_end("attributed_to", row),
    )


def _read_argument(row: Row) -> Argument:
    return Argument(
        role=ArgumentRole(row["role"]),
        span=_span(row),
        text=row["text"],
        entity=row["entity_no"],
        value=row["value"],
    )
