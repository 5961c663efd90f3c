"""Resolution in a warehouse: article by article as all at once; judgements that survive; doubts for review."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.entities.beginnings import may_begin_alike
from tasks.entities.keys import KeyRole, blocking_keys
from tasks.records import (
    Alias,
    ArticleEntity,
    ArticleId,
    CountryCode,
    EntityId,
    EntityKind,
    EntityNumber,
    Label,
    Language,
)
from tasks.resolving import identify
from warehouse.identity_index import Wanted
from warehouse.store import Warehouse

Thing = Callable[[int], ArticleEntity]
Content = tuple[str, str, Sequence[Thing]]
"""Article id, language, entities."""


def person(name: str, *countries: str, office: str | None = None) -> Thing:
    return lambda number: ArticleEntity(
        EntityNumber(number),
        name,
        Label.PER,
        EntityKind.PERSON,
        (Alias(name, 1),),
        countries=tuple(CountryCode(code) for code in countries),
        offices=(office,) if office else (),
    )


def country(name: str, code: str) -> Thing:
    return lambda number: ArticleEntity(
        EntityNumber(number), name, Label.LOC, EntityKind.COUNTRY, (Alias(name, 1),), CountryCode(code)
    )


def body(name: str) -> Thing:
    return lambda number: ArticleEntity(
        EntityNumber(number), name, Label.ORG, EntityKind.ORGANIZATION, (Alias(name, 1),)
    )


CONTENTS: list[Content] = [
    ("a", "en", [country("Kazakhstan", "KZ"), person("Kassym-Jomart Tokayev", "KZ", office="president")]),
    ("b", "de", [country("Kasachstan", "KZ"), person("Kassym-Schomart Tokajew", "KZ", office="president")]),
    ("c", "it", [country("Kazakistan", "KZ"), person("Tokayev", "KZ", office="president")]),
    ("d", "en", [person("Donald Trump", "US", office="president"), person("Melania Trump", "US")]),
    ("e", "de", [person("Trump"), country("USA", "US")]),
    ("f", "en", [person("John Smith"), body("Institute of Peace Studies")]),
    ("g", "en", [person("J. Smith"), body("Acme Fabrics")]),
    ("h", "en", [person("James Smith"), body("ACME Fabrics")]),
    ("i", "de", [person("Smith"), person("Smiths"), body("Acme Fabrics")]),
]


def put(warehouse: Warehouse, contents: Sequence[Content]) -> None:
    """Store the entities of articles as `load_analyses` would, in the place of those they had."""
    connection = warehouse._connection
    for article_id, language, things in contents:
        for table in ("articles", "mentions", "internal.article_entities", "internal.article_identities"):
            connection.execute(f"DELETE FROM {table} WHERE article_id = ?", [article_id])
        connection.execute(
            """
            INSERT INTO articles BY NAME
            SELECT ? AS article_id, 'o' AS origin, 's' AS source, TIMESTAMP '2026-01-01' AS ingested_at, ? AS language,
                   'b' AS body, 1 AS word_count, '' AS content_sha256, 1 AS version, '' AS payload_sha256,
                   (SELECT coalesce(max(article_no), 0) + 1 FROM articles) AS article_no,
                   (SELECT data_revision + 1 FROM internal.state) AS revision
            """,
            [article_id, language],
        )
        connection.execute("INSERT INTO internal.unresolved_articles VALUES (?)", [article_id])
        for number, thing in enumerate(things):
            one = thing(number)
            connection.execute(
                "INSERT INTO internal.article_entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    article_id,
                    number,
                    one.name,
                    one.label,
                    one.kind,
                    one.country_code,
                    list(one.countries),
                    list(one.offices),
                    [{"text": alias.text, "count": alias.count} for alias in one.aliases],
                ],
            )
            connection.execute(
                """
                INSERT INTO mentions BY NAME
                SELECT ? AS mention_id, ? AS article_id, 0 AS sentence_no, 0 AS start_char, 1 AS end_char, ? AS text,
                       ? AS label, ? AS native_label, ? AS entity_no, 'e' AS engine, 'm' AS model,
                       (SELECT data_revision + 1 FROM internal.state) AS revision
                """,
                [f"{article_id}-{number}", article_id, one.name, one.label, one.label, number],
            )
    connection.execute("UPDATE internal.state SET data_revision = data_revision + 1")


def identities(warehouse: Warehouse, contents: Sequence[Content] = CONTENTS) -> dict[tuple[str, int], EntityId]:
    found = warehouse.identities_of([ArticleId(article) for article, *_ in contents])
    return {(str(article), int(number)): entity_id for (article, number), entity_id in found.items()}


def partition(warehouse: Warehouse) -> set[frozenset[tuple[str, int]]]:
    groups: dict[EntityId, set[tuple[str, int]]] = {}
    for node, entity_id in identities(warehouse).items():
        groups.setdefault(entity_id, set()).add(node)
    return {frozenset(group) for group in groups.values()}


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with Warehouse.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty warehouse, to copy."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    with Warehouse.open(folder):
        return folder


@pytest.fixture(scope="module")
def at_once(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> set[frozenset[tuple[str, int]]]:
    folder = tmp_path_factory.mktemp("once") / "data"
    shutil.copytree(empty, folder)
    with Warehouse.open(folder) as warehouse:
        put(warehouse, CONTENTS)
        identify(warehouse)
        return partition(warehouse)


@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(CONTENTS), cuts=st.sets(st.integers(1, len(CONTENTS) - 1)))
def test_any_order_and_any_batches_give_one_partition(
    order: list[Content],
    cuts: set[int],
    empty: Path,
    at_once: set[frozenset[tuple[str, int]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("order") / "data"
    shutil.copytree(empty, folder)
    with Warehouse.open(folder) as warehouse:
        for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(order)], strict=True):
            put(warehouse, order[start:end])
            identify(warehouse)
        assert partition(warehouse) == at_once


def test_one_person_in_three_languages_and_two_of_one_family(warehouse: Warehouse) -> None:
    put(warehouse, CONTENTS)
    identify(warehouse)
    found = identities(warehouse)
    assert found["a", 1] == found["b", 1] == found["c", 1] == "kassym-jomart-tokayev"
    assert found["a", 0] == found["b", 0] == "kazakhstan"
    assert found["d", 0] != found["d", 1]
    assert found["g", 1] == found["h", 1] == found["i", 2]


def test_articles_read_anew_keep_their_identifiers(warehouse: Warehouse) -> None:
    put(warehouse, CONTENTS)
    identify(warehouse)
    before = identities(warehouse)
    put(warehouse, CONTENTS[:4])
    identify(warehouse)
    assert identities(warehouse) == before
    put(warehouse, CONTENTS)
    identify(warehouse)
    assert identities(warehouse) == before


def test_a_merge_survives_and_can_be_undone(warehouse: Warehouse) -> None:
    put(warehouse, CONTENTS)
    identify(warehouse)
    before = identities(warehouse)
    kept, gone = before["f", 0], before["h", 0]
    assert kept != gone
    made = warehouse.judge(kept, gone, "positive", "one man", ["James Smith"])
    identify(warehouse)
    assert identities(warehouse)["h", 0] == kept
    put(warehouse, [*CONTENTS, ("z", "en", [person("James Smith")])])
    identify(warehouse)
    assert identities(warehouse)["h", 0] == identities(warehouse)["f", 0] == kept
    assert warehouse.identities_of([ArticleId("z")])[ArticleId("z"), EntityNumber(0)] == kept
    assert warehouse.undo_judgement(made.judgement_id)
    assert warehouse.undo_judgement(made.judgement_id) is None
    identify(warehouse)
    assert identities(warehouse) == before


def test_a_split_survives_and_can_be_undone(warehouse: Warehouse) -> None:
    put(warehouse, CONTENTS)
    identify(warehouse)
    before = identities(warehouse)
    tokayev = before["a", 1]
    made = warehouse.judge(tokayev, EntityId("another-tokajew"), "negative", "", ["Kassym-Schomart Tokajew"])
    identify(warehouse)
    assert identities(warehouse)["b", 1] == "another-tokajew"
    assert identities(warehouse)["a", 1] == tokayev
    put(warehouse, CONTENTS)
    identify(warehouse)
    assert identities(warehouse)["b", 1] == "another-tokajew"
    assert identities(warehouse)["a", 1] == tokayev
    warehouse.undo_judgement(made.judgement_id)
    identify(warehouse)
    assert identities(warehouse)["b", 1] == identities(warehouse)["a", 1] == tokayev


def test_too_little_support_is_left_for_review(warehouse: Warehouse) -> None:
    put(warehouse, CONTENTS)
    identify(warehouse)
    found = identities(warehouse)
    doubts = {(one.entity_a, one.entity_b) for one in warehouse.judgements("rule") if one.verdict == "unsure"}
    assert all(a != b for a, b in doubts)
    assert {a for a, b in doubts if b == found["e", 0]} <= {found["d", 0], found["d", 1]}


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"no database" * 1000)])
def test_a_lost_or_damaged_index_is_made_anew(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    folder = tmp_path / "data"
    with Warehouse.open(folder) as opened:
        put(opened, CONTENTS[:4])
        identify(opened)
    damage(folder / "identity.sqlite")
    with Warehouse.open(folder) as opened:
        put(opened, CONTENTS[4:])
        identify(opened)
        found = partition(opened)
    with Warehouse.open(tmp_path / "other") as other:
        put(other, CONTENTS)
        identify(other)
        assert partition(other) == found


INDEXED = (
    (
        "SELECT i.entity_id, i.name, i.label, i.kind, i.country_code, i.wikidata_id, a.alias"
        " FROM identities i LEFT JOIN aliases a USING (identity) ORDER BY i.entity_id, a.alias"
    ),
    "SELECT article, article_id, language, published_at, people, known FROM articles ORDER BY article",
    (
        "SELECT e.article, e.entity_no, i.entity_id, e.is_bare, e.alike, e.entity FROM entries e JOIN identities i"
        " USING (identity) ORDER BY e.article, e.entity_no"
    ),
    "SELECT key, article, entity_no FROM keys ORDER BY key, article, entity_no",
)


def test_an_index_brought_up_to_date_is_as_one_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    contents = []
    for remade in (False, True):
        with Warehouse.open(folder) as opened:
            if not remade:
                for content in (*CONTENTS, ("c", "it", [person("Kassym-Jomart Tokayev", "KZ"), person("Elon Musk")])):
                    put(opened, [content])
                    identify(opened)
            else:
                opened.taken([])
        with closing(sqlite3.connect(folder / "identity.sqlite")) as index:
            contents.append([index.execute(query).fetchall() for query in INDEXED])
        (folder / "identity.sqlite").unlink()
    assert contents[0] == contents[1]
    assert all(contents[0])


def test_an_index_older_than_the_identities_is_made_anew(tmp_path: Path) -> None:
    """As after a crash between the commits of the two files."""
    folder = tmp_path / "data"
    with Warehouse.open(folder) as opened:
        put(opened, CONTENTS[:3])
        identify(opened)
    older = (folder / "identity.sqlite").read_bytes()
    with Warehouse.open(folder) as opened:
        put(opened, CONTENTS[3:6])
        identify(opened)
    (folder / "identity.sqlite").write_bytes(older)
    with Warehouse.open(folder) as opened:
        put(opened, CONTENTS[6:])
        identify(opened)
        found = partition(opened)
    with Warehouse.open(tmp_path / "other") as other:
        put(other, CONTENTS)
        identify(other)
        assert partition(other) == found


def test_only_names_that_may_begin_alike_are_read(warehouse: Warehouse) -> None:
    """Under a key of full names alone; a family name alone under it has all of them read."""
    names = ("Paul Miller", "Pat Miller", "Kate Miller")
    put(warehouse, [(f"old-{name}", "en", [person(name)]) for name in names])
    identify(warehouse)
    put(warehouse, [("new", "en", [person("Paul Miller")])])
    keys = {
        key.number: key.beginnings
        for key in blocking_keys(person("Paul Miller")(0), Language("en"))
        if key.role is KeyRole.PERSON
    }
    assert all(keys.values())
    found = warehouse.neighbourhood(Wanted(keys, may_begin_alike))
    assert {each.stored.article_id for each in found} == {"old-Paul Miller", "old-Pat Miller"}
    everybody = warehouse.neighbourhood(Wanted(dict.fromkeys(keys, 0), may_begin_alike))
    assert len(everybody) == len(names)
    put(warehouse, [("bare", "en", [person("Miller")])])
    identify(warehouse)
    assert len(warehouse.neighbourhood(Wanted(keys, may_begin_alike))) == len(names) + 2
