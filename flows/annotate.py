"""`pressgraph annotate`: JSON Lines in, annotations out; no database, no Prefect.

A line that cannot be processed still gets its object, with `error` set. Entities are resolved over all lines of a call.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TextIO

from tasks.analysis import Work, process
from tasks.batches import ProcessedArticle
from tasks.engines.conllu import to_conllu
from tasks.engines.registry import Registry, load_registry
from tasks.errors import OutputNotWritable, PressgraphError, SourceMissing
from tasks.identification import Identities, identities_of
from tasks.identifiers import distinct_mentions, distinct_quotes, distinct_relations
from tasks.ingestion import describe
from tasks.plan import make_plan
from tasks.records import Analysis, Argument, Article, ArticleId, End, EntityNumber, Language, Mention, Quote, Relation
from tasks.settings import Settings

_NO_LANGUAGE: Final = "no language could be recognised"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of input: the article it holds, or what is wrong with it."""

    number: int
    document_id: str | None
    article: Article | None
    error: str | None = None


def annotate_lines(
    settings: Settings, source: Path | None, output: Path | None, form: str, language: Language | None
) -> int:
    """Annotate every line of `source`; returns the exit code: 1 if an engine could not be loaded.

    Raises:
        SourceMissing: if `source` cannot be opened.
    """
    lines = list(_read(source, language))
    registry = load_registry(settings.languages_file, settings.packs_dir)
    results, problems = _process(lines, registry)
    analyses = {number: result.analysis for number, result in results.items() if result.analysis}
    identities = identities_of(list(analyses.values()))
    with _opened(output) as target:
        for line in lines:
            result = results.get(line.number)
            target.write(_rendered(line, result, identities, form))
    for problem in problems:
        print(f"pressgraph: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _read(source: Path | None, language: Language | None) -> Iterator[Line]:
    if source is None:
        yield from _parsed(sys.stdin.buffer, language)
        return
    try:
        with source.open("rb") as stream:
            yield from _parsed(stream, language)
    except OSError as error:
        raise SourceMissing(str(source)) from error


def _parsed(stream: Iterable[bytes], language: Language | None) -> Iterator[Line]:
    for number, raw in enumerate(line for line in stream if line.strip()):
        try:
            entry = json.loads(raw.decode("utf-8-sig"))
        except UnicodeDecodeError:
            yield Line(number, None, None, "not UTF-8")
            continue
        except (json.JSONDecodeError, RecursionError) as error:
            yield Line(number, None, None, f"not JSON: {error}")
            continue
        yield _line(number, entry, language)


def parse_moment(text: str) -> datetime | None:
    """An ISO 8601 time or date; None if it is neither."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _line(number: int, entry: object, language: Language | None) -> Line:
    if not isinstance(entry, dict):
        return Line(number, None, None, "not a JSON object")
    document_id = entry.get("id")
    error = _what_is_wrong(entry)
    if error:
        return Line(number, document_id if isinstance(document_id, str) else None, None, error)
    given = entry.get("language") or language
    published = entry.get("published_at")
    article = Article(
        article_id=ArticleId(f"{number:09d}"),
        origin=entry["id"],
        source="annotate",
        body=entry["text"],
        content_sha256="",
        payload_sha256="",
        ingested_at=datetime.now(UTC),
        published_at=parse_moment(published) if published else None,
        language=Language(given.lower()) if given else None,
    )
    return Line(number, entry["id"], describe(article))


def _what_is_wrong(entry: dict[str, object]) -> str | None:
    text, published = entry.get("text"), entry.get("published_at")
    if not isinstance(entry.get("id"), str):
        return "id is missing or not a string"
    if not isinstance(text, str):
        return "text is missing or not a string"
    if any("\ud800" <= character <= "\udfff" for character in text):
        return "text holds half a surrogate pair"
    if not isinstance(entry.get("language", ""), str | None):
        return "language is not a string"
    if published and not (isinstance(published, str) and parse_moment(published)):
        return "published_at is not an ISO 8601 time"
    return None


def _process(
    lines: Sequence[Line], registry: Registry
) -> tuple[dict[int, ProcessedArticle], tuple[PressgraphError, ...]]:
    """The result of each line that holds an article, by line number, and the engines that could not be loaded."""
    articles = {line.number: line.article for line in lines if line.article}
    by_language: dict[Language | None, list[int]] = {}
    for number, article in articles.items():
        by_language.setdefault(article.language, []).append(number)
    plan = make_plan(registry)
    results: dict[int, ProcessedArticle] = {}
    problems: list[PressgraphError] = []
    for language, numbers in by_language.items():
        served = language is not None and language in registry.languages
        work = [Work(articles[number], frozenset()) for number in numbers]
        try:
            engine = registry.engine(language) if language and served else None
        except PressgraphError as error:
            problems.append(error)
            continue
        done = process(work, engine, plan[language if served else None])
        results.update(zip(numbers, done, strict=True))
    return results, tuple(problems)


def _rendered(line: Line, result: ProcessedArticle | None, identities: Identities, form: str) -> str:
    error = line.error
    if result is None:
        error = error or "the engine of this language could not be loaded"
    elif result.rejects and line.article and line.article.body.strip():
        error = result.rejects[0].detail
    analysis = result.analysis if result and not error else None
    if form == "conllu":
        return _conllu(line, analysis, error)
    return json.dumps(_object(line, analysis, identities, error), ensure_ascii=False) + "\n"


def _conllu(line: Line, analysis: Analysis | None, error: str | None) -> str:
    name = line.document_id or f"line-{line.number}"
    if analysis is None or line.article is None:
        return f"# newdoc id = {name}\n# error = {' '.join((error or _NO_LANGUAGE).split())}\n\n"
    return to_conllu(line.article.body, analysis.annotation, analysis.mentions, name)


def _object(line: Line, analysis: Analysis | None, identities: Identities, error: str | None) -> dict[str, Any]:
    article = line.article
    shown: dict[str, Any] = {
        "id": line.document_id,
        "language": article.language if article else None,
        "language_confidence": article.language_confidence if article else None,
        "sentences": [],
        "mentions": [],
        "relations": [],
        "quotes": [],
        "error": error,
    }
    if analysis is None:
        return shown
    who = Who(analysis.article_id, identities)
    sentences = analysis.annotation.sentences
    shown["sentences"] = [{"start": each.span.start, "end": each.span.end} for each in sentences]
    shown["mentions"] = [who.mention(each) for each in distinct_mentions(analysis.mentions)]
    shown["relations"] = [who.relation(each) for each in distinct_relations(analysis.relations)]
    shown["quotes"] = [who.quote(each) for each in distinct_quotes(analysis.quotes)]
    return shown


@dataclass(frozen=True, slots=True)
class Who:
    """Shows the records of one article as JSON objects, with the identities of the entities they name."""

    article_id: ArticleId
    identities: Identities

    def entity(self, number: EntityNumber | None) -> dict[str, str | None]:
        """Identity and name of an entity of the article."""
        known = self.identities.get((self.article_id, number)) if number is not None else None
        return {"entity": known.entity_id if known else None, "entity_name": known.name if known else None}

    def end(self, end: End | None) -> dict[str, Any] | None:
        """A subject, object or speaker."""
        if end is None:
            return None
        return {"start": end.span.start, "end": end.span.end, "text": end.text, **self.entity(end.entity)}

    def mention(self, mention: Mention) -> dict[str, Any]:
        """A name."""
        return {
            "start": mention.span.start,
            "end": mention.span.end,
            "text": mention.text,
            "label": mention.label.value,
            "native_label": mention.native_label,
            **self.entity(mention.entity),
        }

    def relation(self, relation: Relation) -> dict[str, Any]:
        """A relation."""
        dated = relation.event_date
        return {
            "type": relation.type.value if relation.type else None,
            "scheme": relation.scheme.value if relation.scheme else None,
            "predicate": relation.predicate,
            "predicate_text": relation.predicate_text,
            "voice": relation.voice.value,
            "subject": self.end(relation.subject),
            "object": self.end(relation.object),
            "object_text": relation.object_text,
            "arguments": [self.argument(each) for each in relation.arguments],
            "polarity": relation.polarity.value,
            "modality": relation.modality.value,
            "tense": relation.tense.value if relation.tense else None,
            "event_date": dated.start.isoformat() if dated and dated.start else None,
            "event_date_end": dated.end.isoformat() if dated and dated.end else None,
            "event_date_text": dated.text if dated else None,
            "attribution": self.end(relation.attribution),
            "confidence": round(relation.confidence, 3),
            "rule": relation.rule,
            "evidence": {
                "start": relation.evidence.start,
                "end": relation.evidence.end,
                "sentence": relation.sentence_no,
            },
        }

    def argument(self, argument: Argument) -> dict[str, Any]:
        """A further phrase of a relation."""
        return {
            "role": argument.role.value,
            "start": argument.span.start,
            "end": argument.span.end,
            "text": argument.text,
            "entity": self.entity(argument.entity)["entity"],
            "value": argument.value,
        }

    def quote(self, quote: Quote) -> dict[str, Any]:
        """A quotation."""
        return {
            "start": quote.span.start,
            "end": quote.span.end,
            "text": quote.text,
            "speaker": self.end(quote.speaker),
        }


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file, complete or not there at all."""
    if output is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    aside = output.with_name(f".{output.name}.partial")
    try:
        with aside.open("w", encoding="utf-8") as stream:
            yield stream
        aside.replace(output)
    except OSError as error:
        raise OutputNotWritable(output, error.strerror or str(error)) from error
    finally:
        aside.unlink(missing_ok=True)
