"""Small articles and analyses made by hand, for tests of batches and warehouse."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tasks.batches import (
    AnalysisBatch,
    IngestionBatch,
    ProcessedArticle,
    write_analyses,
    write_ingestion,
)
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
    EntityId,
    EntityKind,
    EntityNumber,
    EventDate,
    Label,
    Language,
    Mention,
    Quote,
    Reject,
    Relation,
    RelationType,
    RunId,
    Sentence,
    Span,
    Stage,
    Tense,
    Voice,
    Word,
)
from tasks.work import ANALYSIS_STAGES, Fingerprint, Plan, Processing
from warehouse.load_analyses import AnalysisCounts
from warehouse.load_articles import IngestionCounts
from warehouse.store import Warehouse

NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
EN = Language("en")
DE = Language("de")
MEANS = Fingerprint(stage_version="1", config_sha256="c1", engine="spacy", model="small-1", model_sha256="m1")
NO_ENGINE = Fingerprint(stage_version="1", config_sha256="c1")
PLAN: Plan = {
    EN: dict.fromkeys(ANALYSIS_STAGES, MEANS),
    DE: dict.fromkeys(ANALYSIS_STAGES, MEANS),
    None: {Stage.ANNOTATION: NO_ENGINE},
}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def body_of(number: int, visitor: str = "Tokayev", host: str = "Scholz") -> str:
    """An article about one meeting: a title line, then a sentence, with quotation."""
    return f"Meeting {number}\n{visitor} met {host} in Berlin. “We agree on point {number}”, {visitor} said."


def article(
    number: int,
    body: str | None = None,
    *,
    language: Language | None = EN,
    duplicate_of: ArticleId | None = None,
    title: str | None = None,
) -> Article:
    text = body_of(number) if body is None else body
    first = text.index("\n") if "\n" in text else len(text)
    blocks = [Block(BlockKind.TITLE, Span(0, first))]
    if first < len(text):
        blocks.append(Block(BlockKind.TEXT, Span(first + 1, len(text))))
    return Article(
        article_id=ArticleId(sha256(f"article {number}")[:32]),
        origin=f"folder/{number}.txt",
        source="folder",
        body=text,
        content_sha256=sha256(text),
        payload_sha256=sha256(text),
        ingested_at=NOW,
        title=title or f"Meeting {number}",
        published_at=datetime(2024, 5, 1 + number % 28, tzinfo=UTC),
        language=language,
        language_confidence=0.99,
        blocks=tuple(blocks),
        duplicate_of=duplicate_of,
    )


def _words(body: str, sentence: Span) -> tuple[Word, ...]:
    words: list[Word] = []
    start = sentence.start
    for piece in sentence.of(body).split(" "):
        span = Span(start, start + len(piece))
        words.append(
            Word(
                index=len(words) + 1,
                text=piece,
                lemma={"met": "meet", "said.": "say"}.get(piece, piece.strip(".,“”")),
                upos="X",
                head=0 if not words else 1,
                deprel="root" if not words else "dep",
                span=span,
                features={"Number": "Sing"},
            )
        )
        start = span.end + 1
    return tuple(words)


def analysis(of: Article, *, model: str = "small-1") -> Analysis:
    """The one meeting, the quote and its speaker that `body_of` tells."""
    body = of.body
    line = body.index("\n")
    stop = body.index(". ") + 1
    sentences = [Span(0, line), Span(line + 1, stop), Span(stop + 1, len(body))]
    visitor, _, host = body[line + 1 : body.index(" in Berlin")].partition(" met ")

    def span(text: str, start: int = 0) -> Span:
        at = body.index(text, start)
        return Span(at, at + len(text))

    first = span(visitor, line)
    second = span(host, line)
    again = span(visitor, stop)
    berlin = span("Berlin", line)
    mentions = tuple(
        Mention(where, where.of(body), label, label.value, number, "spacy", model, 0.9, EntityNumber(entity))
        for where, label, number, entity in (
            (first, Label.PER, 1, 0),
            (second, Label.PER, 1, 1),
            (berlin, Label.LOC, 1, 2),
            (again, Label.PER, 2, 0),
        )
    )
    quoted = Span(body.index("“") + 1, body.index("”"))
    return Analysis(
        article_id=of.article_id,
        annotation=Annotation(
            language=of.language or EN,
            engine="spacy",
            model=model,
            sentences=tuple(Sentence(each, _words(body, each)) for each in sentences),
            mentions=tuple(
                Mention(each.span, each.text, each.label, each.native_label, each.sentence_no, "spacy", model)
                for each in mentions
            ),
        ),
        mentions=mentions,
        entities=(
            _entity(0, visitor, Label.PER, EntityKind.PERSON, 2, countries=("KZ",), offices=("president",)),
            _entity(1, host, Label.PER, EntityKind.PERSON, 1),
            _entity(2, "Berlin", Label.LOC, EntityKind.PLACE, 1, country="DE"),
        ),
        relations=(
            Relation(
                type=RelationType.CONSULT,
                predicate="meet",
                predicate_text="met",
                voice=Voice.ACTIVE,
                subject=End(first, visitor, EntityNumber(0)),
                object=End(second, host, EntityNumber(1)),
                sentence_no=1,
                evidence=Span(first.start, berlin.end),
                rule="active-transitive",
                confidence=0.8,
                arguments=(
                    Argument(ArgumentRole.LOCATION, Span(berlin.start - 3, berlin.end), "in Berlin", EntityNumber(2)),
                ),
                tense=Tense.PAST,
                event_date=EventDate("May", date(2024, 5, 1), date(2024, 5, 31)),
            ),
            Relation(
                type=RelationType.STATE,
                predicate="say",
                predicate_text="said",
                voice=Voice.ACTIVE,
                subject=End(again, visitor, EntityNumber(0)),
                object=None,
                sentence_no=2,
                evidence=sentences[2],
                rule="speech",
                confidence=0.7,
                object_text=quoted.of(body),
                attribution=End(again, visitor, EntityNumber(0)),
            ),
        ),
        quotes=(Quote(quoted, quoted.of(body), 2, End(again, visitor, EntityNumber(0))),),
    )


def _entity(
    number: int,
    name: str,
    label: Label,
    kind: EntityKind,
    count: int,
    *,
    country: str | None = None,
    countries: Sequence[str] = (),
    offices: Sequence[str] = (),
) -> ArticleEntity:
    return ArticleEntity(
        number=EntityNumber(number),
        name=name,
        label=label,
        kind=kind,
        aliases=(Alias(name, count),),
        country_code=CountryCode(country) if country else None,
        countries=tuple(CountryCode(each) for each in countries),
        offices=tuple(offices),
    )


def processed(
    of: Article,
    *,
    stages: Sequence[Stage] = ANALYSIS_STAGES,
    means: Fingerprint = MEANS,
    error: str | None = None,
) -> ProcessedArticle:
    return ProcessedArticle(
        article_id=of.article_id,
        body=of.body,
        processing=tuple(
            Processing(of.article_id, stage, of.content_sha256, means, NOW, 0.5, error) for stage in stages
        ),
        analysis=None if error else analysis(of, model=means.model or ""),
        rejects=(
            (Reject(stages[0], error, f"{error} happened", of.source, of.origin, NOW, of.article_id),) if error else ()
        ),
    )


def ingest(
    warehouse: Warehouse, folder: Path, articles: Sequence[Article], rejects: Sequence[Reject] = (), run: str = "run-1"
) -> IngestionCounts:
    batch = write_ingestion(folder / "in", IngestionBatch(tuple(articles), tuple(rejects)))
    return warehouse.load_ingestion([batch], RunId(run))


def load(
    warehouse: Warehouse, folder: Path, articles: Sequence[ProcessedArticle], run: str = "run-1"
) -> AnalysisCounts:
    batch = write_analyses(folder / "out", AnalysisBatch(tuple(articles)))
    return warehouse.load_analyses([batch], RunId(run))


@dataclass(frozen=True)
class Identity:
    """A row of resolution, as the warehouse needs it."""

    entity_id: EntityId
    name: str
    label: Label
    kind: EntityKind
    country_code: CountryCode | None
    wikidata_id: str | None = None


def resolve(warehouse: Warehouse) -> None:
    """Resolution of the simplest kind: the same name is the same thing."""
    identities = []
    entities: dict[EntityId, Identity] = {}
    for row in warehouse.article_entities():
        for entity in row.entities:
            slug = EntityId(entity.name.lower().replace(" ", "-"))
            identities.append((row.article_id, entity.number, slug))
            entities[slug] = Identity(slug, entity.name, entity.label, entity.kind, entity.country_code)
    warehouse.save_identities(identities, entities.values())


def whole_run(
    warehouse: Warehouse,
    folder: Path,
    articles: Sequence[Article],
    plan: Plan = PLAN,
    resolve: Callable[[Warehouse], object] = resolve,
) -> IngestionCounts:
    """What a flow does: ingest, work on what is pending, resolve, publish."""
    run_id = warehouse.begin_run({"source": "test"}, "0")
    batch = write_ingestion(folder / "in", IngestionBatch(tuple(articles)))
    counts = warehouse.load_ingestion([batch], run_id)
    items = warehouse.pending(plan)
    if items:
        done = [
            processed(each, means=plan[each.language][Stage.ANNOTATION])
            for each in warehouse.articles([item.article_id for item in items])
        ]
        warehouse.load_analyses([write_analyses(folder / "out", AnalysisBatch(tuple(done)))], run_id)
    if warehouse.identities_outdated():
        resolve(warehouse)
    warehouse.finish_run(run_id, "completed", counts)
    warehouse.publish()
    return counts
