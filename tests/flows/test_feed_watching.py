"""Which feeds are announced, and when again."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.announcing import ServerUnreachable
from flows.feed_watching import FeedWatcher
from tasks.sources.fetching import FetchFailed


@dataclass
class World:
    """Feeds with their unread entries; None is a feed that cannot be had."""

    feeds: dict[str, frozenset[str] | None]
    reachable: bool = True
    announced: list[str] = field(default_factory=list)

    def news(self, url: str) -> frozenset[str]:
        entries = self.feeds[url]
        if entries is None:
            raise FetchFailed(url, "unreachable", "no answer", passing=True)
        return entries

    def announce(self, url: str) -> None:
        if not self.reachable:
            raise ServerUnreachable("http://localhost/api", "no answer")
        self.announced.append(url)

    def watcher(self) -> FeedWatcher:
        return FeedWatcher(lambda: list(self.feeds), self.news, self.announce, 300.0)


def test_each_news_is_announced_once_and_a_dead_feed_does_not_stop_the_others() -> None:
    world = World({"dead": None, "quiet": frozenset(), "busy": frozenset({"a", "b"})})
    watcher = world.watcher()
    watcher.look()
    watcher.look()
    assert world.announced == ["busy"]
    world.feeds |= {"dead": frozenset({"c"}), "busy": frozenset({"b"})}  # a run has read one
    watcher.look()
    assert world.announced == ["busy", "dead"]
    world.feeds["busy"] = frozenset({"b", "d"})
    watcher.look()
    assert world.announced == ["busy", "dead", "busy"]


def test_what_could_not_be_announced_is_announced_later() -> None:
    world = World({"busy": frozenset({"a"})}, reachable=False)
    watcher = world.watcher()
    watcher.look()
    world.reachable = True
    watcher.look()
    assert world.announced == ["busy"]
