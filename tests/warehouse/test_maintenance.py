"""Upkeep: damage is found, space given back, the old forgotten; nothing else changes."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from tasks.records import Reprocess
from tests.warehouse import dump
from tests.warehouse.builders import PLAN, article, body_of, whole_run
from warehouse.connection import SNAPSHOT_NAME
from warehouse.errors import NoWarehouse, WarehouseDamaged
from warehouse.maintenance import check, compact, prune
from warehouse.raw import RawStore
from warehouse.store import Warehouse

ROOT = Path(__file__).parents[2]
DAY_10 = datetime(2024, 5, 10)  # noqa: DTZ001 - as stored: UTC without a zone


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Articles of 1 to 20 May and a copy of the first, with their payloads."""
    raw = RawStore(tmp_path / "data")
    with Warehouse.open(tmp_path / "data") as warehouse:
        whole_run(warehouse, tmp_path, [article(number) for number in range(20)])
        whole_run(warehouse, tmp_path, [article(25, body_of(0))])
    for number in range(20):
        raw.put(body_of(number).encode())
    return tmp_path / "data"


def test_sound_warehouse_passes(data_dir: Path) -> None:
    found = check(data_dir)
    assert (found.broken, found.articles, found.missing_payloads) == ((), 21, 0)


def test_broken_rule_and_missing_payload_are_found(data_dir: Path) -> None:
    RawStore(data_dir).path(article(3).payload_sha256).unlink()
    with duckdb.connect(data_dir / SNAPSHOT_NAME) as connection:
        connection.execute(
            "UPDATE mentions SET start_char = start_char + 1 WHERE article_id = ?", [article(3).article_id]
        )
    found = check(data_dir)
    assert [failure.check.name for failure in found.broken] == ["offsets_mentions"]
    assert found.broken[0].rows == 4
    assert found.missing_payloads == 1


def test_damaged_file_is_said_to_be(data_dir: Path) -> None:
    (data_dir / SNAPSHOT_NAME).write_bytes(b"no database" * 1000)
    with pytest.raises(WarehouseDamaged):
        check(data_dir)


def test_compacting_changes_no_row(data_dir: Path) -> None:
    before = dump.rows(data_dir)
    compact(data_dir)
    assert dump.rows(data_dir) == before
    assert not list(data_dir.glob(".*"))
    with Warehouse.open(data_dir) as warehouse:
        assert warehouse.pending(PLAN, Reprocess.STALE) == []
        assert not warehouse.publish().replaced


def test_pruned_articles_leave_nothing_behind(data_dir: Path, tmp_path: Path) -> None:
    done = prune(data_dir, DAY_10)
    assert (done.articles, done.versions) == (9, 0)
    assert done.payloads == 8, "the first payload is still named by its copy"
    with Warehouse.open(tmp_path / "fresh") as fresh:
        whole_run(fresh, tmp_path, [article(number) for number in range(9, 20)])
    with Warehouse.open(data_dir) as warehouse:
        assert [item.article_id for item in warehouse.pending(PLAN)] == [article(25).article_id]
    rows, expected = dump.rows(data_dir), dump.rows(tmp_path / "fresh")
    for table in ("sentences", "mentions", "relations", "relation_arguments", "quotes", "entities", "entity_aliases"):
        assert rows[table] == expected[table], table
    assert len(rows["articles"]) == len(expected["articles"]) + 1
    assert check(data_dir).broken == ()


def test_old_versions_are_pruned_with_their_payloads(data_dir: Path, tmp_path: Path) -> None:
    with Warehouse.open(data_dir) as warehouse:
        whole_run(warehouse, tmp_path, [article(12, body_of(12, visitor="Nazarbayev"))])
    RawStore(data_dir).put(body_of(12).encode())
    done = prune(data_dir, datetime(2024, 5, 6, 12))  # noqa: DTZ001 - as above
    assert done.versions == 1
    assert not RawStore(data_dir).path(article(12).payload_sha256).exists()


def test_nothing_to_maintain(tmp_path: Path) -> None:
    for work in (lambda: check(tmp_path), lambda: compact(tmp_path), lambda: prune(tmp_path, DAY_10)):
        with pytest.raises(NoWarehouse):
            work()
    assert not list(tmp_path.iterdir())


def test_a_run_under_way_is_not_disturbed(data_dir: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from warehouse.maintenance import compact; "
        "from warehouse.errors import WarehouseLocked\n"
        "try: compact(Path(sys.argv[1]))\nexcept WarehouseLocked: print('locked')"
    )
    with Warehouse.open(data_dir):
        done = subprocess.run(
            [sys.executable, "-c", code, str(data_dir)], capture_output=True, text=True, cwd=ROOT, check=False
        )
    assert done.stdout == "locked\n", done.stderr
