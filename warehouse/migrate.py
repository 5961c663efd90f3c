"""Bringing the writer's file to the schema of this version: forward only, one transaction for each migration.

A migration is a file `migrations/NNNN_name.sql`; once released it never changes, which its checksum guards.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb

from warehouse.connection import transaction
from warehouse.errors import WarehouseDamaged, WarehouseTooNew

_FOLDER = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Migration:
    """A step of the schema: its number, file name and statements."""

    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """Checksum of the statements."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


@cache
def migrations() -> tuple[Migration, ...]:
    """All migrations, in order.

    Raises:
        ValueError: if their numbers are not 1, 2, 3, ...
    """
    found = tuple(
        Migration(int(path.stem.partition("_")[0]), path.stem, path.read_text("utf-8"))
        for path in sorted(_FOLDER.glob("*.sql"))
    )
    if [migration.number for migration in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"migrations are not numbered one after the other in {_FOLDER}")
    return found


def migrate(connection: duckdb.DuckDBPyConnection, path: Path, steps: tuple[Migration, ...] | None = None) -> int:
    """Apply what is missing; returns the schema version.

    Raises:
        WarehouseTooNew: if the file knows more migrations than this version.
        WarehouseDamaged: if an applied migration is not the one of this version.
    """
    steps = migrations() if steps is None else steps
    applied = _applied(connection)
    if applied and max(applied) > len(steps):
        raise WarehouseTooNew(path, max(applied), len(steps))
    for step in steps:
        if step.number not in applied:
            with transaction(connection):
                connection.execute(step.sql)
                connection.execute(
                    "INSERT INTO internal.schema_migrations VALUES (?, ?, ?, ?)",
                    [step.number, step.name, step.sha256, datetime.now(UTC).replace(tzinfo=None)],
                )
        elif applied[step.number] != step.sha256:
            raise WarehouseDamaged(path, f"migration {step.name} was applied in another form")
    return len(steps)


def _applied(connection: duckdb.DuckDBPyConnection) -> dict[int, str]:
    """Checksums of the migrations applied so far, by number."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS internal")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS internal.schema_migrations"
        " (number INTEGER PRIMARY KEY, name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)"
    )
    return dict(connection.execute("SELECT number, sha256 FROM internal.schema_migrations").fetchall())
