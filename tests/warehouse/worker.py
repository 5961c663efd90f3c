"""A run in a process of its own, to be killed or starved: `python -m tests.warehouse.worker DATA_DIR WORK_DIR ...`."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from tasks.batches import AnalysisBatch, IngestionBatch, write_analyses, write_ingestion
from tasks.errors import PressgraphError
from tasks.records import Article
from tests.warehouse.builders import PLAN, article, body_of, processed, resolve
from warehouse.store import Warehouse

BATCHES = 4


def old_articles(count: int) -> list[Article]:
    return [article(number) for number in range(count)]


def new_articles(count: int) -> list[Article]:
    """Every third article with a new text, and half as many more."""
    return [
        article(number, body_of(number, visitor="Nazarbayev") if number % 3 == 0 else None)
        for number in range(count + count // 2)
    ]


def run(data_dir: Path, work: Path, articles: list[Article]) -> None:
    """A run that loads its work in several batches, as a flow does."""
    with Warehouse.open(data_dir) as warehouse:
        run_id = warehouse.begin_run({}, "0")
        counts = warehouse.load_ingestion(
            [write_ingestion(work / "in", IngestionBatch(tuple(articles)))],
            run_id,
        )
        pending = [item.article_id for item in warehouse.pending(PLAN)]
        for batch in range(BATCHES):
            done = tuple(processed(each) for each in warehouse.articles(pending[batch::BATCHES]))
            warehouse.load_analyses([write_analyses(work / f"out-{batch}", AnalysisBatch(done))], run_id)
        if warehouse.identities_outdated():
            resolve(warehouse)
        warehouse.finish_run(run_id, "completed", counts)
        warehouse.publish()


def main() -> None:
    data_dir, work, count, spare_bytes = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    articles = new_articles(count)
    if spare_bytes:
        largest = (data_dir / "writer.duckdb").stat().st_size + spare_bytes
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    print("ready", flush=True)
    try:
        run(data_dir, work, articles)
    except PressgraphError as error:
        print(f"{type(error).__name__}: {error}")
        sys.exit(1)


if __name__ == "__main__":
    main()
