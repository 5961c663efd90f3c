"""From SOURCEs to articles, without reading again what has not changed since it was read.

Composes `discovery`, `files` and `memory`. What the texts say does not belong here.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tasks.errors import SourceMissing
from tasks.records import Article, ArticleId, Reject
from tasks.sources.discovery import PayloadRef, discover
from tasks.sources.files import read
from tasks.sources.memory import Memory, Remembered

_log: Final = logging.getLogger("pressgraph.run")

_Results = Sequence[Article | Reject] | Remembered


class _NewsFound(Exception):
    """A file that was read holds an article that is not known with its text, or a reject."""


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause Python's search for reference cycles.

    Records of a hundred thousand files have none; to search them again and again takes a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the files behind some SOURCEs hold.

    Attributes:
        articles: as read.
        rejects: what could not be used, in files that were not read again, too.
        missing: SOURCEs that do not exist.
        unchanged: articles that stand as they are known in files that were not read again.
    """

    articles: tuple[Article, ...]
    rejects: tuple[Reject, ...]
    missing: tuple[SourceMissing, ...]
    unchanged: frozenset[ArticleId] = frozenset()


@dataclass(frozen=True, slots=True)
class SourceReader:
    """How files are read.

    Attributes:
        max_bytes: larger payloads are rejected.
        memory: the file that keeps what files gave; None to read every file.
        keep: called with every payload that was read, to store it.
    """

    max_bytes: int
    memory: Path | None = None
    keep: Callable[[bytes], object] | None = None

    def gather_unless_news(self, sources: Sequence[str], contents: Mapping[ArticleId, str]) -> Gathered | None:
        """As `gather`, but None as soon as a file that has to be read holds news: an article not known, or a reject."""
        try:
            return self._gather(sources, contents, until_news=True)
        except _NewsFound:
            return None

    def gather(self, sources: Sequence[str], contents: Mapping[ArticleId, str]) -> Gathered:
        """Read the files behind the SOURCEs that are new or changed.

        An article that is met twice (same canonical URL) counts once, as it was met last. A file is read although it
        has not changed where an article that counts in it is not known with the text that it gave.

        Args:
            sources: files and folders.
            contents: SHA-256 of the body of every known article.
        """
        return self._gather(sources, contents, until_news=False)

    def _gather(self, sources: Sequence[str], contents: Mapping[ArticleId, str], *, until_news: bool) -> Gathered:
        now = datetime.now(UTC)
        with _without_collector():
            discovery = discover(sources)
            memory = Memory(self.memory, self.max_bytes)
            results: list[_Results | None] = [memory.find(ref) for ref in discovery.payloads]
        last: dict[ArticleId, tuple[int, Article | str]] = {}
        while unread := _unread(results) or _contradicted(last := _last_of_each(results), contents):
            for done, number in enumerate(unread, start=1):
                ref = discovery.payloads[number]
                _log.info("reading %s", ref.origin, extra={"done": done, "total": len(unread)})
                results[number] = found = self._read(ref, memory, now)
                if until_news and _is_news(found, contents):
                    raise _NewsFound
        try:
            memory.save()
        except OSError as error:
            _log.warning("cannot note which files were read (%s); the next run reads them again", error)
        rejects = [*discovery.rejects]
        for ref, result in zip(discovery.payloads, results, strict=True):
            if isinstance(result, Remembered):
                rejects += result.rejects(ref, now)
            elif result:
                rejects += [one for one in result if isinstance(one, Reject)]
        return Gathered(
            tuple(article for _, article in last.values() if isinstance(article, Article)),
            tuple(rejects),
            discovery.missing,
            frozenset(article_id for article_id, (_, article) in last.items() if isinstance(article, str)),
        )

    def _read(self, ref: PayloadRef, memory: Memory, now: datetime) -> Sequence[Article | Reject]:
        reading = read(ref, now=now, max_bytes=self.max_bytes)
        if self.keep and reading.payload is not None:
            self.keep(reading.payload)
        memory.note(ref, reading)
        return reading.results


def _is_news(results: Sequence[Article | Reject], contents: Mapping[ArticleId, str]) -> bool:
    """Whether anything read is a reject, or an article that is not known with the same text."""
    return any(isinstance(one, Reject) or contents.get(one.article_id) != one.content_sha256 for one in results)


def _unread(results: Sequence[_Results | None]) -> list[int]:
    """The files of which nothing is known yet."""
    return [number for number, found in enumerate(results) if found is None]


@_without_collector()
def _last_of_each(results: Sequence[_Results | None]) -> dict[ArticleId, tuple[int, Article | str]]:
    """For each article the number of the last file that has it, and itself or the SHA-256 of its remembered body."""
    last: dict[ArticleId, tuple[int, Article | str]] = {}
    for number, found in enumerate(results):
        if isinstance(found, Remembered):
            for article_id, content in found.articles:
                last[article_id] = (number, content)
        elif found:
            last.update((one.article_id, (number, one)) for one in found if isinstance(one, Article))
    return last


def _contradicted(last: Mapping[ArticleId, tuple[int, Article | str]], contents: Mapping[ArticleId, str]) -> list[int]:
    """The files whose remembered articles are not known as they are there."""
    return sorted(
        {
            number
            for article_id, (number, content) in last.items()
            if isinstance(content, str) and contents.get(article_id) != content
        }
    )
