"""Questions of users: one reading statement on the published snapshot, and its result in four forms.

The snapshot is opened read-only and with no way to other files. The writer's file is never touched.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal, TextIO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from warehouse.connection import SNAPSHOT_NAME, errors_of, first_line
from warehouse.errors import NoWarehouse, SqlFailed, SqlNotAllowed

Format = Literal["table", "csv", "json", "parquet"]

_READING: Final = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def open_snapshot(data_dir: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published snapshot, sealed off from every other file.

    Raises:
        NoWarehouse: if nothing has been published in this folder.
        WarehouseDamaged: if the file is not a database.
    """
    path = data_dir / SNAPSHOT_NAME
    if not path.exists():
        raise NoWarehouse(path)
    with errors_of(path):
        connection = duckdb.connect(path, read_only=True, config=_CONFIG)
        connection.execute("SET lock_configuration = true")
    return connection


def run_query(data_dir: Path, sql: str) -> pa.Table:
    """The answer to one reading statement.

    Raises:
        SqlNotAllowed: if it is no single reading statement.
        SqlFailed: if the database cannot parse or answer it; with the first line of what it says.
        NoWarehouse, WarehouseDamaged: see `open_snapshot`.
    """
    statement = _only_statement(sql)
    with open_snapshot(data_dir) as connection:
        try:
            return connection.execute(statement).to_arrow_table()
        except duckdb.Error as error:
            raise SqlFailed(first_line(error)) from error


def write(result: pa.Table, form: Format, target: TextIO | Path) -> None:
    """Write the answer as a table for people, CSV with a header, one JSON array, or Parquet (to a path only).

    Raises:
        ValueError: if Parquet is to go to a text stream.
    """
    if isinstance(target, Path):
        if form == "parquet":
            _write_aside(target, lambda aside: pq.write_table(result, aside, compression="zstd"))
        else:
            _write_aside(target, lambda aside: _write_text_file(result, form, aside))
    elif form == "parquet":
        raise ValueError("Parquet needs a file")
    else:
        _write_text(result, form, target)


def _only_statement(sql: str) -> duckdb.Statement:
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise SqlFailed(first_line(error)) from error
    if not statements:
        raise SqlNotAllowed("the query is empty")
    if len(statements) > 1:
        raise SqlNotAllowed(f"{len(statements)} statements were given, only one is allowed")
    statement = statements[0]
    if statement.type not in _READING:
        raise SqlNotAllowed(f"{statement.type.name} is not allowed, the database is read-only here")
    return statement


def _write_aside(target: Path, writing: Callable[[Path], None]) -> None:
    """Write beside `target`, then rename: a reader never sees half a file."""
    aside = target.with_name(f".{target.name}.new")
    with errors_of(target):
        try:
            writing(aside)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)


def _write_text_file(result: pa.Table, form: Format, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        _write_text(result, form, stream)


def _write_text(result: pa.Table, form: Format, stream: TextIO) -> None:
    if form == "csv":
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(result.column_names)
        writer.writerows([_csv_value(value) for value in row] for row in _rows(result))
    elif form == "json":
        separator = "["
        for row in _rows(result):
            record = dict(zip(result.column_names, map(_plain, row), strict=True))
            stream.write(f"{separator}\n  {json.dumps(record, ensure_ascii=False)}")
            separator = ","
        stream.write("[]\n" if separator == "[" else "\n]\n")
    else:
        table = Table(*result.column_names)
        for row in _rows(result):
            table.add_row(*(_cell(value) for value in row))
        Console(file=stream, markup=False, highlight=False, emoji=False).print(table)


def _rows(result: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in result.to_batches(max_chunksize=10_000):
        columns = [column.to_pylist() for column in batch.columns]
        yield from zip(*columns, strict=True)


def _plain(value: Any) -> Any:
    """A value as JSON knows it: dates in ISO 8601, no numbers beyond the finite."""
    match value:
        case list() | tuple():
            return [_plain(each) for each in value]
        case dict():
            return {str(key): _plain(each) for key, each in value.items()}
        case _:
            return _plain_scalar(value)


def _plain_scalar(value: Any) -> bool | int | float | str | None:
    plain: bool | int | float | str | None
    match value:
        case datetime() | date() | time():
            plain = value.isoformat()
        case float():
            plain = value if math.isfinite(value) else None
        case Decimal():
            plain = float(value)
        case bytes():
            plain = value.hex()
        case None | bool() | int() | str():
            plain = value
        case _:
            plain = str(value)
    return plain


def _csv_value(value: Any) -> Any:
    """A field: empty for null, JSON for lists and structures."""
    plain = _plain(value)
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, bool | list | dict) else plain


def _cell(value: Any) -> str:
    return "" if value is None else str(_csv_value(value))
