"""Measure a rerun with nothing new: `python -m tests.bench.bench_rerun --articles 100000` (part of `make bench`).

Articles lie in a folder, a file each, and once more in one JSON Lines file. They are loaded as a run loads them, with
analyses made by hand instead of by a model; then `pressgraph run` is timed from the moment its modules are imported:
with nothing new, with one file touched, and with nothing new in a process of its own, start-up included.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from flows.main_job import run_main_job
from flows.parameters import RunParameters
from tasks.batches import AnalysisBatch, IngestionBatch, ProcessedArticle, write_analyses, write_ingestion
from tasks.engines.registry import load_registry
from tasks.plan import make_plan
from tasks.records import Article
from tasks.settings import Settings
from tasks.sources.reader import SourceReader
from tasks.work import Plan, Processing
from tests.bench.bench_warehouse import BATCH, NAMES, measured, say
from tests.warehouse.builders import EN, NOW, analysis, article, body_of, resolve
from warehouse.store import Warehouse


def body(number: int) -> str:
    return body_of(number, NAMES[number % 10], NAMES[(number + 3) % 10])


def write_files(folder: Path, count: int) -> Path:
    for number in range(count):
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body(number), encoding="utf-8")
    return folder


def write_lines(path: Path, count: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": str(number), "text": body(number)}) + "\n" for number in range(count))
    return path


def load(settings: Settings, source: Path, work: Path) -> None:
    """What a first run does, with analyses by hand."""
    plan = make_plan(load_registry(settings.languages_file, settings.packs_dir))
    read = SourceReader(settings.max_payload_bytes, settings.files_read).gather([str(source)], {}).articles
    articles = [replace(each, language=EN, blocks=article(0, each.body).blocks) for each in read]
    with Warehouse.open(settings.data_dir) as warehouse:
        run_id = warehouse.begin_run({}, "bench")
        counts = warehouse.load_ingestion([write_ingestion(work / "in", IngestionBatch(tuple(articles)))], run_id)
        batches = [
            write_analyses(work / f"out-{number}", AnalysisBatch(tuple(_analysed(some, plan))))
            for number, some in enumerate(_cut(articles))
        ]
        warehouse.load_analyses(batches, run_id)
        resolve(warehouse)
        warehouse.finish_run(run_id, "completed", counts)
        warehouse.publish()


def _cut(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    for start in range(0, len(articles), BATCH):
        yield articles[start : start + BATCH]


def _analysed(articles: Sequence[Article], plan: Plan) -> Iterator[ProcessedArticle]:
    for each in articles:
        done = tuple(
            Processing(each.article_id, stage, each.content_sha256, means, NOW, 0.5)
            for stage, means in plan[EN].items()
        )
        yield ProcessedArticle(each.article_id, each.body, done, analysis(each))


def _measure(what: str, source: Path, work: Path, touched: Path) -> None:
    settings = Settings(data_dir=work / "data")
    measured(f"{what}: first run", lambda: load(settings, source, work))
    parameters = RunParameters(sources=(str(source),))

    def rerun() -> None:
        counts = run_main_job(settings, parameters).summary.counts
        say(f"  {counts.unchanged} unchanged, {counts.new + counts.updated} others")

    for _ in range(3):
        measured(f"{what}: rerun with nothing new", rerun)
    touched.touch()
    measured(f"{what}: rerun with one file touched", rerun)
    command = [sys.executable, "-m", "flows.cli", "run", str(source), "--data-dir", str(settings.data_dir)]
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    say(f"{f'{what}: as a process of its own':45} {time.perf_counter() - began:8.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        folder = write_files(work / "files" / "news", options.articles)
        _measure("files", folder, work / "files", folder / "000" / "000000.txt")
        lines = write_lines(work / "lines" / "news" / "all.jsonl", options.articles)
        _measure("JSON Lines", lines, work / "lines", lines)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
