"""What Prefect costs: `python -m tests.bench.bench_orchestration latency|overhead|history [N]`.

latency   seconds from a file dropped into the inbox of a warm `pressgraph serve` to its row in the snapshot.
overhead  the whole flow against the same functions called one after the other, on N (500) English articles.
history   size of Prefect's database after N (100) runs over five articles, all but the first of which find nothing new;
          and what 1,000 come to.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from flows import environment
from tasks.settings import Settings
from tests.flows.serving import free_port

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("Berlin", "Paris", "Astana", "Kyiv", "Rome", "Vienna", "Ankara", "Tokyo", "Cairo", "Lima")
PEOPLE = ("Emmanuel Macron", "Friedrich Merz", "Giorgia Meloni", "Donald Trump", "Volodymyr Zelensky")


def article(number: int) -> str:
    """An article of some 150 words, different for each number."""
    one, two = PEOPLE[number % 5], PEOPLE[(number * 2 + 1) % 5]
    place = PLACES[number % 10]
    sentences = [
        f"{one} visited {place} on Monday for talk number {number}, a spokesman said.",
        f"President {two} told reporters in {PLACES[(number + 3) % 10]} that the agreement could be signed in May.",
        "The European Union has not approved the plan, although officials expect it to do so before the summer.",
        f"Germany promised to send {number} trucks to Ukraine, while Italy declined to comment on the proposal.",
        "Analysts warned that higher tariffs might hurt exporters and that the two governments would need to talk.",
    ]
    return "\n".join(f"{sentence} It was the {number}th meeting of the week." for sentence in sentences) + "\n"


def write_articles(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:05d}.txt").write_text(article(number), encoding="utf-8")
    return folder


@contextmanager
def serving(folder: Path) -> Iterator[tuple[Path, str]]:
    """A `pressgraph serve` on a fresh data folder: the folder and the address of the API."""
    port, data_dir = free_port(), folder / "data"
    command = [sys.executable, "-m", "flows.cli", "serve", "--port", str(port), "--data-dir", str(data_dir)]
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    print(process.stdout.readline().strip(), flush=True)
    try:
        yield data_dir, f"http://127.0.0.1:{port}/api"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(120)


def has_row(data_dir: Path, name: str) -> bool:
    snapshot = data_dir / "news.duckdb"
    if not snapshot.exists():
        return False
    with duckdb.connect(snapshot, read_only=True) as connection:
        query = "SELECT count(*) FROM articles JOIN mentions USING (article_id) WHERE origin LIKE ?"
        row = connection.execute(query, [f"%/{name}"]).fetchone()
    return bool(row and row[0])


def latency() -> None:
    with tempfile.TemporaryDirectory() as name, serving(Path(name)) as (data_dir, _):
        seconds = []
        for number in range(6):  # the first warms up and does not count
            file = f"{number}.txt"
            (data_dir / "inbox" / file).write_text(article(number), encoding="utf-8")
            started = time.monotonic()
            while not has_row(data_dir, file):
                time.sleep(0.2)
            seconds.append(time.monotonic() - started)
            print(f"{file}: {seconds[-1]:.1f} s", flush=True)
            time.sleep(5)
        print(f"median of five: {statistics.median(seconds[1:]):.1f} s")


def overhead(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write_articles(folder / "articles", count)
        environment.prepare(Settings(data_dir=folder / "flow"))
        from flows.pipeline import news_pipeline  # noqa: PLC0415 - Prefect reads the environment first

        warm = write_articles(folder / "warm", 1)
        news_pipeline(sources=[str(warm)])
        started = time.monotonic()
        news_pipeline(sources=[str(source)])
        whole = time.monotonic() - started
        plain_settings = Settings(data_dir=folder / "plain")
        in_a_loop(plain_settings, [str(warm)])
        started = time.monotonic()
        in_a_loop(plain_settings, [str(source)])
        plain = time.monotonic() - started
        print(
            f"{count} articles: flow {whole:.1f} s, functions {plain:.1f} s, overhead {100 * (whole / plain - 1):.1f} %"
        )


def in_a_loop(settings: Settings, sources: Sequence[str]) -> None:
    """The functions of the flow without Prefect."""
    from flows.parameters import RunParameters  # noqa: PLC0415
    from flows.runs import recorded_run  # noqa: PLC0415
    from tasks import steps  # noqa: PLC0415
    from tasks.records import Reprocess  # noqa: PLC0415

    with recorded_run(settings, RunParameters(sources=tuple(sources))) as run:
        ingested = steps.read_sources.fn(settings, sources, Reprocess.NEW)
        run.counts = steps.load_articles.fn(settings, ingested, run.run_id)
        for batch in steps.select_work.fn(settings, Reprocess.NEW, None):
            analysed = steps.analyse_batch.fn(settings, batch)
            if analysed.folder:
                steps.load_analyses.fn(settings, [analysed.folder], run.run_id)
        steps.resolve_entities.fn(settings)


def history(count: int) -> None:
    with tempfile.TemporaryDirectory() as name, serving(Path(name)) as (data_dir, api):
        environment.prepare_for_server(Settings(data_dir=data_dir), api, foreign=False)
        from prefect.deployments import run_deployment  # noqa: PLC0415 - Prefect reads the environment first

        write_articles(data_dir / "inbox", 5)
        sizes = []
        for number in range(count):
            started = time.monotonic()
            run_deployment("news-pipeline/scheduled", poll_interval=1)
            sizes.append(size_of(data_dir / "prefect"))
            print(f"run {number + 1}: {time.monotonic() - started:.1f} s, {sizes[-1] / 1e6:.2f} MB", flush=True)
        first = min(5, count - 1)
        each = (sizes[-1] - sizes[first]) / max(1, count - 1 - first)
        print(f"{each / 1e3:.1f} kB a run; 1,000 runs: {(sizes[first] + each * (1000 - first)) / 1e6:.1f} MB")


def size_of(home: Path) -> int:
    """Bytes of the database in use, what still stands in its log included."""
    import sqlite3  # noqa: PLC0415

    with sqlite3.connect(home / "prefect.db") as connection:
        pages, page = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(pages * page)


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else ""
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    if what == "latency":
        latency()
    elif what == "overhead":
        overhead(number or 500)
    elif what == "history":
        history(number or 100)
    else:
        print(__doc__)
