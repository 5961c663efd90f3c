"""Opening database files, transactions, and turning DuckDB's errors into ours.

What is done with a connection does not belong here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from tasks.errors import DiskFull, FolderNotWritable, of_system
from warehouse.errors import WarehouseDamaged, WarehouseFailed, WarehouseLocked

WRITER_NAME: Final = "writer.duckdb"
SNAPSHOT_NAME: Final = "news.duckdb"

_FULL: Final = re.compile(r"no space left|file too large|disk (is )?full|quota exceeded", re.IGNORECASE)
_LOCKED: Final = re.compile(r"could not set lock", re.IGNORECASE)
_HOLDER: Final = re.compile(r"\(PID (\d+)\)")
_DAMAGED: Final = re.compile(
    r"not a valid duckdb|corrupt|checksum|serializ|deserializ|failed to load|replaying wal|cannot read|could not read",
    re.IGNORECASE,
)
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def make_folder(folder: Path) -> None:
    """Make the folder, its parents too, and see that it can be written.

    Raises:
        FolderNotWritable: if it cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritable(folder, error.strerror or str(error)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FolderNotWritable(folder, "permission denied")


def open_writer(data_dir: Path) -> duckdb.DuckDBPyConnection:
    """Open the writer's own file for this process alone, making it if it is not there.

    Raises:
        FolderNotWritable, WarehouseLocked, WarehouseDamaged, DiskFull: as the names say.
    """
    make_folder(data_dir)
    path = data_dir / WRITER_NAME
    if path.exists() and not os.access(path, os.W_OK):
        raise FolderNotWritable(data_dir, f"{WRITER_NAME} is read-only")
    with errors_of(path):
        connection = duckdb.connect(path, config=_CONFIG)
        connection.execute("SET temp_directory = ?", [str(data_dir / "tmp")])
        connection.execute("SET preserve_insertion_order = true")
        return connection


@contextmanager
def errors_of(path: Path) -> Iterator[None]:
    """Turn what DuckDB and the system raise about `path` into our errors."""
    try:
        yield
    except duckdb.Error as error:
        raise _translated(path, error) from error
    except OSError as error:
        raise of_system(error, path) from error


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Everything inside, or nothing."""
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


def first_line(error: duckdb.Error) -> str:
    """The first line of DuckDB's message, without its kind."""
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    """Roll back; after a fatal error or a failed commit there is nothing left to roll back."""
    try:
        connection.execute("ROLLBACK")
    except duckdb.Error:
        return


def _translated(path: Path, error: duckdb.Error) -> Exception:
    message = str(error)
    if _FULL.search(message):
        return DiskFull(path)
    if _LOCKED.search(message):
        holder = _HOLDER.search(message)
        return WarehouseLocked(path, f" (process {holder.group(1)})" if holder else "")
    if re.search("permission denied|read-only", message, re.IGNORECASE):
        return FolderNotWritable(path.parent, "permission denied")
    if _DAMAGED.search(message):
        return WarehouseDamaged(path, first_line(error))
    return WarehouseFailed(path, first_line(error))
