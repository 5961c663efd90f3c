"""Measure the warehouse: `python -m tests.bench.bench_warehouse --articles 100000` (`make bench`).

Prints a line a figure, each as seconds on the clock and seconds of processor time: loading against bare tables, a rerun
with nothing new, a run of ten articles into the full warehouse and into an empty one, and the documented queries.
Articles are made by hand; no model is needed. On a busy machine only the processor times can be compared.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from tasks.batches import AnalysisBatch, IngestionBatch, write_analyses, write_ingestion
from tasks.ingestion import find_originals
from tasks.records import Article, EntityId
from tasks.text.duplicates import signature
from tests.warehouse.builders import PLAN, Identity, article, body_of, processed, resolve
from warehouse.query import open_snapshot
from warehouse.store import Warehouse

BATCH = 5000
NAMES = ("Tokayev", "Mirziyoyev", "Scholz", "Meloni", "Macron", "Putin", "Xi", "Guterres", "Rahmon", "Japarov")
QUERIES = {
    "facts of one entity": "FROM relation_facts WHERE subject_entity_id = 'tokayev' ORDER BY published_at LIMIT 20",
    "most named entities": "FROM entities ORDER BY mention_count DESC LIMIT 20",
    "relations by type": "SELECT type, count(*) FROM relations GROUP BY type",
    "timeline of one entity": "FROM entity_timeline WHERE entity_id = 'tokayev' ORDER BY day",
    "relations of one pair by day": "FROM relation_timeline WHERE subject_entity_id = 'tokayev'"
    " AND object_entity_id = 'scholz' ORDER BY day",
    "neighbours in the network": "FROM network_edges WHERE source_entity_id = 'tokayev' ORDER BY weight DESC LIMIT 20",
    "who is named with one entity": "FROM entity_pairs WHERE entity_a = 'scholz' ORDER BY article_count DESC LIMIT 20",
    "agreement on one pair": "FROM event_agreement WHERE entity_a = 'scholz' AND entity_b = 'tokayev'",
    "statements of one speaker": "FROM speaker_statements WHERE speaker_entity_id = 'tokayev'"
    " ORDER BY published_at LIMIT 20",
    "country events by month": "FROM country_events_by_month WHERE subject_country = 'KZ' ORDER BY month LIMIT 20",
    "country events by week": "FROM country_events_by_week WHERE subject_country = 'KZ' ORDER BY week LIMIT 20",
    "who reports it, who does not": "FROM source_comparison WHERE subject_entity_id = 'tokayev' LIMIT 20",
    "changes since a run": "FROM changes_since((SELECT max(run_id) FROM runs)) LIMIT 20",
    "search, a rare word": "FROM search_articles('77777') LIMIT 20",
    "search, words of every article": "FROM search_articles('met meloni point 77') LIMIT 20",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of processor time."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Batches:
    """Folders of batches, read and analysed."""

    ingested: tuple[Path, ...]
    analysed: tuple[Path, ...]
    articles: range


def made(number: int) -> Article:
    return article(number, body_of(number, NAMES[number % 10], NAMES[(number // 10) % 9 + 1 - (number % 10 == 0)]))


def measured(what: str, work: Callable[[], object]) -> Cost:
    began, busy = time.perf_counter(), time.process_time()
    work()
    cost = Cost(time.perf_counter() - began, time.process_time() - busy)
    say(f"{what:45} {cost.wall:8.3f} s {cost.processor:8.3f} s of processor")
    return cost


def compare(what: str, one: Cost, other: Cost) -> None:
    say(f"{'  ' + what:45} {one.wall / other.wall:8.2f}   {one.processor / other.processor:8.2f}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def write_batches(work: Path, numbers: range) -> Batches:
    ingested, analysed = [], []
    for start in range(numbers.start, numbers.stop, BATCH):
        articles = tuple(made(number) for number in range(start, min(start + BATCH, numbers.stop)))
        signatures = {each.article_id: signature(each.body, each.blocks) for each in articles}
        ingested.append(write_ingestion(work / f"in-{start}", IngestionBatch(articles, (), signatures)))
        analysed.append(write_analyses(work / f"out-{start}", AnalysisBatch(tuple(map(processed, articles)))))
    return Batches(tuple(ingested), tuple(analysed), numbers)


def into_bare_tables(folder: Path, batches: Batches) -> None:
    with duckdb.connect(folder / "bare.duckdb") as connection:
        for kind, folders in (("in", batches.ingested), ("out", batches.analysed)):
            for path in folders[0].glob("*.parquet"):
                files = [str(each / path.name) for each in folders]
                connection.execute(f"CREATE TABLE {kind}_{path.stem} AS FROM read_parquet(?)", [files])
        connection.execute("CHECKPOINT")


def load(data_dir: Path, batches: Batches) -> None:
    """A load alone, as it is compared with bare tables."""
    with Warehouse.open(data_dir) as warehouse:
        run_id = warehouse.begin_run({}, "bench")
        counts = warehouse.load_ingestion(batches.ingested, run_id)
        warehouse.load_analyses(batches.analysed, run_id)
        warehouse.finish_run(run_id, "completed", counts)


def whole_run(data_dir: Path, batches: Batches) -> None:
    """All that a run asks of the warehouse; the articles' entities are told apart by name alone."""
    with Warehouse.open(data_dir) as warehouse:
        warehouse.pending(PLAN)
        warehouse.identities_outdated()
        run_id = warehouse.begin_run({}, "bench")
        warehouse.known_articles()
        articles = [made(number) for number in batches.articles]
        signatures = {each.article_id: signature(each.body, each.blocks) for each in articles}
        find_originals(signatures, warehouse.similar(signatures))
        counts = warehouse.load_ingestion(batches.ingested, run_id)
        pending = [item.article_id for item in warehouse.pending(PLAN)]
        warehouse.articles(pending)
        warehouse.load_analyses(batches.analysed, run_id)
        identify(warehouse, articles)
        warehouse.finish_run(run_id, "completed", counts)
        warehouse.publish()


