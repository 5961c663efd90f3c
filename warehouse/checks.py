"""Data checks: SQL files in `sql/checks` that find the rows which break a rule; no row, and the check has passed.

The first line of a file says how grave it is and what is wrong: `-- hard: ...` stops publishing, `-- soft: ...` warns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

import duckdb

_FOLDER: Final = Path(__file__).parent / "sql" / "checks"
_HEADER: Final = re.compile(r"-- (hard|soft): (.+)")


class Severity(StrEnum):
    """What a failed check means."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Check:
    """A rule: what its rows would mean, and the query that finds them."""

    name: str
    severity: Severity
    finding: str
    sql: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that found rows; `example` is the first."""

    check: Check
    rows: int
    example: str

    @property
    def summary(self) -> str:
        """One line for a person."""
        return f"{self.check.finding} ({self.check.name}, rows: {self.rows}, e.g. {self.example})"


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, by name.

    Raises:
        ValueError: if a file lacks its first line.
    """
    found = []
    for path in sorted(_FOLDER.glob("*.sql")):
        sql = path.read_text("utf-8")
        header = _HEADER.match(sql)
        if header is None:
            raise ValueError(f"{path.name} does not begin with `-- hard: ...` or `-- soft: ...`")
        found.append(Check(path.stem, Severity(header.group(1)), header.group(2).strip(), sql))
    return tuple(found)


def run(connection: duckdb.DuckDBPyConnection, severity: Severity) -> list[Failure]:
    """Run the checks of this severity on the current database; returns those that found rows."""
    failures = []
    for check in all_checks():
        if check.severity is severity:
            cursor = connection.execute(check.sql)
            names = [column[0] for column in cursor.description or ()]
            rows = cursor.fetchall()
            if rows:
                example = ", ".join(f"{name}={value}" for name, value in zip(names, rows[0], strict=True))
                failures.append(Failure(check, len(rows), example))
    return failures
