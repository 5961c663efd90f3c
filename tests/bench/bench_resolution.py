"""Measure resolution: `python -m tests.bench.bench_resolution --aliases 1000000`.

Fills a warehouse with entities of articles, made by hand, each with an alias of its own, then prints how long reading
the neighbourhood of one new article and resolving it takes. Saving and publishing are measured by `bench_warehouse`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tasks.entities.keys import KeyRole, blocking_keys
from tasks.entities.resolution import ArticleEntities, KnownEntity, Surroundings, resolve
from tasks.records import Alias, ArticleEntity, ArticleId, EntityKind, EntityNumber, Label, Language
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
    name = f"{word(number * 7919 % 16**6)} {word(number)}n"
    return ArticleEntity(EntityNumber(at), name, Label.PER, EntityKind.PERSON, (Alias(name, 1),))


def fill(warehouse: Warehouse, aliases: int, an_article: int) -> None:
    """Put `aliases` people into articles of `an_article` each, resolved."""
    connection = warehouse._connection
    connection.execute("CREATE TEMP TABLE made (article_id VARCHAR, entity_no INTEGER, name VARCHAR, key UBIGINT)")
    rows = []
    for number in range(aliases):
        one = person(number, number % an_article)
        rows += [
            (f"{number // an_article:032d}", number % an_article, one.name, key.number)
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
        SELECT key, 1, hash(article_id), article_id, entity_no, lower(replace(name, ' ', '-')) FROM made_in ORDER BY key
        """
    )
    connection.execute("CHECKPOINT")


def one_article(warehouse: Warehouse, seed: int, an_article: int, aliases: int) -> float:
    """Milliseconds for one article, half of whose people are known."""
    entities = tuple(person((seed * 31 + at * 977) % (2 * aliases), at) for at in range(an_article))
    began = time.perf_counter()
    article = ArticleEntities(ArticleId(f"new-{seed}"), EN, None, entities)
    keys = {key.number for one in entities for key in blocking_keys(one, EN) if key.role is not KeyRole.KNOWN}
    near = [
        ArticleEntities(
            each.stored.article_id,
            EN,
            None,
            each.stored.entities,
            Surroundings(each.people, each.known),
            each.identities,
        )
        for each in warehouse.neighbourhood(keys)
    ]
    names = {one.name for one in entities}
    ids = {entity_id for each in near for entity_id in (each.identities or {}).values()}
    known = [KnownEntity(one.entity_id, one.name, one.label, one.kind) for one in warehouse.known_as(names, ids)]
    resolve([article, *near], known)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--aliases", type=int, default=1_000_000)
    parser.add_argument("--entities", type=int, default=20, help="in an article")
    parser.add_argument("--articles", type=int, default=20, help="to resolve")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Warehouse.open(Path(folder)) as warehouse:
        fill(warehouse, arguments.aliases, arguments.entities)
        one_article(warehouse, 0, arguments.entities, arguments.aliases)
        took = [
            one_article(warehouse, seed, arguments.entities, arguments.aliases)
            for seed in range(1, arguments.articles + 1)
        ]
    sys.stdout.write(
        f"{arguments.aliases} aliases, {arguments.entities} entities an article:"
        f" median {statistics.median(took):.1f} ms, worst {max(took):.1f} ms\n"
    )


if __name__ == "__main__":
    main()
