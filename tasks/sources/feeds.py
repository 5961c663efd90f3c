"""From a feed (RSS or Atom) to its entries. Which of them are news, and their pages, do not belong here."""

from __future__ import annotations

import calendar
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any, Final
from urllib.parse import urljoin

import feedparser

from tasks.sources.draft import one_line

MOST_ENTRIES: Final = 500
"""Feeds list what is new; one that lists more is cut."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a feed announces it.

    Attributes:
        url: of its page, absolute; None if the feed gives none.
        key: name within the feed, and `mark`, which changes when the feed says that the article has changed.
        html: the text that the feed itself carries, as a page of its own; None if it carries none.
    """

    url: str | None
    key: str
    mark: str
    title: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    html: str | None = None


def read_feed(payload: bytes, url: str, content_type: str) -> tuple[Entry, ...] | None:
    """The entries of a feed; None if the payload is no feed.

    Args:
        payload: as fetched.
        url: where it lies; relative links are seen from there.
        content_type: as its server says, for the encoding.
    """
    parsed = feedparser.parse(
        io.BytesIO(payload), response_headers={"content-type": content_type, "content-location": url}
    )
    if not parsed.version:
        return None
    return tuple(_entry(entry, url) for entry in parsed.entries[:MOST_ENTRIES])


def _entry(entry: Any, base: str) -> Entry:
    link = entry.get("link")
    title = one_line(entry.get("title"))
    key = str(entry.get("id") or link or title or "")
    published = _moment(entry.get("published_parsed"))
    mark = str(entry["updated"] if "updated" in entry else entry.get("published") or "")
    return Entry(
        url=urljoin(base, link) if link else None,
        key=key,
        mark=mark,
        title=title,
        author=one_line(entry.get("author")),
        published_at=published,
        html=_page(entry, title),
    )


def _page(entry: Any, title: str | None) -> str | None:
    """The longest text of the entry, framed so that it can be read like any page."""
    texts = [part.get("value") or "" for part in entry.get("content", ())] + [entry.get("summary") or ""]
    longest = max(texts, key=len)
    if not longest.strip():
        return None
    name = escape(title or "")
    text = longest if "<" in longest else f"<p>{longest}</p>"
    return f"<html><head><title>{name}</title></head><body><article><h1>{name}</h1>{text}</article></body></html>"


def _moment(parsed: Any) -> datetime | None:
    """A time as feedparser gives it: nine numbers, UTC."""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None
