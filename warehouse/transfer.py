"""Export of the published tables and import into an empty warehouse, row for row.

An export is a folder with a file a table (Parquet: of tables about articles, a file a month) and `manifest.json`. What
the writer keeps for itself is made again from the published rows: numbers of entities within articles, search words,
signatures. What engines said and the payloads as read are not part of an export. The entity graph as a file for other
programs is in `graph`.
"""

# ruff: noqa: S608 - every name in a query is one of ours; paths are quoted

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import duckdb
import pyarrow as pa

from tasks.records import ArticleId
from warehouse import snapshot
from warehouse.connection import SNAPSHOT_NAME, WRITER_NAME, errors_of, transaction
from warehouse.errors import ExportNotUsable, NoWarehouse, OutputInTheWay, WarehouseNotEmpty
from warehouse.stages import scalar

Format = Literal["parquet", "csv", "jsonl"]

_MANIFEST: Final = "manifest.json"
_LARGEST_LINE: Final = 1 << 30
_IMPORTED: Final = 1
"""The revision of the data that an import makes, see `sql/import.sql`."""
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_BY_MONTH: Final = frozenset(
    {
        "articles", "article_versions", "blocks", "sentences", "mentions", "relations", "relation_arguments", "quotes",
        "article_processing",
    }
)  # fmt: skip

Signing = Callable[[Iterable[tuple[ArticleId, str, list[tuple[str, int, int]]]]], Mapping[ArticleId, bytes]]
"""From ids, bodies and blocks (kind, start, end) to signatures for near-duplicates."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export says of itself: its form, the schema it was made of, and the rows of each table."""

    form: Format
    schema_version: int
    rows: Mapping[str, int]


def export_tables(data_dir: Path, form: Format, output: Path) -> Manifest:
    """Write every published table into the folder `output`, all or nothing; an earlier export there is replaced.

    Raises:
        NoWarehouse: if nothing has been published.
        OutputInTheWay: if `output` is there and no export.
        DiskFull, FolderNotWritable, WarehouseDamaged: as the names say.
    """
    if output.exists() and not (output / _MANIFEST).is_file() and not _is_empty_folder(output):
        raise OutputInTheWay(output)
    aside = output.with_name(f".{output.name}.new-{os.getpid()}")
    before = output.with_name(f".{output.name}.old-{os.getpid()}")
    with errors_of(output), _snapshot(data_dir) as connection:
        _clean_up(output)
        try:
            aside.mkdir(parents=True)
            found = snapshot.info(connection)
            names = [
                name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
            ]
            rows = {name: _write(connection, name, form, aside) for name in names}
            manifest = Manifest(form, found.schema_version if found else 0, rows)
            (aside / _MANIFEST).write_text(
                json.dumps({"format": form, "schema_version": manifest.schema_version, "rows": rows}, indent=2) + "\n"
            )
            if output.exists():
                output.rename(before)
            aside.rename(output)
        finally:
            _clean_up(output)
    return manifest


def _clean_up(output: Path) -> None:
    """Remove what an export leaves beside `output`; one that was moved away and not replaced comes back."""
    for before in output.parent.glob(f".{output.name}.old-*"):
        if not output.exists():
            before.rename(output)
        shutil.rmtree(before, ignore_errors=True)
    for aside in output.parent.glob(f".{output.name}.new-*"):
        shutil.rmtree(aside, ignore_errors=True)


