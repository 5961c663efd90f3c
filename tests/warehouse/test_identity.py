"""Counts of entities: brought up to date run by run, they are what counting all rows gives."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from tasks.records import Article, Language
from tests.warehouse.builders import article, body_of, whole_run
from warehouse.connection import WRITER_NAME
from warehouse.maintenance import prune
from warehouse.store import Warehouse

PEOPLE = ("Tokayev", "Scholz", "Meloni", "Macron")

RECOUNTED = """
    SELECT i.entity_id, sum(i.mention_count)::INTEGER AS mentions, count(DISTINCT i.article_id)::INTEGER AS articles,
           list_sort(list(DISTINCT a.language)) AS languages, min(a.published_at) AS first, max(a.published_at) AS last
    FROM internal.article_identities i JOIN articles a USING (article_id) WHERE i.is_named GROUP BY i.entity_id
"""
COUNTED = "SELECT entity_id, mention_count, article_count, languages, first_seen, last_seen FROM entities"
RECOUNTED_ALIASES = """
    SELECT entity_id, alias.text, language, sum(alias.count) FROM (
        SELECT i.entity_id, unnest(e.aliases) AS alias, a.language FROM internal.article_identities i
        JOIN internal.article_entities e USING (article_id, entity_no) JOIN articles a USING (article_id)
        WHERE i.is_named
    ) GROUP BY ALL
"""


def some_article(random_: random.Random, number: int) -> Article:
    visitor, host = random_.sample(PEOPLE, 2)
    return article(number, body_of(number, visitor, host), language=Language(random_.choice(("en", "de"))))


@pytest.mark.parametrize("seed", range(4))
def test_counts_are_those_of_all_rows(tmp_path: Path, seed: int) -> None:
    random_ = random.Random(seed)
    data_dir = tmp_path / "data"
    known = 0
    for step in range(6):
        with Warehouse.open(data_dir) as warehouse:
            new = range(known, known + random_.randrange(1, 4))
            changed = random_.sample(range(known), min(known, random_.choice((0, 0, 1, 2))))
            known = new.stop
            whole_run(warehouse, tmp_path, [some_article(random_, number) for number in (*new, *changed)])
        if step == 3:
            prune(data_dir, datetime(2024, 5, 3))  # noqa: DTZ001 - as stored: UTC without a zone
        with duckdb.connect(data_dir / WRITER_NAME, read_only=True) as connection:
            for counted, recounted in ((COUNTED, RECOUNTED), ("FROM entity_aliases", RECOUNTED_ALIASES)):
                rows = connection.execute(f"{counted} ORDER BY ALL").fetchall()
                assert rows == connection.execute(f"{recounted} ORDER BY ALL").fetchall()
