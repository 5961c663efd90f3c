"""Which articles were being analysed when a process died, so that one that kills its process does not do so for ever.

A mark is written before articles are analysed and taken away after, whatever came of it; marks that are still there
were left by a process that was killed (out of memory, a crash in native code, kill -9). Marked articles are then
analysed alone, and one that has been under way at three deaths is given up. Failures that Python sees are no business
of this module: `analysis` makes them rejects at once.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tasks.records import ArticleId

DEATHS_ALLOWED: Final = 3


@dataclass(frozen=True, slots=True)
class Attempts:
    """The marks in a file: for each article how many processes died while they analysed it."""

    path: Path

    def marked(self) -> frozenset[ArticleId]:
        """Articles to be analysed alone."""
        return frozenset(self._read())

    def hopeless(self, article_ids: Collection[ArticleId]) -> frozenset[ArticleId]:
        """Those of the articles that are to be given up."""
        deaths = self._read()
        return frozenset(each for each in article_ids if deaths.get(each, 0) >= DEATHS_ALLOWED)

    def forget(self, article_ids: Collection[ArticleId]) -> None:
        """Take the marks away."""
        deaths = self._read()
        if deaths.keys() & set(article_ids):
            self._write({key: count for key, count in deaths.items() if key not in set(article_ids)})

    @contextmanager
    def under_way(self, article_ids: Collection[ArticleId]) -> Iterator[None]:
        """Mark the articles while the block runs; only the death of the process leaves the marks."""
        deaths = self._read()
        self._write({**deaths, **{each: deaths.get(each, 0) + 1 for each in article_ids}})
        try:
            yield
        finally:
            self.forget(article_ids)

    def _read(self) -> dict[ArticleId, int]:
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # none yet, or cut short by a full disk: nothing is marked
            return {}
        return {ArticleId(key): int(count) for key, count in content.items()}

    def _write(self, deaths: dict[ArticleId, int]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        aside = self.path.with_suffix(".new")
        aside.write_text(json.dumps(deaths), encoding="utf-8")
        aside.replace(self.path)
