"""From an address on the web to its articles: a page is one article, a feed is one for each of its entries.

What has not changed since it was last fetched is not fetched again and gives nothing. A page of a feed that cannot be
had is a reject, unless the feed itself carries its text; only an address that was asked for by itself fails.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from tasks.records import Article, Reject
from tasks.sources.discovery import PayloadRef, reject
from tasks.sources.draft import Draft
from tasks.sources.feeds import Entry, read_feed
from tasks.sources.fetch_states import FetchState, state_of
from tasks.sources.fetching import Fetched, FetchFailed, Limits, Validators, fetch
from tasks.sources.files import articles_in
from tasks.sources.identity import canonical_url

_SECOND_CHANCE_SECONDS: Final = 2.0
_FEED_SECONDS: Final = 600.0
"""How long the pages of one feed may take; those left over are read by the next run."""
Fetch = Callable[[str, Limits, Validators | None], Fetched | None]


def is_web(source: str) -> bool:
    """Whether a SOURCE is an address on the web, not a file or folder."""
    return source.lower().startswith(("http://", "https://"))


@dataclass(slots=True)
class WebReading:
    """What came of an address: articles and rejects, payloads to be kept, and the states of what was fetched."""

    articles: list[Article] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    payloads: list[bytes] = field(default_factory=list)
    states: dict[str, FetchState] = field(default_factory=dict)


def read_web(url: str, states: Mapping[str, FetchState], limits: Limits, fetched: Fetch = fetch) -> WebReading:
    """Read a feed with its pages, or a page.

    Args:
        url: the SOURCE.
        states: of addresses fetched before.
        limits: of each single fetch.
        fetched: how to fetch; replaceable for tests.

    Raises:
        FetchFailed: if this very address cannot be had.
    """
    reading = WebReading()
    known = states.get(url)
    found = fetched(url, limits, known.validators if known else None)
    if found is None:
        return reading
    entries = read_feed(found.payload, found.url, found.content_type)
    if entries is None:
        ref = _ref(url, urlsplit(found.url).hostname or url)
        _add_page(reading, ref, found, Draft(""))
    else:
        reading.payloads.append(found.payload)
        deadline = time.monotonic() + _FEED_SECONDS
        complete = True
        for entry in entries:
            in_time = time.monotonic() < deadline
            complete &= in_time and _add_entry(reading, entry, found.url, states, limits, fetched)
        if not complete:  # so that the next run looks at the feed again, even if it has not changed
            return reading
    reading.states[url] = state_of(url, found.validators)
    return reading


def news_in(url: str, states: Mapping[str, FetchState], limits: Limits, fetched: Fetch = fetch) -> frozenset[str]:
    """Which entries a feed has that no run has read, without fetching their pages.

    Args:
        url: of the feed; a page that is no feed has no entries.
        states: of addresses fetched before.
        limits: of the fetch.
        fetched: how to fetch; replaceable for tests.

    Returns:
        A name for each version of each such entry.

    Raises:
        FetchFailed: if the feed cannot be had.
    """
    known = states.get(url)
    found = fetched(url, limits, known.validators if known else None)
    entries = (read_feed(found.payload, found.url, found.content_type) if found else None) or ()
    return frozenset(f"{entry.key} {entry.mark}" for entry in entries if not _is_read(entry, states))


def _is_read(entry: Entry, states: Mapping[str, FetchState]) -> bool:
    known = states.get(entry.url) if entry.url else None
    return known is not None and known.mark == entry.mark


def _add_entry(
    reading: WebReading, entry: Entry, feed: str, states: Mapping[str, FetchState], limits: Limits, fetched: Fetch
) -> bool:
    """Add the article of an entry if it is new or changed; False if its page is to be tried again."""
    hints = Draft("", title=entry.title, author=entry.author, published_at=entry.published_at)
    if entry.url is None or canonical_url(entry.url) is None:
        if entry.html:
            _add_own_text(reading, entry, feed, hints)
        return True
    if _is_read(entry, states):
        return True
    known = states.get(entry.url)
    ref = _ref(entry.url, feed)
    try:
        page = _with_second_chance(fetched, entry.url, limits, known.validators if known else None)
    except FetchFailed as error:
        before = len(reading.articles)
        if entry.html:
            _add_own_text(reading, entry, feed, hints)
        if len(reading.articles) == before:
            reading.rejects.append(reject(ref, error.reason, error.detail, datetime.now(UTC)))
        if not error.passing:
            reading.states[entry.url] = state_of(entry.url, Validators(), entry.mark)
        return not error.passing
    if page is not None:
        _add_page(reading, ref, page, hints)
    validators = page.validators if page else (known.validators if known else Validators())
    reading.states[entry.url] = state_of(entry.url, validators, entry.mark)
    return True


def _with_second_chance(fetched: Fetch, url: str, limits: Limits, validators: Validators | None) -> Fetched | None:
    try:
        return fetched(url, limits, validators)
    except FetchFailed as error:
        if not error.passing:
            raise
    time.sleep(_SECOND_CHANCE_SECONDS)
    return fetched(url, limits, validators)


def _add_page(reading: WebReading, ref: PayloadRef, page: Fetched, hints: Draft) -> None:
    reading.payloads.append(page.payload)
    _add(reading, articles_in(ref, page.payload, datetime.now(UTC), page.url, _charset(page.content_type), hints))


def _add_own_text(reading: WebReading, entry: Entry, feed: str, hints: Draft) -> None:
    """The text that the feed itself carries, under the address of the page if there is one."""
    payload = (entry.html or "").encode()
    reading.payloads.append(payload)
    url = canonical_url(entry.url)
    ref = _ref(entry.url or f"{feed}#{entry.key}", feed)
    _add(reading, articles_in(ref, payload, datetime.now(UTC), url, "utf-8", hints))


def _add(reading: WebReading, results: Iterator[Article | Reject]) -> None:
    for result in results:
        if isinstance(result, Reject):
            reading.rejects.append(result)
        else:
            reading.articles.append(result)


def _ref(url: str, source: str) -> PayloadRef:
    """An address in the place of a file: its suffix tells what it may be, its text names it within the source."""
    name = Path(urlsplit(url).path).name or hashlib.sha256(url.encode()).hexdigest()[:8]
    return PayloadRef(location=name, source=source, origin=url, path_in_source=url)


def _charset(content_type: str) -> str | None:
    message = Message()
    message["Content-Type"] = content_type
    return message.get_content_charset()
