"""What a snapshot holds: its tables made from the writer's rows, as a whole or only where rows have changed.

Each table is a query in `sql/tables`; its first line says which of its rows a change replaces. The queries read from
`chosen_*`: the writer's tables, all their rows or those of changed articles. The rows that they give can be read as
`checked_*` by the checks. Files and their exchange belong to `publish`, views and comments to `surface`.
"""

# ruff: noqa: S608 - every name in a query is one of ours

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse import surface
from warehouse.connection import WRITER_NAME, transaction

WRITER: Final = Path(WRITER_NAME).stem
"""The catalog name that DuckDB gives the writer's file."""

_FOLDER: Final = Path(__file__).parent / "sql" / "tables"
_HEADER: Final = re.compile(r"-- replaced by: (article_id|entity_id|document_no|the whole|nothing)\n")
_BY_ARTICLE: Final = (
    "articles", "article_versions", "blocks", "sentences", "mentions", "relations", "relation_arguments", "quotes",
    "article_processing",
)  # fmt: skip
_LAST: Final = "runs"
"""Copied when the checks have said what goes into it."""
_MOSTLY: Final = 0.3
"""Share of changed articles from which on a snapshot is built anew rather than brought up to date."""


@dataclass(frozen=True, slots=True)
class SnapshotTable:
    """A table of the snapshot: its rows as a query, and by which column rows are replaced."""

    name: str
    key: str
    sql: str


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """What a snapshot says of itself."""

    warehouse_id: str
    data_revision: int
    surface_sha256: str
    schema_version: int


@cache
def tables() -> tuple[SnapshotTable, ...]:
    """Every table but `runs`, in an order in which each finds what it reads.

    Raises:
        ValueError: if a file lacks its first line.
    """
    found = []
    for path in sorted(_FOLDER.glob("*.sql"), key=lambda path: (path.stem == "search_documents", path.stem)):
        sql = path.read_text("utf-8")
        header = _HEADER.match(sql)
        if header is None:
            raise ValueError(f"{path.name} does not begin with `-- replaced by: ...`")
        if path.stem != _LAST:
            found.append(SnapshotTable(path.stem, header.group(1), sql))
    return tuple(found)


def writer_info(connection: duckdb.DuckDBPyConnection) -> SnapshotInfo:
    """What a snapshot of the writer's present rows would say of itself."""
    warehouse_id, revision, version = _row(
        connection,
        "SELECT s.warehouse_id, s.data_revision,"
        f" (SELECT max(number) FROM {WRITER}.internal.schema_migrations) FROM {WRITER}.internal.state s",
    )
    return SnapshotInfo(warehouse_id, int(revision), surface.sha256(), int(version))


def info(connection: duckdb.DuckDBPyConnection) -> SnapshotInfo | None:
    """What the current database says of itself; None if it is none of ours."""
    try:
        row = _row(
            connection, "SELECT warehouse_id, data_revision, surface_sha256, schema_version FROM snapshot_info()"
        )
    except (duckdb.Error, LookupError):
        return None
    return SnapshotInfo(*row)