def identify(warehouse: Warehouse, articles: Sequence[Article]) -> None:
    identities, entities = [], {}
    for each in articles:
        analysis = processed(each).analysis
        for entity in analysis.entities if analysis else ():
            slug = EntityId(entity.name.lower())
            identities.append((each.article_id, entity.number, slug))
            entities[slug] = Identity(slug, entity.name, entity.label, entity.kind, entity.country_code)
    warehouse.save_identities(identities, entities.values())


def nothing_new(data_dir: Path) -> None:
    """What a run does that finds every article known: it asks, records that it did, and publishes that."""
    with Warehouse.open(data_dir) as warehouse:
        warehouse.known_articles()
        warehouse.pending(PLAN)
        run_id = warehouse.begin_run({}, "bench")
        counts = warehouse.load_ingestion([], run_id)
        warehouse.finish_run(run_id, "completed", counts)
        warehouse.publish()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--work", type=Path, help="Folder to make and leave; default: a temporary one, removed.")
    options = parser.parse_args()
    work = options.work or Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        _measure(work, options.articles)
    finally:
        if options.work is None:
            shutil.rmtree(work)


def _measure(work: Path, count: int) -> None:
    say(f"{time.strftime('%Y-%m-%d %H:%M')}, {count} articles, DuckDB {duckdb.__version__}")
    batches = write_batches(work, range(count))
    more = [write_batches(work / f"more-{n}", range(count + 10 * n, count + 10 * n + 10)) for n in range(4)]
    data_dir = work / "data"
    bare = measured("DuckDB reads the Parquet into bare tables", lambda: into_bare_tables(work, batches))
    compare("loading, times bare tables", measured("loading", lambda: load(data_dir, batches)), bare)
    with Warehouse.open(data_dir) as warehouse:
        measured("resolving (by name alone)", lambda: resolve(warehouse))
        measured("publishing all", warehouse.publish)
    for name in ("news.duckdb", "writer.duckdb"):
        say(f"{'  ' + name:45} {(data_dir / name).stat().st_size / 1e6:8.1f} MB")
    measured("rerun with nothing new", lambda: nothing_new(data_dir))
    measured("rerun with nothing new, again", lambda: nothing_new(data_dir))
    for number, ten in enumerate(more):
        full = measured("ten articles into the full warehouse", partial(whole_run, data_dir, ten))
        empty = measured("ten articles into an empty one", partial(whole_run, work / f"empty-{number}", ten))
        compare("times empty", full, empty)
    with open_snapshot(data_dir) as connection:
        for name, sql in QUERIES.items():
            costs = []
            for _ in range(9):
                began, busy = time.perf_counter(), time.process_time()
                connection.execute(sql).fetchall()
                costs.append((time.perf_counter() - began, time.process_time() - busy))
            wall, processor = (statistics.median(each) * 1000 for each in zip(*costs, strict=True))
            say(f"{'query: ' + name:45} {wall:7.1f} ms {processor:7.1f} ms of processor")


if __name__ == "__main__":
    main()
