"""A file beside the writer's that finds the neighbours of a few names among millions: B-trees, where DuckDB would scan.

Everything in it is also in the writer's file (`internal.entity_keys`, `internal.article_entities` and the tables of
identities), as of the revision that identities were last saved for. It says which. If that is another (after a crash,
an import, a restored backup), or if the file is missing or damaged, it is made anew; after each save `update` brings it
up to date. SQLite is in Python's own library; nobody but the process that holds the writer's file opens this one.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, Final, Self

import duckdb
import pyarrow as pa

from tasks.errors import DiskFull
from tasks.records import Alias, ArticleEntity, ArticleId, EntityId, EntityKind, EntityNumber, Label, Language
from warehouse.errors import WarehouseFailed
from warehouse.identity import Saved
from warehouse.stored_entities import StoredArticleEntities, StoredEntity, stored_entity

NAME: Final = "identity.sqlite"

_FORMAT: Final = 2
_SCHEMA: Final = Path(__file__).parent / "sql" / "identity_index.sql"
_AT_ONCE: Final = 10_000
_VALUES_AT_ONCE: Final = 500
_BIGGEST: Final = 2**63
_KNOWN, _PERSON, _BARE = 0, 1, 2
"""Roles of keys: see `tasks.entities.keys.KeyRole`."""

Found = tuple[StoredArticleEntities, dict[EntityNumber, EntityId], frozenset[int], frozenset[int]]
"""Entities of an article, their identities, and the keys of the people and known things that the article names."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which names are looked for.

    Attributes:
        keys: each key that one of them has to have, with how the names begin that are looked for under it, as bits; 0
            if all that have the key are wanted.
        may_begin_alike: whether names with these beginnings may be one's.
    """

    keys: Mapping[int, int]
    may_begin_alike: Callable[[int, int], bool]


_Copy = tuple[str, str, Callable[[tuple[Any, ...]], tuple[Any, ...]]]
"""A query of the writer's file, the statement that puts its rows into the index, and how a row becomes its values."""

_Entry = tuple[int, int, int, str, int]
"""Number of the article, number of the entity, identity, the row as JSON, whether it is a family name alone."""


