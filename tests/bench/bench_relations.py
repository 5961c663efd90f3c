"""Measure what extraction adds to an engine: `python -m tests.bench.bench_relations --articles FILE.jsonl`.

FILE holds a JSON object a line with `text` and `language`. Prints seconds of processor time a language for the engine,
the name layer and relation extraction, and the share that extraction adds. One process, models loaded before.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tasks.engines.registry import load_registry
from tasks.entities.article import name_entities
from tasks.entities.officials import states_of
from tasks.records import Annotation, Block, BlockKind, Language, Span
from tasks.relations.document import Document
from tasks.relations.extract import extract


def _timed(work: Callable[[], list[Any]]) -> tuple[list[Any], float]:
    started = time.process_time()
    return work(), time.process_time() - started


def _blocks(body: str) -> tuple[Block, ...]:
    return (Block(BlockKind.TEXT, Span(0, len(body))),)


def _document(body: str, annotation: Annotation) -> Document:
    named = name_entities(body, _blocks(body), annotation)
    states = states_of(named.entities, annotation.language)
    return Document(body, annotation.language, None, _blocks(body), annotation, named.mentions, named.entities, states)


def measure(language: Language, bodies: Sequence[str]) -> str:
    """One line of figures for the articles of a language."""
    engine = load_registry().engine(language)
    engine.annotate(bodies[:1])
    annotations, engine_seconds = _timed(lambda: list(engine.annotate(bodies)))
    pairs = list(zip(bodies, annotations, strict=True))
    _document(*pairs[0])
    documents, names_seconds = _timed(lambda: [_document(body, annotation) for body, annotation in pairs])
    extract(documents[0])
    _, seconds = _timed(lambda: [extract(document) for document in documents])
    return (
        f"{language}: engine {engine_seconds:.2f} s, names {names_seconds:.2f} s, relations {seconds:.2f} s, "
        f"extraction adds {seconds / engine_seconds:.1%}"
    )


def main() -> None:
    """Print a line a language."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=Path, required=True, help="JSON Lines with text and language")
    parser.add_argument("--limit", type=int, default=20, help="articles a language")
    options = parser.parse_args()
    texts: dict[Language, list[str]] = {}
    for line in options.articles.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        texts.setdefault(Language(entry["language"]), []).append(entry["text"])
    for language, bodies in texts.items():
        sys.stdout.write(measure(language, bodies[: options.limit]) + "\n")


if __name__ == "__main__":
    main()
