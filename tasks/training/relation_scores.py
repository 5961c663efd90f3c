"""Scores of relations on development data, and the factors behind `relations.confidence`.

Reads the data, runs engines and the whole analysis on it, and hands the rows to `tasks.relations.evaluation`. How the
models themselves are scored is in `evaluation`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Final

from tasks.analysis import analyse, document_of
from tasks.engines.registry import Registry, load_registry
from tasks.identification import identities_of
from tasks.ingestion import describe
from tasks.records import Analysis, Annotation, Article, ArticleId, Language, Relation
from tasks.relations.article_gold import GOLD_LISTS, ArticleScore, named_rows, read_gold, score_article
from tasks.relations.calibration import features_of
from tasks.relations.evaluation import bench, carb, news, reliability
from tasks.relations.extract import uncalibrated
from tasks.training.corpora import DataMissing

LANGUAGES: Final = ("en", "de", "it")
_AT_ONCE: Final = 40
_PERCENT: Final = 100
_MOST_MISSING: Final = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A figure: what was measured, in which language or pair, and the value as text."""

    measure: str
    language: str
    value: str

    def __str__(self) -> str:
        """Columns apart by tabs."""
        return f"{self.measure}\t{self.language}\t{self.value}"


@dataclass(frozen=True, slots=True)
class Reader:
    """Runs engine and analysis on texts."""

    registry: Registry

    def analyses(self, language: str, texts: Mapping[str, str]) -> list[Analysis]:
        """One analysis a text, in order; the keys become article identifiers."""
        engine = self.registry.engine(Language(language))
        found: list[Analysis] = []
        names = list(texts)
        for start in range(0, len(names), _AT_ONCE):
            part = [_article(name, texts[name], language) for name in names[start : start + _AT_ONCE]]
            annotations = engine.annotate([article.body for article in part])
            found.extend(analyse(article, each) for article, each in zip(part, annotations, strict=True))
        return found


def _article(name: str, body: str, language: str) -> Article:
    return describe(
        Article(
            article_id=ArticleId(name), origin=name, source="evaluation", body=body, content_sha256="",
            payload_sha256="", ingested_at=datetime.now(UTC), language=Language(language),
        )
    )  # fmt: skip


def relation_scores(data: Path, registry: Registry, languages: Sequence[str] = LANGUAGES) -> Iterator[Line]:
    """All figures that the data allows for some languages, as they are measured.

    Args:
        data: folder with oie/, ner/de/ and news/ntrex/.
        registry: where engines come from.
        languages: which of en, de and it.

    Raises:
        DataMissing: a file is not there.
    """
    reader = Reader(registry)
    for language in languages:
        if language in {"en", "de"}:
            yield _line("BenchIE", language, _bench(reader, data, language))
    if "en" in languages:
        yield _line("CaRB, tokens", "en", _carb(reader, data))
    if "de" in languages:
        yield from _smartdata(reader, data)
    yield from _articles(reader, data, languages)


def _line(measure: str, language: str, score: bench.Score) -> Line:
    shown = ", ".join(
        f"{name} {_PERCENT * value:.1f}"
        for name, value in (("precision", score.precision), ("recall", score.recall), ("F1", score.f1))
    )
    return Line(measure, language, shown)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise DataMissing(path)
    return path


def _bench(reader: Reader, data: Path, language: str) -> bench.Score:
    sentences = bench.read_bench(_existing(data / "oie" / f"benchie-dev-{language}.txt"))
    analyses = reader.analyses(language, {each.number: each.text for each in sentences})
    return bench.score(sentences, {str(each.article_id): each.relations for each in analyses})


def _carb(reader: Reader, data: Path) -> bench.Score:
    tuples = carb.read_carb(_existing(data / "oie" / "carb" / "dev.tsv"))
    texts = {str(number): sentence for number, sentence in enumerate(tuples)}
    analyses = reader.analyses("en", texts)
    return carb.score_carb(tuples, {texts[str(each.article_id)]: each.relations for each in analyses})


def _smartdata(reader: Reader, data: Path) -> Iterator[Line]:
    marked = list(news.read_smartdata(_existing(data / "ner" / "de" / "smartdata-test.json.gz")))
    analyses = reader.analyses("de", {str(number): text for number, (text, _) in enumerate(marked)})
    found: dict[str, list[bool]] = {}
    for (_, relations), analysis in zip(marked, analyses, strict=True):
        for each in relations:
            found.setdefault(each.name, []).append(news.is_found(each, analysis.relations))
    for name, hits in sorted(found.items()):
        yield Line(f"SmartData {name}", "de", f"{sum(hits)} of {len(hits)} found")


