"""Measure resolution: `python -m tests.bench.bench_resolution --aliases 1000000`.

Fills a warehouse with entities of articles, made by hand, each with an alias of its own, then prints how long deciding
takes who is who in one new article: finding its neighbours, comparing them, keeping identities; in a running batch and
as the first of a new process. Then what one article takes with reading it from the warehouse and saving what was
decided. Publishing is measured by `bench_warehouse`.
"""

from __future__ import annotations

import argparse
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from pathlib import Path

from tasks.entities import gazetteers
from tasks.entities.keys import KeyRole, blocking_keys
from tasks.entities.resolution import ArticleEntities
from tasks.records import Alias, ArticleEntity, ArticleId, EntityKind, EntityNumber, Label, Language
from tasks.resolving import decide, identify
from warehouse.store import Warehouse

EN = Language("en")
SYLLABLES = ("ka", "to", "mi", "ra", "ne", "lu", "so", "ve", "di", "go", "pa", "shi", "che", "zu", "fe", "ba")


def word(number: int) -> str:
    """A made-up name that no other number has."""
    parts = []
    for _ in range(6):
        number, at = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[at])
    return "".join(parts).capitalize()


def person(number: int, at: int) -> ArticleEntity:
    given = int.from_bytes(blake2b(str(number).encode(), digest_size=3).digest(), "big")
    name = f"{word(given)} {word(number)}n"
    return ArticleEntity(EntityNumber(at), name, Label.PER, EntityKind.PERSON, (Alias(name, 1),))