def published_columns(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Names and types of the columns of every table that a snapshot has, in order. Asks the writer's connection."""
    _choose_all(connection)
    found = {}
    try:
        for table in tables():
            _view(connection, f"checked_{table.name}", table.sql)
            found[table.name] = _described(connection, f"temp.checked_{table.name}")
        found[_LAST] = _described(connection, f"{WRITER}.main.{_LAST}")
    finally:
        forget(connection)
    return found


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every table but `runs` in the current, empty database.

    Tables are filled by one thread: several would leave row groups half full, and DuckDB would write most of a table
    anew to join them when it gets its next ten rows. Terms are sorted, which fills row groups in any case.
    """
    _choose_all(connection)
    with transaction(connection):
        for table in tables():
            with nullcontext() if table.key == "document_no" else _one_thread(connection):
                connection.execute(f"CREATE TABLE {table.name} AS {table.sql}")
            _check_whole(connection, table.name)
        connection.execute(f"CREATE TABLE {_LAST} AS FROM {WRITER}.main.{_LAST} WITH NO DATA")
        surface.add(connection)
        _sign(connection)
        surface.comment(connection)


def update(connection: duckdb.DuckDBPyConnection, since: int) -> None:
    """Bring every table but `runs` of the current database, made of revision `since`, up to date."""
    _choose_changed(connection, since)
    with transaction(connection):
        for table in tables():
            if table.key == "the whole":
                connection.execute(f"DELETE FROM {table.name}")
                connection.execute(f"INSERT INTO {table.name} BY NAME {table.sql}")
                _check_whole(connection, table.name)
            else:
                _replace(connection, table)
        _sign(connection)


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the temporary views and tables that `build`, `update` and the checks use."""
    names = connection.execute(
        "SELECT 'VIEW', view_name FROM duckdb_views() WHERE database_name = 'temp' AND NOT internal"
        " UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables() WHERE database_name = 'temp'"
    ).fetchall()
    for kind, name in names:
        connection.execute(f"DROP {kind} temp.{name}")


def check_everything(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the checks see every row of the current database."""
    for table in tables():
        _check_whole(connection, table.name)


def copy_runs(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring `runs` of the current database up to date."""
    with transaction(connection):
        connection.execute(f"DELETE FROM {_LAST}")
        connection.execute(f"INSERT INTO {_LAST} BY NAME FROM {WRITER}.main.{_LAST}")


def is_worth_updating(connection: duckdb.DuckDBPyConnection, since: int) -> bool:
    """Whether little enough has changed since revision `since` to change rows rather than build all anew."""
    changed, articles = _row(
        connection,
        f"SELECT (SELECT count(DISTINCT article_id) FROM {WRITER}.internal.article_changes WHERE revision > {since}),"
        f" (SELECT count(*) FROM {WRITER}.main.articles)",
    )
    return bool(changed <= _MOSTLY * articles)


@contextmanager
def attached(connection: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool = False) -> Iterator[None]:
    """The file attached as `snapshot` and current: a name without a catalog means the snapshot's."""
    options = " (READ_ONLY)" if read_only else ""
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS snapshot{options}")
    try:
        connection.execute("USE snapshot")
        yield
    finally:
        connection.execute(f"USE {WRITER}")
        connection.execute("DETACH snapshot")


@contextmanager
def _one_thread(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    threads = _row(connection, "SELECT current_setting('threads')")[0]
    connection.execute("SET threads = 1")
    try:
        yield
    finally:
        connection.execute(f"SET threads = {threads}")


def _choose_all(connection: duckdb.DuckDBPyConnection) -> None:
    """`chosen_*` for all rows of the writer."""
    for name in (*_BY_ARTICLE, "entities", "entity_aliases"):
        _view(connection, f"chosen_{name}", f"FROM {WRITER}.main.{name}")
    _view(connection, "chosen_article_terms", f"FROM {WRITER}.internal.article_terms")
    for name in ("identities", "entities"):
        _view(connection, f"chosen_article_{name}", f"FROM {WRITER}.internal.article_{name}")


def _choose_changed(connection: duckdb.DuckDBPyConnection, since: int) -> None:
    """Temporary tables of what has changed, and `chosen_*` for the writer's rows of changed articles.

    An article that the snapshot does not know has only rows newer than `since`, which are found without a search.
    """
    connection.execute(
        f"""
        CREATE TEMP TABLE changed_articles AS
        SELECT DISTINCT article_id FROM {WRITER}.internal.article_changes WHERE revision > {since}
        """
    )
    connection.execute(
        "CREATE TEMP TABLE known_articles AS FROM changed_articles SEMI JOIN articles USING (article_id)"
    )
    connection.execute(
        "CREATE TEMP TABLE known_documents AS"
        " SELECT document_no FROM search_documents SEMI JOIN known_articles USING (article_id)"
    )
    connection.execute(
        f"""
        CREATE TEMP TABLE changed_entities AS
        SELECT DISTINCT entity_id FROM {WRITER}.internal.entity_changes WHERE revision > {since}
        """
    )
    connection.execute(f"CREATE TEMP TABLE changed_identities AS {_of_changed('article_identities')}")
    _view(connection, "chosen_article_identities", "FROM temp.changed_identities")
    _view(connection, "chosen_article_entities", _of_changed("article_entities"))
    any_known = _row(connection, "SELECT count(*) FROM known_articles")[0] > 0
    numbers = f"SELECT article_no FROM {WRITER}.main.articles SEMI JOIN known_articles USING (article_id)"
    for name in _BY_ARTICLE:
        _view_of_changed(connection, name, "main", since, "article_id IN (FROM known_articles)" if any_known else "")
    _view_of_changed(connection, "article_terms", "internal", since, f"article_no IN ({numbers})" if any_known else "")
    for name in ("entities", "entity_aliases"):
        _view(connection, f"chosen_{name}", f"FROM {WRITER}.main.{name} SEMI JOIN changed_entities USING (entity_id)")


def _of_changed(table: str) -> str:
    """Rows of a table without revisions: found by one column, then read by their place, which costs less."""
    source = f"FROM {WRITER}.internal.{table}"
    return f"{source} WHERE rowid IN (SELECT rowid {source} WHERE article_id IN (FROM changed_articles))"


def _view_of_changed(connection: duckdb.DuckDBPyConnection, name: str, schema: str, since: int, older: str) -> None:
    source = f"FROM {WRITER}.{schema}.{name}"
    query = f"{source} WHERE revision > {since}"
    if older:
        query += f" UNION ALL {source} WHERE revision <= {since} AND {older}"
    _view(connection, f"chosen_{name}", query)


def _replace(connection: duckdb.DuckDBPyConnection, table: SnapshotTable) -> None:
    """Take out the rows that have changed, put in what they are now, and let `checked_*` stand for those."""
    connection.execute(f"CREATE TEMP TABLE fresh_{table.name} AS {table.sql}")
    _view(connection, f"checked_{table.name}", f"FROM temp.fresh_{table.name}")
    if table.key == "nothing":
        connection.execute(
            f"INSERT INTO {table.name} FROM temp.fresh_{table.name} f ANTI JOIN {table.name} USING (form, lemma)"
        )
        return
    old = {"article_id": "known_articles", "entity_id": "changed_entities", "document_no": "known_documents"}[table.key]
    if _row(connection, f"SELECT count(*) FROM {old}")[0]:
        connection.execute(f"DELETE FROM {table.name} WHERE {table.key} IN (FROM {old})")
    connection.execute(f"INSERT INTO {table.name} BY NAME FROM temp.fresh_{table.name}")


def _check_whole(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Let `checked_TABLE` stand for all rows of the table."""
    _view(connection, f"checked_{table}", f"FROM {_row(connection, 'SELECT current_database()')[0]}.main.{table}")


def _sign(connection: duckdb.DuckDBPyConnection) -> None:
    """Say in the snapshot what it holds: in a macro, since equal work is to leave equal tables."""
    present = writer_info(connection)
    connection.execute(
        f"CREATE OR REPLACE MACRO snapshot_info() AS TABLE SELECT '{present.warehouse_id}' AS warehouse_id,"
        f" {present.data_revision} AS data_revision, '{present.surface_sha256}' AS surface_sha256,"
        f" {present.schema_version} AS schema_version"
    )
    surface.comment_macro(connection, "snapshot_info")


def _view(connection: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {query}")


def _described(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(f"DESCRIBE {table}").fetchall()}


def _row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row = connection.execute(query).fetchone()
    if row is None:
        raise LookupError(query)
    return row
