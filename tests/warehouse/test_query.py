"""Reading SQL: what is allowed, what is refused, and the four forms of an answer."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.warehouse.builders import article, whole_run
from warehouse.errors import NoWarehouse, SqlFailed, SqlNotAllowed, WarehouseDamaged
from warehouse.query import run_query, write
from warehouse.store import Warehouse


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("query")
    with Warehouse.open(folder / "data") as warehouse:
        whole_run(warehouse, folder, [article(number) for number in range(3)])
    return folder / "data"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM articles",
        "FROM entities",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "DESCRIBE articles",
        "SHOW TABLES",
        "SUMMARIZE mentions",
        "EXPLAIN SELECT 1",
        "VALUES (1)",
        "PRAGMA table_info('articles')",
        "SELECT 1;",
        "-- a comment\nSELECT 1",
        "FROM search_articles('Scholz')",
        "FROM relation_facts",
    ],
)
def test_reading_is_allowed(data_dir: Path, sql: str) -> None:
    assert run_query(data_dir, sql).num_rows >= 1


@pytest.mark.parametrize(
    "sql",
    [
        "",
        " ; ",
        "SELECT 1; SELECT 2",
        "INSERT INTO articles SELECT * FROM articles",
        "DELETE FROM articles",
        "UPDATE articles SET title = 'x'",
        "DROP TABLE articles",
        "CREATE TABLE t (a INT)",
        "CREATE TEMP TABLE t AS SELECT 1",
        "ATTACH 'x.duckdb' AS y",
        "COPY articles TO 'x.csv'",
        "EXPORT DATABASE 'x'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "LOAD httpfs",
        "CALL pragma_version()",
        "CHECKPOINT",
        "PRAGMA threads = 1",
    ],
)
def test_everything_else_is_refused(data_dir: Path, sql: str) -> None:
    with pytest.raises(SqlNotAllowed):
        run_query(data_dir, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELEC 1",
        "SELECT nothing FROM articles",
        "FROM nowhere",
        "FROM read_csv('/etc/passwd')",
        "FROM '/etc/passwd'",
        "FROM read_text('/etc/hostname')",
        "FROM glob('/etc/*')",
        "EXPLAIN ANALYZE INSERT INTO articles SELECT * FROM articles",
        "SELECT 1 / 'a'",
    ],
)
def test_what_cannot_be_answered_fails_in_one_line(data_dir: Path, sql: str) -> None:
    with pytest.raises(SqlFailed) as caught:
        run_query(data_dir, sql)
    assert "\n" not in str(caught.value)


def test_no_snapshot_and_no_database(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse):
        run_query(tmp_path, "SELECT 1")
    (tmp_path / "news.duckdb").write_bytes(b"not a database at all" * 1000)
    with pytest.raises(WarehouseDamaged):
        run_query(tmp_path, "SELECT 1")


SAMPLE = """
    SELECT 1 AS n, 'a,"b"' AS s, DATE '2024-05-06' AS d, TIMESTAMP '2024-05-06 07:08:09' AS t, NULL AS z, ['x'] AS l,
           true AS b, 1.5::DECIMAL(4, 1) AS c, 'nan'::DOUBLE AS f
"""


def test_csv(data_dir: Path) -> None:
    out = io.StringIO()
    write(run_query(data_dir, SAMPLE), "csv", out)
    assert out.getvalue() == ('n,s,d,t,z,l,b,c,f\n1,"a,""b""",2024-05-06,2024-05-06T07:08:09,,"[""x""]",true,1.5,\n')


def test_csv_without_rows_has_its_header(data_dir: Path) -> None:
    out = io.StringIO()
    write(run_query(data_dir, "SELECT 1 AS a WHERE false"), "csv", out)
    assert out.getvalue() == "a\n"


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            SAMPLE,
            [
                {
                    "n": 1,
                    "s": 'a,"b"',
                    "d": "2024-05-06",
                    "t": "2024-05-06T07:08:09",
                    "z": None,
                    "l": ["x"],
                    "b": True,
                    "c": 1.5,
                    "f": None,
                }
            ],
        ),
        ("SELECT 1 AS a WHERE false", []),
        ("SELECT unnest([1, 2]) AS a", [{"a": 1}, {"a": 2}]),
    ],
)
def test_json_is_one_array(data_dir: Path, sql: str, expected: list[dict[str, object]]) -> None:
    out = io.StringIO()
    write(run_query(data_dir, sql), "json", out)
    assert json.loads(out.getvalue()) == expected


def test_parquet_needs_a_file(data_dir: Path, tmp_path: Path) -> None:
    result = run_query(data_dir, "SELECT article_id, published_at FROM articles ORDER BY 1")
    write(result, "parquet", tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == result.to_pylist()
    with pytest.raises(ValueError, match="Parquet"):
        write(result, "parquet", io.StringIO())


def test_table_shows_brackets_as_they_are(data_dir: Path) -> None:
    out = io.StringIO()
    write(run_query(data_dir, "SELECT '[bold]x[/bold]' AS a"), "table", out)
    assert "[bold]x[/bold]" in out.getvalue()
