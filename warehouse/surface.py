"""What a snapshot offers on top of its tables: views, macros, and a comment on everything.

Each statement is a file in `sql/`; views and macros are made in the order of their names. Comments stand in
`sql/comments.toml`, a table each: the key `_` for the table itself, then its columns.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

import duckdb

_SQL: Final = Path(__file__).parent / "sql"


def add(connection: duckdb.DuckDBPyConnection) -> None:
    """Make views and macros in the current database."""
    for folder in ("macros", "views"):
        for path in sorted((_SQL / folder).glob("*.sql")):
            connection.execute(path.read_text("utf-8"))


def comment(connection: duckdb.DuckDBPyConnection) -> None:
    """Comment every table, view, macro and column of the current database."""
    views = {row[0] for row in connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
    for name, texts in comments().items():
        if name == "macros":
            for macro in texts:
                comment_macro(connection, macro)
            continue
        connection.execute(f"COMMENT ON {'VIEW' if name in views else 'TABLE'} {name} IS {_literal(texts['_'])}")
        for column, text in texts.items():
            if column != "_":
                connection.execute(f"COMMENT ON COLUMN {name}.{column} IS {_literal(text)}")


def comment_macro(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Comment a macro of the current database."""
    row = connection.execute(
        "SELECT count(*) FROM duckdb_functions() WHERE function_name = ? AND function_type = 'table_macro'", [name]
    ).fetchone()
    kind = "MACRO TABLE" if row and row[0] else "MACRO"
    connection.execute(f"COMMENT ON {kind} {name} IS {_literal(comments()['macros'][name])}")


@cache
def comments() -> dict[str, dict[str, str]]:
    """The comments by table or view, then column."""
    return tomllib.loads((_SQL / "comments.toml").read_text("utf-8"))


@cache
def sha256() -> str:
    """Checksum of all that `add` and `comment` make: a snapshot with another one is built anew."""
    digest = hashlib.sha256()
    for path in sorted(_SQL.rglob("*.*")):
        digest.update(path.relative_to(_SQL).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _literal(text: str) -> str:
    quoted = text.replace("'", "''")
    return f"'{quoted}'"