def read_manifest(folder: Path) -> Manifest:
    """What the export in `folder` says of itself.

    Raises:
        ExportNotUsable: if it is none, or of a newer schema than this version knows.
    """
    try:
        found = json.loads((folder / _MANIFEST).read_text("utf-8"))
        manifest = Manifest(found["format"], int(found["schema_version"]), dict(found["rows"]))
    except FileNotFoundError:
        raise ExportNotUsable(folder, f"it has no {_MANIFEST}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExportNotUsable(folder, f"its {_MANIFEST} cannot be read ({error})") from error
    if manifest.form not in ("parquet", "csv", "jsonl"):
        raise ExportNotUsable(folder, f"it is in the form {manifest.form!r}")
    return manifest


def import_tables(connection: duckdb.DuckDBPyConnection, data_dir: Path, folder: Path, sign: Signing) -> Manifest:
    """Load the export in `folder` into an empty writer's file, in one transaction.

    One that has been loaded and was stopped before it was published is left as it is. An export of an earlier schema
    has no value where a column has come since, and no row where a table has.

    Args:
        connection: to the writer's file.
        data_dir: its folder.
        folder: the export.
        sign: makes signatures of the articles that are no duplicates.

    Raises:
        ExportNotUsable: if it is no export, of a newer schema, or a table is missing, damaged or incomplete.
        WarehouseNotEmpty: if there are articles or runs already.
    """
    manifest = read_manifest(folder)
    version = snapshot.writer_info(connection).schema_version
    if manifest.schema_version > version:
        raise ExportNotUsable(
            folder, f"it has schema version {manifest.schema_version}, this pressgraph knows up to {version}"
        )
    if not (data_dir / SNAPSHOT_NAME).exists() and _holds(connection, manifest):
        return manifest
    if scalar(connection, "SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM runs)"):
        raise WarehouseNotEmpty(data_dir)
    columns = snapshot.published_columns(connection)
    try:
        with transaction(connection):
            for name, kinds in columns.items():
                _read(connection, name, kinds, manifest, folder, is_earlier=manifest.schema_version < version)
            _restore(connection)
            _sign(connection, sign)
    except duckdb.Error as error:
        if isinstance(error, duckdb.IOException) and WRITER_NAME in str(error):
            raise
        raise ExportNotUsable(folder, str(error).strip().splitlines()[0]) from error
    finally:
        for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'temp'"
        ).fetchall():
            connection.execute(f"DROP TABLE temp.{name}")
    return manifest


def _holds(connection: duckdb.DuckDBPyConnection, manifest: Manifest) -> bool:
    """Whether just this export has been loaded, and nothing was done since."""
    if scalar(connection, "SELECT data_revision FROM internal.state") != _IMPORTED:
        return False
    tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'").fetchall()
    return all(
        scalar(connection, f"SELECT count(*) FROM {table}") == manifest.rows.get(table, 0) for (table,) in tables
    )


def _snapshot(data_dir: Path) -> duckdb.DuckDBPyConnection:
    path = data_dir / SNAPSHOT_NAME
    if not path.exists():
        raise NoWarehouse(path)
    return duckdb.connect(path, read_only=True, config=_CONFIG)


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _write(connection: duckdb.DuckDBPyConnection, table: str, form: Format, folder: Path) -> int:
    """Write a table; returns its rows."""
    target, query, options = folder / f"{table}.{form}", f"SELECT * FROM {table} ORDER BY ALL", ""
    if form == "parquet":
        options = "FORMAT parquet, COMPRESSION zstd"
        if table in _BY_MONTH:
            target, options = folder / table, f"{options}, PARTITION_BY (month)"
            moment = "coalesce(published_at, ingested_at)"
            query = (
                f"SELECT t.*, strftime(m.moment, '%Y-%m') AS month FROM {table} t"
                f" JOIN (SELECT article_id, {moment} AS moment FROM articles) m USING (article_id) ORDER BY ALL"
            )
    elif form == "csv":
        options = "FORMAT csv, HEADER, FORCE_QUOTE *"
    else:
        options = "FORMAT json"
    connection.execute(f"COPY ({query}) TO {_quoted(target)} ({options})")
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def _read(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    manifest: Manifest,
    folder: Path,
    *,
    is_earlier: bool,
) -> None:
    """Read a table of the export into a temporary table `in_TABLE` with the columns and types it is published with."""
    expected = manifest.rows.get(table, 0 if is_earlier else None)
    if expected is None:
        raise ExportNotUsable(folder, f"it has no table {table}")
    if expected == 0:
        kinds = ", ".join(f"NULL::{kind} AS {name}" for name, kind in columns.items())
        connection.execute(f"CREATE TEMP TABLE in_{table} AS SELECT {kinds} LIMIT 0")
        return
    present = _present(table, columns, manifest.form, folder) if is_earlier else columns
    source = _SOURCES[manifest.form](table, present, folder)
    chosen = ", ".join(name if name in present else f"NULL::{kind} AS {name}" for name, kind in columns.items())
    connection.execute(f"CREATE TEMP TABLE in_{table} AS SELECT {chosen} FROM {source}")
    row = connection.execute(f"SELECT count(*) FROM in_{table}").fetchone()
    if row is None or row[0] != expected:
        raise ExportNotUsable(folder, f"{table} has {row[0] if row else 0} rows instead of {expected}")