class IdentityIndex:
    """An open index, true to the rows of the writer's connection. Make one with `IdentityIndex.open`."""

    def __init__(self, path: Path, index: sqlite3.Connection) -> None:
        """Take over an open file that has the tables of this version."""
        self._path = path
        self._index = index

    @classmethod
    def open(cls, path: Path, connection: duckdb.DuckDBPyConnection) -> Self:
        """Open the index beside the writer's file; make it if it is not there or not true to it.

        Raises:
            DiskFull, WarehouseFailed: if it cannot be written.
        """
        try:
            if path.exists():
                index = _connect(path)
                if _made_from(index) == (*_state(connection), _FORMAT):
                    return cls(path, index)
                index.close()
            return cls._make(path, connection)
        except sqlite3.Error as error:
            raise _translated(path, error) from error

    @classmethod
    def _make(cls, path: Path, connection: duckdb.DuckDBPyConnection) -> Self:
        for each in (path, path.with_name(f"{path.name}-journal")):
            each.unlink(missing_ok=True)
        tables, indexes = _SCHEMA.read_text(encoding="utf-8").split("-- after the rows:")
        index = _connect(path)
        index.execute("PRAGMA synchronous = OFF")
        index.executescript(tables)
        made = cls(path, index)
        with index:
            made._copy(connection, (*_OF_IDENTITIES, *_of_articles()))
        index.executescript(indexes)
        with index:
            made._stamp(connection)
        index.execute("PRAGMA synchronous = NORMAL")
        return made

    def close(self) -> None:
        """Give the file free."""
        self._index.close()

    def update(self, connection: duckdb.DuckDBPyConnection, articles: Collection[ArticleId], saved: Saved) -> None:
        """Take in what was saved, and read these articles again; no others have changed since the index was true.

        Raises:
            DiskFull, WarehouseFailed: if it cannot be written; it is then made anew when next opened.
        """
        try:
            with self._index:
                numbers = [(each,) for each in self._numbers(articles)]
                for table in ("entries", "keys", "articles"):
                    self._index.executemany(f"DELETE FROM {table} WHERE article = ?", numbers)  # noqa: S608 - as above
                self._index.executemany(_INSERT_IDENTITY, saved.known)
                self._index.executemany(_DELETE_ALIASES, zip(saved.counted["entity_id"].to_pylist(), strict=True))
                for batch in saved.aliases.to_batches(_AT_ONCE):
                    pairs = zip(batch["alias"].to_pylist(), batch["entity_id"].to_pylist(), strict=True)
                    self._index.executemany(_INSERT_ALIAS, pairs)
                self._insert(connection, articles)
                self._stamp(connection)
        except sqlite3.Error as error:
            raise _translated(self._path, error) from error

    def neighbours(
        self, wanted: Wanted, without: Collection[ArticleId], most_alike: int, *, with_surroundings: bool
    ) -> list[Found]:
        """Entities of articles that are wanted, or have an identity that one that is has.

        Args:
            wanted: which names are looked for.
            without: articles that count as not there.
            most_alike: of full names that are alike in all that matters, so many are read.
            with_surroundings: what else the articles name is read, too; it also is where a family name stands alone.
        """
        skipped = frozenset(self._numbers(without))
        identities = self._identities(wanted, skipped)
        rows = list(self._entries(identities, skipped, most_alike))
        with_surroundings = with_surroundings or any(is_bare for *_, is_bare in rows)
        names = dict(self._where("SELECT identity, entity_id FROM identities", "identity", identities))
        by_article: dict[int, list[tuple[ArticleEntity, EntityId]]] = {}
        for article, number, identity, entity, _ in rows:
            by_article.setdefault(article, []).append((_entity(number, entity), EntityId(names[identity])))
        columns = "SELECT article, article_id, language, published_at" + (
            ", people, known" if with_surroundings else ""
        )
        found = [
            _article(by_article[article], *about)
            for article, *about in self._where(f"{columns} FROM articles", "article", by_article)
        ]
        return sorted(found, key=lambda each: each[0].article_id)

    def known_as(self, names: Collection[str], entity_ids: Collection[EntityId]) -> list[StoredEntity]:
        """The identities ever given that have one of these names or identifiers, with their aliases among `names`."""
        aliases: dict[int, list[str]] = {}
        for identity, name in sorted(self._where("SELECT identity, alias FROM aliases", "alias", names)):
            aliases.setdefault(identity, []).append(name)
        wanted = {identity for (identity,) in self._where("SELECT identity FROM identities", "name", names)}
        columns = "SELECT identity, entity_id, name, label, kind, country_code, wikidata_id FROM identities"
        rows = [*self._where(columns, "entity_id", entity_ids), *self._where(columns, "identity", {*wanted, *aliases})]
        found = [
            stored_entity(tuple(about), aliases.get(identity, ()))
            for identity, *about in {row[0]: row for row in rows}.values()
        ]
        return sorted(found, key=lambda each: each.entity_id)

    def known(self, identifiers: Collection[EntityId]) -> dict[EntityId, StoredEntity]:
        """Those of these identities that were ever given, without aliases."""
        columns = "SELECT entity_id, name, label, kind, country_code, wikidata_id FROM identities"
        return {EntityId(row[0]): stored_entity(row) for row in self._where(columns, "entity_id", identifiers)}

    def taken(self, identifiers: Collection[EntityId]) -> frozenset[EntityId]:
        """Which of these identifiers have ever been given."""
        found = self._where("SELECT entity_id FROM identities", "entity_id", identifiers)
        return frozenset(EntityId(each) for (each,) in found)

    def keys_of(self, articles: Collection[ArticleId]) -> frozenset[int]:
        """The keys of these articles, as of the last save."""
        query = "SELECT DISTINCT key FROM keys WHERE article = ?"
        return frozenset(
            key % (2 * _BIGGEST)
            for number in self._numbers(articles)
            for (key,) in self._index.execute(query, (number,))
        )

    def _where(self, query: str, column: str, values: Iterable[object]) -> Iterator[tuple[Any, ...]]:
        """The rows of `query` where `column` has one of these values, many of which are asked for at once."""
        waiting = iter(values)
        while some := tuple(islice(waiting, _VALUES_AT_ONCE)):
            marks = ", ".join("?" * len(some))
            yield from self._index.execute(f"{query} WHERE {column} IN ({marks})", some)

    def _numbers(self, articles: Collection[ArticleId]) -> Iterator[int]:
        """The numbers of those articles that are known."""
        for each in articles:
            row = self._index.execute("SELECT article FROM articles WHERE article_id = ?", (each,)).fetchone()
            if row:
                yield row[0]

    def _identities(self, wanted: Wanted, without: frozenset[int]) -> set[int]:
        """The identities under the keys that are wanted, or may begin like one that is found so."""
        query = "SELECT key, article, identity, beginnings FROM keys"
        blocks: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for key, article, identity, beginnings in self._where(query, "key", map(_signed, wanted.keys)):
            if article not in without:
                blocks[key].append((identity, beginnings))
        reach = {_signed(key): beginnings for key, beginnings in wanted.keys.items()}
        return _reached(blocks, reach, wanted.may_begin_alike)

    def _entries(self, identities: Collection[int], without: frozenset[int], most_alike: int) -> Iterator[_Entry]:
        """The entries of these identities; of those alike, and not family names alone, the first articles only."""
        columns = "SELECT article, entity_no, identity, entity, is_bare FROM entries"
        counted = (
            "SELECT identity, (SELECT count(*) FROM (SELECT 1 FROM entries e WHERE e.identity = i.identity LIMIT {}))"
        )
        counts = dict(self._where(f"{counted.format(most_alike + 1)} FROM identities i", "identity", identities))
        few = [identity for identity in identities if counts[identity] <= most_alike]
        for row in self._where(columns, "identity", few):
            if row[0] not in without:
                yield row
        for identity in identities:
            if counts[identity] > most_alike:
                yield from self._entries_of_many(columns, identity, without, most_alike)

    def _entries_of_many(
        self, columns: str, identity: int, without: frozenset[int], most_alike: int
    ) -> Iterator[_Entry]:
        bare = self._index.execute(f"{columns} WHERE identity = ? AND is_bare = 1", (identity,))
        yield from (row for row in bare if row[0] not in without)
        alike: int | None = -_BIGGEST
        following = "SELECT min(alike) FROM entries WHERE identity = ? AND is_bare = 0 AND alike > ?"
        while (alike := self._index.execute(following, (identity, alike)).fetchone()[0]) is not None:
            likes = self._index.execute(
                f"{columns} WHERE identity = ? AND is_bare = 0 AND alike = ? ORDER BY article, entity_no",
                (identity, alike),
            )
            yield from islice((row for row in likes if row[0] not in without), most_alike)

    def _insert(self, connection: duckdb.DuckDBPyConnection, articles: Collection[ArticleId]) -> None:
        """Put in the rows of these articles, whose identities are there already."""
        connection.register("indexed_articles", pa.table({"id": pa.array(sorted(articles), pa.string())}))
        these = "WHERE article_id IN (SELECT id FROM indexed_articles)"
        hashed = "WHERE article_key IN (SELECT hash(id) FROM indexed_articles)"
        try:
            self._copy(connection, _of_articles(these, hashed))
        finally:
            connection.unregister("indexed_articles")

    def _copy(self, connection: duckdb.DuckDBPyConnection, queries: Iterable[_Copy]) -> None:
        """Put the rows of each query in, as its statement and its columns say."""
        for query, insertion, columns in queries:
            cursor = connection.execute(query)
            while rows := cursor.fetchmany(_AT_ONCE):
                self._index.executemany(insertion, [columns(row) for row in rows])

    def _stamp(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._index.execute("DELETE FROM made_from")
        self._index.execute("INSERT INTO made_from VALUES (?, ?, ?)", (*_state(connection), _FORMAT))


_IDENTITIES: Final = (
    "SELECT entity_id, name, label, kind, country_code, wikidata_id FROM internal.known_entities ORDER BY entity_id"
)
_ALIASES: Final = "SELECT DISTINCT alias, entity_id FROM entity_aliases ORDER BY alias"
_ARTICLES: Final = f"""
SELECT a.article_no, k.article_id, a.language, a.published_at::VARCHAR,
       list(DISTINCT key ORDER BY key) FILTER (role = {_PERSON}),
       list(DISTINCT key ORDER BY key) FILTER (role = {_KNOWN})
FROM (SELECT key, role, article_id FROM internal.entity_keys {{hashed}}) k
JOIN (SELECT article_no, article_id, language, published_at FROM articles {{these}}) a ON a.article_id = k.article_id
GROUP BY ALL ORDER BY a.article_no
"""  # noqa: S608 - numbers from above
_ENTRIES: Final = f"""
SELECT a.article_no, e.entity_no, k.entity_id, k.is_bare, a.language, e.name, e.label, e.kind, e.country_code,
       e.countries, e.offices, e.aliases
FROM (SELECT * FROM internal.article_entities {{these}}) e
JOIN (
    SELECT article_id, entity_no, any_value(entity_id) AS entity_id, bool_or(role = {_BARE}) AS is_bare
    FROM internal.entity_keys {{hashed}} GROUP BY article_id, entity_no HAVING bool_or(role <> {_KNOWN})
) k ON k.article_id = e.article_id AND k.entity_no = e.entity_no
JOIN (SELECT article_no, article_id, language FROM articles {{these}}) a ON a.article_id = e.article_id
ORDER BY a.article_no, e.entity_no
"""  # noqa: S608 - numbers from above
_KEYS: Final = f"""
SELECT k.key, a.article_no, k.entity_no, any_value(k.entity_id), min(coalesce(k.beginnings, 0))
FROM (SELECT key, role, article_id, entity_no, entity_id, beginnings FROM internal.entity_keys {{hashed}}) k
JOIN (SELECT article_no, article_id FROM articles {{these}}) a ON a.article_id = k.article_id
WHERE k.role <> {_KNOWN} GROUP BY ALL ORDER BY k.key
"""  # noqa: S608 - numbers from above

_INSERT_IDENTITY: Final = """
INSERT INTO identities (entity_id, name, label, kind, country_code, wikidata_id) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (entity_id) DO UPDATE SET name = excluded.name, label = excluded.label, kind = excluded.kind,
country_code = excluded.country_code, wikidata_id = excluded.wikidata_id
"""
_DELETE_ALIASES: Final = "DELETE FROM aliases WHERE identity = (SELECT identity FROM identities WHERE entity_id = ?)"
_INSERT_ALIAS: Final = "INSERT OR IGNORE INTO aliases SELECT ?, identity FROM identities WHERE entity_id = ?"
_INSERT_ARTICLE: Final = "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?)"
_INSERT_ENTRY: Final = (
    "INSERT OR REPLACE INTO entries SELECT ?, ?, identity, ?, ?, ? FROM identities WHERE entity_id = ?"
)

_INSERT_KEY: Final = "INSERT OR IGNORE INTO keys SELECT ?, ?, ?, identity, ? FROM identities WHERE entity_id = ?"

_OF_IDENTITIES: Final = ((_IDENTITIES, _INSERT_IDENTITY, tuple), (_ALIASES, _INSERT_ALIAS, tuple))


def _of_articles(these: str = "", hashed: str = "") -> Iterator[_Copy]:
    """What is copied of articles: those that `these` chooses, or by a hash of their identifiers `hashed`; or all."""
    yield _ARTICLES.format(these=these, hashed=hashed), _INSERT_ARTICLE, _around
    yield _ENTRIES.format(these=these, hashed=hashed), _INSERT_ENTRY, _entry
    yield _KEYS.format(these=these, hashed=hashed), _INSERT_KEY, _key


def _key(row: tuple[Any, ...]) -> tuple[Any, ...]:
    key, article, number, entity_id, beginnings = row
    return _signed(key), article, number, beginnings, entity_id


def _around(row: tuple[Any, ...]) -> tuple[Any, ...]:
    article, article_id, language, published_at, people, known = row
    return article, article_id, language, published_at, json.dumps(people or []), json.dumps(known or [])


def _entry(row: tuple[Any, ...]) -> tuple[Any, ...]:
    article, number, entity_id, is_bare, language, name, label, kind, country, countries, offices, aliases = row
    texts = sorted(alias["text"] for alias in aliases)
    alike = blake2b(json.dumps([name, label, kind, country, language, texts]).encode(), digest_size=8).digest()
    entity = [name, label, kind, country, countries, offices, [[alias["text"], alias["count"]] for alias in aliases]]
    return (
        article, number, int(is_bare), int.from_bytes(alike, "big", signed=True),
        json.dumps(entity, ensure_ascii=False, separators=(",", ":")), entity_id,
    )  # fmt: skip


def _reached(
    blocks: Mapping[int, Sequence[tuple[int, int]]],
    reach: dict[int, int],
    may_begin_alike: Callable[[int, int], bool],
) -> set[int]:
    """The identities that names lead to, from block to block.

    Args:
        blocks: by key the identities that have it, with their beginnings under it; 0: all of the block count.
        reach: by key the beginnings that lead on, grown here.
        may_begin_alike: whether names with these beginnings may be one's.
    """
    whole = {key for key, block in blocks.items() if not reach[key] or not all(begins for _, begins in block)}
    found = {identity for key in whole for identity, _ in blocks[key]}
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for key, block in blocks.items():
        for identity, beginnings in block:
            places[identity].append((key, beginnings))
    waiting = list(found)
    grown = set(blocks) - whole
    while waiting or grown:
        while waiting:
            for key, beginnings in places[waiting.pop()]:
                if key not in whole and reach[key] | beginnings != reach[key]:
                    reach[key] |= beginnings
                    grown.add(key)
        if grown:
            key = grown.pop()
            for identity, beginnings in blocks[key]:
                if identity not in found and may_begin_alike(beginnings, reach[key]):
                    found.add(identity)
                    waiting.append(identity)
    return found


def _article(
    own: Sequence[tuple[ArticleEntity, EntityId]],
    article_id: str,
    language: str | None,
    published_at: str | None,
    people: str = "[]",
    known: str = "[]",
) -> Found:
    stored = StoredArticleEntities(
        ArticleId(article_id),
        Language(language) if language else None,
        datetime.fromisoformat(published_at).replace(tzinfo=UTC) if published_at else None,
        tuple(sorted((entity for entity, _ in own), key=lambda entity: entity.number)),
    )
    identities = {entity.number: entity_id for entity, entity_id in own}
    return stored, identities, frozenset(json.loads(people)), frozenset(json.loads(known))


def _entity(number: int, text: str) -> ArticleEntity:
    name, label, kind, country, countries, offices, aliases = json.loads(text)
    return ArticleEntity(
        EntityNumber(number),
        name,
        Label(label),
        EntityKind(kind),
        tuple(Alias(*alias) for alias in aliases),
        country,
        tuple(countries),
        tuple(offices),
    )


def _signed(number: int) -> int:
    return number if number < _BIGGEST else number - 2 * _BIGGEST


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, check_same_thread=False)


def _made_from(index: sqlite3.Connection) -> tuple[str, int, int] | None:
    """Which rows the index was made from; None if it cannot be read."""
    try:
        row = index.execute("SELECT warehouse_id, revision, format FROM made_from").fetchone()
    except sqlite3.DatabaseError:
        return None
    return tuple(row) if row else None


def _state(connection: duckdb.DuckDBPyConnection) -> tuple[str, int]:
    row = connection.execute("SELECT warehouse_id, resolved_revision FROM internal.state").fetchone()
    if row is None:
        raise LookupError("internal.state is empty")
    return str(row[0]), int(row[1])


def _translated(path: Path, error: sqlite3.Error) -> Exception:
    return DiskFull(path) if "full" in str(error) else WarehouseFailed(path, str(error))
