"""What files gave when they were last read, so that a file which has not changed need not be read again.

A file in the data folder, and only a cache: of a file whose name and `FileState` are as they were, it says which
articles and rejects were found in it. Whether these are in the warehouse is for others to ask. All is forgotten when
files would be read in another way: by other code, other libraries or with another limit of size.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tasks.records import Article, ArticleId, Reject
from tasks.sources.discovery import FileState, PayloadRef, reject
from tasks.sources.files import Reading

_LIBRARIES: Final = ("charset-normalizer", "courlan", "lxml", "trafilatura")
_PASSING: Final = "unreadable"
"""The one reason for a reject that does not lie in what a file holds."""
_METHOD: Final = b"method"
_SCHEMA: Final = pa.schema(
    [
        ("origin", pa.string()),
        ("source", pa.string()),
        ("path_in_source", pa.string()),
        ("size", pa.int64()),
        ("modified", pa.int64()),
        ("changed", pa.int64()),
        ("inode", pa.uint64()),
        ("articles", pa.list_(pa.string())),
        ("contents", pa.list_(pa.string())),
        ("reasons", pa.list_(pa.string())),
        ("details", pa.list_(pa.string())),
        ("payloads", pa.list_(pa.string())),
    ]
)

_Name = tuple[str, str, str]
"""Origin, source and path in the source: what a file is called, and what its articles are named after."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a file gave: articles with the SHA-256 of their bodies; reason, detail and payload of each reject."""

    articles: Sequence[tuple[ArticleId, str]]
    refusals: Sequence[tuple[str, str, str | None]] = ()

    def rejects(self, ref: PayloadRef, now: datetime) -> list[Reject]:
        """Its rejects as they would be if it were read now."""
        return [reject(ref, reason, detail, now, payload) for reason, detail, payload in self.refusals]


class Memory:
    """What was found in which file, as it was at the last `save`."""

    def __init__(self, path: Path | None, max_bytes: int) -> None:
        """Recall what is kept at `path`; a damaged file, or one made in another way, counts as none.

        Args:
            path: None for a memory that is kept nowhere.
            max_bytes: the largest payload that is read.
        """
        self._path = path
        self._method = f"{_code()} {max_bytes}".encode()
        self._kept = _Kept(path, self._method)
        self._noted: dict[_Name, tuple[FileState, Remembered] | None] = {}

    def find(self, ref: PayloadRef) -> Remembered | None:
        """What the file gave, if it still is as it was then."""
        name = _name(ref)
        if name in self._noted:
            noted = self._noted[name]
            return noted[1] if noted and noted[0] == ref.state else None
        return self._kept.find(name, ref.state)

    def note(self, ref: PayloadRef, reading: Reading) -> None:
        """Note what a file gave; what cannot be relied on the next time is forgotten instead."""
        articles = [(one.article_id, one.content_sha256) for one in reading.results if isinstance(one, Article)]
        rejects = [one for one in reading.results if isinstance(one, Reject)]
        if reading.state is None or any(one.reason == _PASSING for one in rejects):
            if _name(ref) in self._kept.rows:
                self._noted[_name(ref)] = None
            return
        refusals = [(one.reason, one.detail, one.payload_sha256) for one in rejects]
        self._noted[_name(ref)] = (reading.state, Remembered(articles, refusals))

    def save(self) -> None:
        """Keep what was noted, complete or not at all; files that are no longer there are forgotten.

        Raises:
            OSError: if it cannot be written; the file is then as it was.
        """
        if self._path is None or not self._noted:
            return
        columns: dict[str, list[object]] = {name: [] for name in _SCHEMA.names}
        noted = ((name, *each) for name, each in self._noted.items() if each)
        kept = (
            (name, state, remembered)
            for name, state, remembered in self._kept
            if name not in self._noted and Path(name[0]).exists()
        )
        for name, state, remembered in (*noted, *kept):
            ids, contents = _split(remembered.articles, 2)
            for column, value in zip(
                columns.values(), (*name, *state, ids, contents, *_split(remembered.refusals, 3)), strict=True
            ):
                column.append(value)
        table = pa.table(columns, schema=_SCHEMA).replace_schema_metadata({_METHOD: self._method})
        self._path.parent.mkdir(parents=True, exist_ok=True)
        aside = self._path.with_name(f".{self._path.name}.new-{os.getpid()}")
        try:
            pq.write_table(table, aside, compression="zstd")
            aside.replace(self._path)
        finally:
            aside.unlink(missing_ok=True)


class _Kept:
    """The rows of the file, column by column: of a hundred thousand files little more than the states is looked at."""

    def __init__(self, path: Path | None, method: bytes) -> None:
        """No rows if there is no such file, it is damaged or was made in another way."""
        self.rows: dict[_Name, int] = {}
        if path is None or not path.exists():
            return
        try:
            table = pq.read_table(path, schema=_SCHEMA)
            made_by = (pq.read_metadata(path).metadata or {}).get(_METHOD)
        except (OSError, pa.ArrowException):
            return
        if made_by != method or not table.num_rows:
            return
        plain = [table.column(name).to_pylist() for name in _SCHEMA.names[:7]]
        self.rows = {name: row for row, name in enumerate(zip(*plain[:3], strict=True))}
        self._states = list(map(FileState, *plain[3:]))
        self._articles = _Lists(table, "articles", "contents")
        self._refusals = _Lists(table, "reasons", "details", "payloads")

    def find(self, name: _Name, state: FileState | None) -> Remembered | None:
        """What the file gave, if it was in this state."""
        row = self.rows.get(name)
        return self._remembered(row) if row is not None and self._states[row] == state else None

    def __iter__(self) -> Iterator[tuple[_Name, FileState, Remembered]]:
        """All rows."""
        for name, row in self.rows.items():
            yield name, self._states[row], self._remembered(row)

    def _remembered(self, row: int) -> Remembered:
        return Remembered(self._articles.of(row), self._refusals.of(row))


class _Lists:
    """Columns of lists, laid end to end: the lists of a row are of one length and go together item by item."""

    def __init__(self, table: pa.Table, *names: str) -> None:
        columns = [table.column(name).combine_chunks() for name in names]
        self._ends = [0, *pc.cumulative_sum(pc.list_value_length(columns[0])).to_pylist()]
        self._items = [column.flatten().to_pylist() for column in columns]

    def of(self, row: int) -> list[Any]:
        """The items of a row, each as a tuple over the columns."""
        start, end = self._ends[row], self._ends[row + 1]
        if end == start:
            return []
        if end == start + 1:  # as of nearly every file
            return [tuple([items[start] for items in self._items])]
        return list(zip(*(items[start:end] for items in self._items), strict=True))


def _split(items: Sequence[tuple[object, ...]], width: int) -> list[list[object]]:
    """Columns of rows that are `width` wide."""
    return [[item[column] for item in items] for column in range(width)]


def _name(ref: PayloadRef) -> _Name:
    return ref.origin, ref.source, ref.path_in_source


@cache
def _code() -> str:
    """Checksum of what decides what is read out of a file: this room's code and data, and its libraries."""
    digest = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in _LIBRARIES).encode())
    for file in sorted(Path(__file__).parent.glob("*.[pt][yo]*")):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