def fill(warehouse: Warehouse, aliases: int, an_article: int) -> None:
    """Put `aliases` people into articles of `an_article` each, resolved."""
    connection = warehouse._connection
    connection.execute(
        "CREATE TEMP TABLE made (article_id VARCHAR, entity_no INTEGER, name VARCHAR, key UBIGINT, beginnings BIGINT)"
    )
    rows = []
    for number in range(aliases):
        one = person(number, number % an_article)
        rows += [
            (f"{number // an_article:032d}", number % an_article, one.name, key.number, key.beginnings)
            for key in blocking_keys(one, EN)
            if key.role is KeyRole.PERSON
        ]
    import pyarrow as pa  # noqa: PLC0415

    columns = list(zip(*rows, strict=True))
    table = pa.table(
        {
            "article_id": pa.array(columns[0], pa.string()),
            "entity_no": pa.array(columns[1], pa.int32()),
            "name": pa.array(columns[2], pa.string()),
            "key": pa.array(columns[3], pa.uint64()),
            "beginnings": pa.array(columns[4], pa.int64()),
        }
    )
    connection.register("made_in", table)
    connection.execute(
        """
        INSERT INTO articles BY NAME
        SELECT DISTINCT article_id, 'o' AS origin, 's' AS source, TIMESTAMP '2026-01-01' AS ingested_at,
               'en' AS language, 'b' AS body, 1 AS word_count, '' AS content_sha256, 1 AS version, '' AS payload_sha256,
               article_id::INTEGER AS article_no, 0 AS revision
        FROM made_in
        """
    )
    connection.execute(
        """
        INSERT INTO internal.article_entities
        SELECT DISTINCT article_id, entity_no, name, 'PER', 'person', NULL, []::VARCHAR[], []::VARCHAR[],
               [{'text': name, 'count': 1}] FROM made_in
        """
    )
    connection.execute(
        "INSERT INTO internal.article_identities"
        " SELECT DISTINCT article_id, entity_no, lower(replace(name, ' ', '-')), 1, true FROM made_in"
    )
    connection.execute(
        "INSERT INTO internal.known_entities"
        " SELECT DISTINCT lower(replace(name, ' ', '-')), name, 'PER', 'person', NULL, NULL FROM made_in"
    )
    connection.execute(
        "INSERT INTO entity_aliases SELECT DISTINCT lower(replace(name, ' ', '-')), name, 'en', 1 FROM made_in"
    )
    connection.execute(
        """
        INSERT INTO internal.entity_keys
        SELECT key, 1, hash(article_id), article_id, entity_no, lower(replace(name, ' ', '-')), beginnings
        FROM made_in ORDER BY key
        """
    )
    connection.execute("CHECKPOINT")


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds: by the clock, and of the processor, which do not depend on what else the machine does."""

    clock: float
    processor: float


def measured(work: Callable[[], object]) -> Took:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Took((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000)


def new_article(seed: int, an_article: int, aliases: int) -> ArticleEntities:
    """An article half of whose people are known."""
    entities = tuple(person((seed * 31 + at * 977) % (2 * aliases), at) for at in range(an_article))
    return ArticleEntities(ArticleId(f"new-{seed}"), EN, None, entities)


def store(warehouse: Warehouse, article: ArticleEntities) -> None:
    """Put an article in as `load_analyses` would, its entities not yet resolved."""
    connection = warehouse._connection
    connection.execute(
        """
        INSERT INTO articles BY NAME
        SELECT ? AS article_id, 'o' AS origin, 's' AS source, TIMESTAMP '2026-01-01' AS ingested_at, 'en' AS language,
               'b' AS body, 1 AS word_count, '' AS content_sha256, 1 AS version, '' AS payload_sha256,
               (SELECT max(article_no) + 1 FROM articles) AS article_no,
               (SELECT data_revision + 1 FROM internal.state) AS revision
        """,
        [article.article_id],
    )
    for one in article.entities:
        connection.execute(
            "INSERT INTO internal.article_entities VALUES (?, ?, ?, 'PER', 'person', NULL, [], [], ?)",
            [article.article_id, one.number, one.name, [{"text": one.name, "count": 1}]],
        )
    connection.execute("INSERT INTO internal.unresolved_articles VALUES (?)", [article.article_id])
    connection.execute("UPDATE internal.state SET data_revision = data_revision + 1")


def figure(name: str, took: Sequence[Took]) -> str:
    clock, processor = [each.clock for each in took], [each.processor for each in took]
    return (
        f"{name:42} median {statistics.median(clock):7.1f} ms, worst {max(clock):7.1f} ms;"
        f" processor {statistics.median(processor):7.1f} ms, worst {max(processor):7.1f} ms\n"
    )


def first_article(folder: Path, seed: int, an_article: int, aliases: int) -> None:
    """Print what one article takes in a process that has resolved nothing before, tables of names read."""
    warmed = new_article(0, an_article, aliases)
    with Warehouse.open(folder) as warehouse:
        gazetteers.by_key()
        for one in warmed.entities:
            blocking_keys(one, EN)
        took = measured(lambda: decide(warehouse, [new_article(seed, an_article, aliases)]))
    sys.stdout.write(f"{took.clock} {took.processor}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--aliases", type=int, default=1_000_000)
    parser.add_argument("--entities", type=int, default=20, help="in an article")
    parser.add_argument("--articles", type=int, default=20, help="to resolve")
    parser.add_argument("--data-dir", type=Path, help="keep the warehouse here, or use the one that is here")
    parser.add_argument("--first", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    sizes = (arguments.entities, arguments.aliases)
    if arguments.first is not None:
        first_article(arguments.data_dir, arguments.first, *sizes)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.data_dir or Path(temporary)
        if not (folder / "writer.duckdb").exists():
            with Warehouse.open(folder) as warehouse:
                fill(warehouse, arguments.aliases, arguments.entities)
        with Warehouse.open(folder) as warehouse:
            opened = measured(lambda: warehouse.taken([]))
        again = [sys.executable, "-m", "tests.bench.bench_resolution", "--data-dir", str(folder)]
        again += ["--aliases", str(arguments.aliases), "--entities", str(arguments.entities), "--first"]
        first = [
            Took(*map(float, subprocess.run([*again, str(seed)], check=True, capture_output=True).stdout.split()))
            for seed in (101, 102, 103)
        ]
        with Warehouse.open(folder) as warehouse:
            new = [new_article(seed, *sizes) for seed in range(arguments.articles + 1)]
            decide(warehouse, new[:1])
            batch = [measured(partial(decide, warehouse, [each])) for each in new[1:]]
            whole = []
            for each in (replace(one, article_id=ArticleId(secrets.token_hex(16))) for one in new[1:4]):
                store(warehouse, each)
                whole.append(measured(lambda: identify(warehouse)))
    index = sum(path.stat().st_size for path in folder.glob("identity.sqlite")) if arguments.data_dir else 0
    sys.stdout.write(f"{arguments.aliases} aliases, {arguments.entities} entities an article\n")
    sys.stdout.write(figure("deciding one, in a running batch", batch))
    sys.stdout.write(figure("deciding one, in a new process", first))
    sys.stdout.write(figure("reading, deciding and saving one", whole))
    sys.stdout.write(figure("index made or found", [opened]))
    if index:
        sys.stdout.write(f"index {index / 1e6:.0f} MB\n")


if __name__ == "__main__":
    main()