def read_articles(data: Path, language: str) -> dict[str, str]:
    """NTREX articles by identifier.

    Raises:
        DataMissing: the file is not there.
    """
    path = _existing(data / "news" / "ntrex" / f"{language}.jsonl")
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {entry["id"]: entry["text"] for entry in entries}


def _articles(reader: Reader, data: Path, languages: Sequence[str]) -> Iterator[Line]:
    analyses: dict[str, list[Analysis]] = {}
    judged = reliability.judged()
    known: list[tuple[float, bool]] = []
    for language in languages:
        analyses[language] = reader.analyses(language, read_articles(data, language))
        rows = [row for each in analyses[language] for row in each.relations]
        covered = news.coverage(rows)
        missing = ", ".join(f"{lemma} {count}" for lemma, count in covered.missing[:_MOST_MISSING])
        yield Line(
            "NTREX coverage", language, f"{_PERCENT * covered.share:.1f} % of {covered.rows}; most missing: {missing}"
        )
        yield from (_gold(name, language, analyses[language]) for name in GOLD_LISTS)
        for analysis in analyses[language]:
            for row in analysis.relations:
                key = _key(row, analysis.annotation, str(analysis.article_id))
                if key in judged and not reliability.is_for_fitting(key):
                    known.append((row.confidence, judged[key]))
    for first, second in combinations(languages, 2):
        yield _line("NTREX agreement", f"{first}-{second}", _agreement(analyses[first], analyses[second]))
    for each in reliability.reliability(known):
        yield Line(
            f"confidence {each.low:.2f} to {each.high:.2f}",
            ",".join(languages),
            f"{each.rows} rows, mean {each.confidence:.2f}, right {each.right:.2f}",
        )


def _gold(name: str, language: str, analyses: Sequence[Analysis]) -> Line:
    """Typed relations between named entities, against the list `name` that a reader wrote for some articles."""
    known = {str(each.article_id): each for each in analyses}
    total = ArticleScore()
    for article in read_gold(name):
        if article.article in known:
            analysis = known[article.article]
            entities = {entity.number: entity for entity in analysis.entities}
            total += score_article(article, named_rows(analysis.relations, entities))
    value = f"precision {_PERCENT * total.precision:.1f} of {total.rows}, recall {_PERCENT * total.recall:.1f}"
    return Line(f"typed, {name}", language, f"{value} of {total.expected}")


def _key(row: Relation, annotation: Annotation, article: str) -> reliability.RowKey:
    sentence = annotation.sentences[row.sentence_no]
    return reliability.key_of(row, annotation.language, article, sentence.span.start)


def _agreement(first: Sequence[Analysis], second: Sequence[Analysis]) -> bench.Score:
    """Entities are resolved over both languages together, as in one call of `annotate`."""
    both = [renamed(each, side) for side, group in enumerate((first, second)) for each in group]
    identities = identities_of(both)
    facts = []
    for analysis in both:
        found = set()
        for row in analysis.relations:
            if row.subject and row.object and row.subject.entity is not None and row.object.entity is not None:
                ends = [
                    identities[analysis.article_id, end].entity_id for end in (row.subject.entity, row.object.entity)
                ]
                found.add(news.fact(row, *ends))
        facts.append(frozenset(each for each in found if each is not None))
    return news.agreement(facts[: len(first)], facts[len(first) :])


def renamed(analysis: Analysis, side: int) -> Analysis:
    """The analysis with an identifier of its own for this side of a comparison."""
    return replace(analysis, article_id=ArticleId(f"{side} {analysis.article_id}"))


def calibrate(data: Path, registry: Registry) -> Iterator[str]:
    """Fit the factors of confidence on the half of the judged rows that is for fitting; yields the file's lines."""
    judged = reliability.judged()
    rows = []
    for language in LANGUAGES:
        texts = read_articles(data, language)
        engine = registry.engine(Language(language))
        for (name, text), annotation in zip(texts.items(), engine.annotate(list(texts.values())), strict=True):
            document = document_of(_article(name, text, language), annotation)
            for row in uncalibrated(document).relations:
                key = _key(row, annotation, name)
                if key in judged and reliability.is_for_fitting(key):
                    rows.append((features_of(row, Language(language)), judged[key]))
    fitted = reliability.fit(rows)
    yield f"# Factors of confidence, fitted on {len(rows)} judged rows by python -m tasks.training.relation_scores"
    yield f"constant = {fitted.constant}\n\n[factors]"
    for name, weight in fitted.factors.items():
        yield f'"{name}" = {weight}'


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the factors of confidence (calibration.toml) to stdout.")
    parser.add_argument("--data", type=Path, required=True, help="folder with news/ntrex/")
    for line in calibrate(parser.parse_args().data, load_registry()):
        sys.stdout.write(line + "\n")
