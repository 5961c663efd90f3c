"""Batches give back what was written, and identifiers depend on nothing but what a row is."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.annotation_store import pack_annotation, unpack_annotation
from tasks.batches import (
    AnalysisBatch,
    IngestionBatch,
    ProcessedArticle,
    read_analyses,
    read_ingestion,
    write_analyses,
    write_ingestion,
)
from tasks.identifiers import distinct_mentions, distinct_quotes, distinct_relations, mention_id, quote_id, relation_id
from tasks.records import (
    Alias,
    Analysis,
    Annotation,
    Argument,
    ArgumentRole,
    Article,
    ArticleEntity,
    ArticleId,
    Block,
    BlockKind,
    CountryCode,
    End,
    EntityKind,
    EntityNumber,
    EventDate,
    Label,
    Language,
    Mention,
    Modality,
    Polarity,
    Quote,
    Reject,
    Relation,
    RelationType,
    Sentence,
    Span,
    Stage,
    Tense,
    Voice,
    Word,
)
from tasks.work import Fingerprint, Processing

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
MOMENT = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5)), timezone(timedelta(hours=-3, minutes=-30))]),
)
SCORE = st.none() | st.floats(0, 1)
BODY = "Kassym-Jomart Tokayev met Olaf Scholz in Astana on 16 September 2024. “We agree”, he said. 🤝 Ende."
SPAN = st.tuples(st.integers(0, len(BODY)), st.integers(0, len(BODY))).map(lambda ends: Span(min(ends), max(ends)))
ENTITY = st.none() | st.integers(0, 9).map(EntityNumber)
END = st.builds(End, span=SPAN, text=TEXT, entity=ENTITY)
ARTICLE_ID = NAME.map(ArticleId)
LANGUAGE = st.sampled_from([Language("en"), Language("de"), Language("it")])

MENTION = st.builds(
    Mention,
    span=SPAN,
    text=TEXT,
    label=st.sampled_from(Label),
    native_label=TEXT,
    sentence_no=st.integers(0, 99),
    engine=TEXT,
    model=TEXT,
    score=SCORE,
    entity=ENTITY,
)
WORD = st.builds(
    Word,
    index=st.integers(1, 99),
    text=TEXT,
    lemma=TEXT,
    upos=NAME,
    head=st.integers(0, 99),
    deprel=NAME,
    span=SPAN,
    features=st.dictionaries(st.sampled_from(["Case", "Number"]), st.sampled_from(["Nom", "Sing,Plur"])),
    in_multiword=st.booleans(),
    xpos=TEXT,
)
ANNOTATION = st.builds(
    Annotation,
    language=LANGUAGE,
    engine=TEXT,
    model=TEXT,
    sentences=st.lists(st.builds(Sentence, span=SPAN, words=st.lists(WORD, max_size=4).map(tuple)), max_size=3).map(
        tuple
    ),
    mentions=st.lists(MENTION, max_size=3).map(tuple),
)


def _whole(relation: Relation) -> Relation:
    """`object_text` is only for relations without an object."""
    return replace(relation, object_text=None) if relation.object else relation


RELATION = st.builds(
    Relation,
    type=st.none() | st.sampled_from(RelationType),
    predicate=TEXT,
    predicate_text=TEXT,
    voice=st.sampled_from(Voice),
    subject=st.none() | END,
    object=st.none() | END,
    sentence_no=st.integers(0, 3),
    evidence=SPAN,
    rule=TEXT,
    confidence=st.floats(0, 1),
    object_text=st.none() | TEXT,
    arguments=st.lists(
        st.builds(
            Argument,
            role=st.sampled_from(ArgumentRole),
            span=SPAN,
            text=TEXT,
            entity=ENTITY,
            value=st.none() | TEXT,
        ),
        max_size=2,
    ).map(tuple),
    polarity=st.sampled_from(Polarity),
    modality=st.sampled_from(Modality),
    tense=st.none() | st.sampled_from(Tense),
    event_date=st.none()
    | st.builds(
        EventDate,
        text=TEXT,
        start=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
        end=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    ),
    attribution=st.none() | END,
).map(_whole)
QUOTE = st.builds(Quote, span=SPAN, text=TEXT, sentence_no=st.integers(0, 9), speaker=st.none() | END)
ARTICLE_ENTITY = st.builds(
    ArticleEntity,
    number=st.integers(0, 9).map(EntityNumber),
    name=TEXT,
    label=st.sampled_from(Label),
    kind=st.sampled_from(EntityKind),
    aliases=st.lists(st.builds(Alias, text=TEXT, count=st.integers(1, 9)), max_size=3).map(tuple),
    country_code=st.none() | st.just(CountryCode("KZ")),
    countries=st.lists(st.sampled_from([CountryCode("DE"), CountryCode("IT")]), max_size=2).map(tuple),
    offices=st.lists(TEXT, max_size=2).map(tuple),
)
REJECT = st.builds(
    Reject,
    stage=st.sampled_from(Stage),
    reason=TEXT,
    detail=TEXT,
    source=TEXT,
    origin=TEXT,
    seen_at=MOMENT,
    article_id=st.none() | ARTICLE_ID,
    payload_sha256=st.none() | TEXT,
)
ARTICLE = st.builds(
    Article,
    article_id=ARTICLE_ID,
    origin=TEXT,
    source=TEXT,
    body=TEXT,
    content_sha256=TEXT,
    payload_sha256=TEXT,
    ingested_at=MOMENT,
    url=st.none() | TEXT,
    title=st.none() | TEXT,
    author=st.none() | TEXT,
    published_at=st.none() | MOMENT,
    language=st.none() | LANGUAGE,
    language_confidence=SCORE,
    blocks=st.lists(st.builds(Block, kind=st.sampled_from(BlockKind), span=SPAN), max_size=3).map(tuple),
    duplicate_of=st.none() | ARTICLE_ID,
)


@st.composite
def processed_article(draw: st.DrawFn) -> ProcessedArticle:
    article_id = draw(ARTICLE_ID)
    analysis = Analysis(
        article_id=article_id,
        annotation=draw(ANNOTATION),
        mentions=tuple(draw(st.lists(MENTION, max_size=4))),
        entities=tuple(draw(st.lists(ARTICLE_ENTITY, max_size=3, unique_by=lambda entity: entity.number))),
        relations=tuple(draw(st.lists(RELATION, max_size=4))),
        quotes=tuple(draw(st.lists(QUOTE, max_size=3))),
    )
    means = Fingerprint(draw(TEXT), draw(TEXT), draw(st.none() | TEXT), draw(st.none() | TEXT), draw(st.none() | TEXT))
    return ProcessedArticle(
        article_id=article_id,
        body=BODY,
        processing=tuple(
            Processing(
                article_id, stage, draw(TEXT), means, draw(MOMENT), draw(st.floats(0, 100)), draw(st.none() | TEXT)
            )
            for stage in draw(st.lists(st.sampled_from(Stage), unique=True))
        ),
        analysis=draw(st.none() | st.just(analysis)),
        rejects=tuple(draw(st.lists(REJECT, max_size=2))),
    )


def _without_repeats(article: ProcessedArticle) -> ProcessedArticle:
    if article.analysis is None:
        return article
    return replace(
        article,
        analysis=replace(
            article.analysis,
            mentions=distinct_mentions(article.analysis.mentions),
            relations=distinct_relations(article.analysis.relations),
            quotes=distinct_quotes(article.analysis.quotes),
        ),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(ARTICLE, max_size=3, unique_by=lambda article: article.article_id).map(tuple),
    st.lists(REJECT, max_size=3).map(tuple),
    st.dictionaries(ARTICLE_ID, st.binary(max_size=8), max_size=2),
)
def test_articles_come_back(
    articles: tuple[Article, ...], rejects: tuple[Reject, ...], signatures: dict[ArticleId, bytes]
) -> None:
    batch = IngestionBatch(articles, rejects, signatures)
    with tempfile.TemporaryDirectory() as folder:
        assert read_ingestion(write_ingestion(Path(folder) / "batch", batch)) == batch


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(processed_article(), max_size=3, unique_by=lambda article: article.article_id).map(tuple))
def test_analyses_come_back(articles: tuple[ProcessedArticle, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_analyses(Path(folder) / "batch", AnalysisBatch(articles))
        assert read_analyses(path).articles == tuple(map(_without_repeats, articles))
        assert [each.name for each in Path(folder).iterdir()] == ["batch"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANNOTATION)
def test_annotation_comes_back_with_its_features(annotation: Annotation) -> None:
    found = unpack_annotation(pack_annotation(annotation))
    assert found == annotation
    for sentence, original in zip(found.sentences, annotation.sentences, strict=True):
        assert [dict(word.features) for word in sentence.words] == [dict(word.features) for word in original.words]


@given(st.lists(RELATION, max_size=6), st.lists(MENTION, max_size=6), st.lists(QUOTE, max_size=6))
def test_identifiers_of_distinct_rows_are_distinct(
    relations: list[Relation], mentions: list[Mention], quotes: list[Quote]
) -> None:
    article = ArticleId("a")
    for identifiers in (
        [relation_id(article, each) for each in distinct_relations(relations)],
        [mention_id(article, each) for each in distinct_mentions(mentions)],
        [quote_id(article, each) for each in distinct_quotes(quotes)],
    ):
        assert len(set(identifiers)) == len(identifiers)


@given(RELATION, ENTITY)
def test_identifier_of_a_relation_does_not_depend_on_entities(relation: Relation, entity: EntityNumber | None) -> None:
    other = replace(
        relation,
        subject=replace(relation.subject, entity=entity) if relation.subject else None,
        object=replace(relation.object, entity=entity) if relation.object else None,
    )
    assert relation_id(ArticleId("a"), relation) == relation_id(ArticleId("a"), other)
    assert relation_id(ArticleId("b"), relation) != relation_id(ArticleId("a"), relation)


@given(st.lists(RELATION, min_size=1, max_size=6))
def test_of_equal_relations_the_most_confident_is_kept(relations: list[Relation]) -> None:
    kept = distinct_relations([*relations, *(replace(each, confidence=1.0) for each in relations)])
    assert {each.confidence for each in kept} == {1.0}
    assert len(kept) == len(distinct_relations(relations))