def _present(table: str, columns: Mapping[str, str], form: Format, folder: Path) -> Mapping[str, str]:
    """Those of the columns that a table of the export has; JSON Lines need not be asked, what they lack is null."""
    if form == "parquet":
        with duckdb.connect(config=_CONFIG) as connection:
            found = connection.execute(f"SELECT name FROM parquet_schema({_parquet_files(table, folder)})").fetchall()
            names = {name for (name,) in found}
    elif form == "csv":
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            names = set(next(csv.reader(file), []))
    else:
        names = set(columns)
    return {name: kind for name, kind in columns.items() if name in names}


def _from_parquet(table: str, columns: Mapping[str, str], folder: Path) -> str:  # noqa: ARG001 - Parquet knows its types
    return f"read_parquet({_parquet_files(table, folder)}, hive_partitioning = false)"


def _parquet_files(table: str, folder: Path) -> str:
    return _quoted(folder / table / "*" / "*.parquet" if table in _BY_MONTH else folder / f"{table}.parquet")


def _from_csv(table: str, columns: Mapping[str, str], folder: Path) -> str:
    kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    return (
        f"read_csv({_quoted(folder / f'{table}.csv')}, header = true, columns = {{{kinds}}}, auto_detect = false,"
        """ delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, parallel = false,"""
        f" max_line_size = {_LARGEST_LINE})"
    )


def _from_jsonl(table: str, columns: Mapping[str, str], folder: Path) -> str:
    kinds = ", ".join(f"{name}: '{kind}'" for name, kind in columns.items())
    return (
        f"read_json({_quoted(folder / f'{table}.jsonl')}, format = 'newline_delimited', columns = {{{kinds}}},"
        f" maximum_object_size = {_LARGEST_LINE})"
    )


_SOURCES: Final = {"parquet": _from_parquet, "csv": _from_csv, "jsonl": _from_jsonl}
"""How a table of an export is read, as what stands after FROM."""


def _restore(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the writer's tables from the published rows."""
    for statement in (Path(__file__).parent / "sql" / "import.sql").read_text("utf-8").split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _sign(connection: duckdb.DuckDBPyConnection, sign: Signing) -> None:
    rows = connection.execute(
        """
        SELECT a.article_id, a.body, coalesce(list([b.kind, b.start_char::VARCHAR, b.end_char::VARCHAR]
                   ORDER BY b.block_no) FILTER (b.kind IS NOT NULL), [])
        FROM articles a LEFT JOIN blocks b ON b.article_id = a.article_id
        GROUP BY ALL
        """
    ).fetchall()
    signatures = sign(
        (ArticleId(article_id), body, [(kind, int(start), int(end)) for kind, start, end in lines])
        for article_id, body, lines in rows
    )
    signed = pa.table(
        {"article_id": list(signatures.keys()), "signature": list(signatures.values())},
        schema=pa.schema([("article_id", pa.string()), ("signature", pa.binary())]),
    )
    connection.register("signed", signed)
    try:
        connection.execute(
            "INSERT INTO internal.article_signatures"
            " SELECT article_id, signature, internal.signature_keys(signature) FROM signed"
        )
    finally:
        connection.unregister("signed")


def _quoted(path: Path) -> str:
    quoted = str(path).replace("'", "''")
    return f"'{quoted}'"
