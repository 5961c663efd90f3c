"""Migrations: forward only, each once, all or nothing; a newer or foreign file is refused."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from tasks.errors import FolderNotWritable
from tests.warehouse.builders import PLAN, article, ingest, processed, resolve
from tests.warehouse.builders import load as load_batch
from warehouse.connection import WRITER_NAME, open_writer
from warehouse.errors import WarehouseDamaged, WarehouseTooNew
from warehouse.migrate import Migration, migrate, migrations
from warehouse.query import run_query
from warehouse.store import Warehouse

NUMBERED_SINCE = 3
"""The schema version since which articles have a number and a revision."""


def applied(data_dir: Path) -> list[int]:
    with duckdb.connect(data_dir / WRITER_NAME) as connection:
        rows = connection.execute("SELECT number FROM internal.schema_migrations ORDER BY 1").fetchall()
    return [number for (number,) in rows]


def test_migrations_apply_once(tmp_path: Path) -> None:
    for _ in range(2):
        Warehouse.open(tmp_path).close()
    assert applied(tmp_path) == [migration.number for migration in migrations()]


@pytest.mark.parametrize("version", range(1, len(migrations())))
def test_every_earlier_version_with_data_becomes_the_present_one(tmp_path: Path, version: int) -> None:
    data_dir = tmp_path / "data"
    connection = open_writer(data_dir)
    migrate(connection, data_dir / WRITER_NAME, migrations()[:version])
    numbered = ("", "") if version < NUMBERED_SINCE else (", article_no, revision", ", 1, 0")
    connection.execute(
        "INSERT INTO articles (article_id, origin, source, ingested_at, language, body, word_count, content_sha256,"
        f" version, payload_sha256{numbered[0]})"
        f" VALUES ('old', 'o.txt', 's', TIMESTAMP '2024-01-01', 'en', 'Old words', 2, 'x', 1, 'y'{numbered[1]})"
    )
    connection.close()
    with Warehouse.open(data_dir) as warehouse:
        assert warehouse.known_articles() == {"old": "x"}
        ingest(warehouse, tmp_path, [article(0)])
        load_batch(warehouse, tmp_path, [processed(article(0))])
        resolve(warehouse)
        assert [item.article_id for item in warehouse.pending(PLAN)] == ["old"]
        assert warehouse.publish().replaced
    found = run_query(data_dir, "SELECT article_id FROM search_articles('old')").to_pylist()
    assert found == [{"article_id": "old"}]


def test_failing_migration_leaves_nothing(tmp_path: Path) -> None:
    connection = open_writer(tmp_path)
    steps = (
        Migration(1, "0001_good", "CREATE TABLE a (b INT)"),
        Migration(2, "0002_bad", "CREATE TABLE c (d INT); FROM no"),
    )
    with pytest.raises(duckdb.Error):
        migrate(connection, tmp_path / WRITER_NAME, steps)
    names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'").fetchall()
    connection.close()
    assert names == [("a",)]
    assert applied(tmp_path) == [1]


def test_newer_file_is_refused(tmp_path: Path) -> None:
    Warehouse.open(tmp_path).close()
    with duckdb.connect(tmp_path / WRITER_NAME) as connection:
        connection.execute(
            "INSERT INTO internal.schema_migrations VALUES (99, '0099_later', 'x', TIMESTAMP '2030-01-01')"
        )
    with pytest.raises(WarehouseTooNew, match="schema version 99"):
        Warehouse.open(tmp_path)


def test_changed_migration_is_refused(tmp_path: Path) -> None:
    Warehouse.open(tmp_path).close()
    with duckdb.connect(tmp_path / WRITER_NAME) as connection:
        connection.execute("UPDATE internal.schema_migrations SET sha256 = 'other' WHERE number = 1")
    with pytest.raises(WarehouseDamaged, match="0001_foundation"):
        Warehouse.open(tmp_path)


def test_foreign_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / WRITER_NAME).write_bytes(b"something else" * 500)
    with pytest.raises(WarehouseDamaged):
        Warehouse.open(tmp_path)
    assert (tmp_path / WRITER_NAME).read_bytes() == b"something else" * 500


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderNotWritable):
        Warehouse.open(tmp_path / "file" / "data")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FolderNotWritable):
        Warehouse.open(tmp_path)
    tmp_path.chmod(0o700)
