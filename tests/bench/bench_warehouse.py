"""Measure the warehouse: `python -m tests.bench.bench_warehouse --articles 100000`.

Prints a line a figure: loading against bare tables, an idle question, ten articles into a full and an empty
warehouse, publishing, and the documented queries. Articles are made by hand; no model is needed.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from tasks.batches import AnalysisBatch, IngestionBatch, write_analyses, write_ingestion
from tasks.records import Article, RunId
from tests.warehouse.builders import PLAN, article, body_of, processed, resolve
from warehouse.query import open_snapshot
from warehouse.store import Warehouse

BATCH = 5000
NAMES = ("Tokayev", "Mirziyoyev", "Scholz", "Meloni", "Macron", "Putin", "Xi", "Guterres", "Rahmon", "Japarov")
QUERIES = {
    "facts of one entity": "FROM relation_facts WHERE subject_entity_id = 'tokayev' ORDER BY published_at LIMIT 20",
    "top entities": "FROM entities ORDER BY mention_count DESC LIMIT 20",
    "types": "SELECT type, count(*) FROM relations GROUP BY type",
    "timeline of one entity": "FROM entity_timeline WHERE entity_id = 'tokayev' ORDER BY day",
    "relations of one pair by day": "FROM relation_timeline WHERE subject_entity_id = 'tokayev'"
    " AND object_entity_id = 'scholz' ORDER BY day",
    "neighbours in the network": "FROM network_edges WHERE source_entity_id = 'tokayev' ORDER BY weight DESC LIMIT 20",
    "pairs with one entity": "FROM entity_pairs WHERE entity_a = 'scholz' ORDER BY article_count DESC LIMIT 20",
    "agreement on one pair": "FROM event_agreement WHERE entity_a = 'scholz' AND entity_b = 'tokayev'",
    "statements of one speaker": "FROM speaker_statements WHERE speaker_entity_id = 'tokayev'"
    " ORDER BY published_at LIMIT 20",
    "search": "FROM search_articles('met meloni point 77') LIMIT 20",
}


def made(number: int) -> Article:
    return article(number, body_of(number, NAMES[number % 10], NAMES[(number // 10) % 9 + 1 - (number % 10 == 0)]))


def timed(what: str, work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    seconds = time.perf_counter() - began
    sys.stdout.write(f"{what:45} {seconds:8.3f} s\n")
    sys.stdout.flush()
    return seconds


def write_batches(work: Path, numbers: range) -> tuple[list[Path], list[Path]]:
    ingested, analysed = [], []
    for start in range(numbers.start, numbers.stop, BATCH):
        articles = tuple(made(number) for number in range(start, min(start + BATCH, numbers.stop)))
        ingested.append(write_ingestion(work / f"in-{start}", IngestionBatch(articles)))
        analysed.append(write_analyses(work / f"out-{start}", AnalysisBatch(tuple(map(processed, articles)))))
    return ingested, analysed


def into_bare_tables(folder: Path, batches: tuple[list[Path], list[Path]]) -> None:
    with duckdb.connect(folder / "bare.duckdb") as connection:
        for kind, folders in zip(("in", "out"), batches, strict=True):
            for path in folders[0].glob("*.parquet"):
                files = [str(each / path.name) for each in folders]
                connection.execute(f"CREATE TABLE {kind}_{path.stem} AS FROM read_parquet(?)", [files])
        connection.execute("CHECKPOINT")


def into_warehouse(warehouse: Warehouse, batches: tuple[list[Path], list[Path]]) -> None:
    warehouse.load_ingestion(batches[0], RunId("bench"))
    warehouse.load_analyses(batches[1], RunId("bench"))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100_000)
    count = parser.parse_args().articles
    work = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        _measure(work, count)
    finally:
        shutil.rmtree(work)


def _measure(work: Path, count: int) -> None:
    batches = write_batches(work, range(count))
    more = write_batches(work / "more", range(count, count + 10))
    bare = timed("DuckDB reads the Parquet into bare tables", lambda: into_bare_tables(work, batches))
    data_dir = work / "data"
    with Warehouse.open(data_dir) as warehouse:
        loaded = timed("loading", lambda: into_warehouse(warehouse, batches))
        sys.stdout.write(f"{'  times bare tables':45} {loaded / bare:8.2f}\n")
        timed("resolving (simplest kind) and saving", lambda: resolve(warehouse))
        timed("publishing", warehouse.publish)
        sys.stdout.write(f"{'  snapshot':45} {(data_dir / 'news.duckdb').stat().st_size / 1e6:8.1f} MB\n")
        sys.stdout.write(f"{'  writer':45} {(data_dir / 'writer.duckdb').stat().st_size / 1e6:8.1f} MB\n")

    def idle() -> None:
        with Warehouse.open(data_dir) as again:
            again.known_articles()
            again.pending(PLAN)
            again.publish()

    timed("asking what is pending, nothing new", idle)
    with Warehouse.open(data_dir) as warehouse, Warehouse.open(work / "empty") as empty:
        full = timed("ten articles into the full warehouse", lambda: into_warehouse(warehouse, more))
        bare = timed("ten articles into an empty one", lambda: into_warehouse(empty, more))
        sys.stdout.write(f"{'  times empty':45} {full / bare:8.2f}\n")
        timed("saving identities again", lambda: resolve(warehouse))
        timed("publishing again", warehouse.publish)
    with open_snapshot(data_dir) as connection:
        for name, sql in QUERIES.items():
            seconds = []
            for _ in range(7):
                began = time.perf_counter()
                connection.execute(sql).fetchall()
                seconds.append(time.perf_counter() - began)
            sys.stdout.write(f"{'query: ' + name:45} {statistics.median(seconds) * 1000:8.1f} ms\n")


if __name__ == "__main__":
    main()
