"""Looks into the feeds of `sources.txt` now and then, and announces those that have something new.

What is new is read by the run that the event starts. A feed that cannot be had is tried again at the next look; files
are watched in `watching`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from flows.announcing import ServerUnreachable
from tasks.sources.fetching import FetchFailed

_log: Final = logging.getLogger("pressgraph.serve")


@dataclass(slots=True)
class FeedWatcher:
    """What was announced of each feed since this process started.

    Attributes:
        feeds: which addresses to look into now.
        news: names of what is new in one; raises FetchFailed.
        announce: called with a feed that has news; raises ServerUnreachable.
        seconds: between two looks.
    """

    feeds: Callable[[], Iterable[str]]
    news: Callable[[str], frozenset[str]]
    announce: Callable[[str], None]
    seconds: float
    _told: dict[str, frozenset[str]] = field(default_factory=dict)

    def run(self, stop: threading.Event) -> None:
        """Look, and look again, until `stop` is set."""
        while not stop.is_set():
            self.look(stop)
            stop.wait(self.seconds)

    def look(self, stop: threading.Event | None = None) -> None:
        """Announce each feed that has entries which were neither read nor announced."""
        for url in self.feeds():
            if stop is not None and stop.is_set():
                return
            try:
                found = self.news(url)
                if found - self._told.get(url, frozenset()):
                    self.announce(url)
                    _log.info("%s has %d new articles", url, len(found))
            except (FetchFailed, ServerUnreachable) as error:
                _log.warning("%s", error)
                continue
            self._told[url] = found
