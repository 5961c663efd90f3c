"""From a web page to the article on it: text, title, author, date, address.

`trafilatura` finds the text; what this adds is the rule of the warehouse for bodies: the title is the first line where
the text lacks it, and each paragraph is a line. The language that a page declares is not believed: it is often that of
the site's software. How bytes become text does not belong here.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Final

from trafilatura import bare_extraction, load_html

from tasks.sources.draft import Draft, one_line, with_title

_CHARSET: Final = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*(?P<name>[\w.:-]+)""", re.IGNORECASE)
_HEAD_BYTES: Final = 4096
_TIME_PATHS: Final = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished']/@datetime",
)


def declared_encoding(payload: bytes) -> str | None:
    """The encoding that the head of a page names."""
    match = _CHARSET.search(payload[:_HEAD_BYTES])
    return match["name"].decode("ascii") if match else None


def read_page(text: str) -> Draft | None:
    """The article of a page; None if it has none."""
    tree = load_html(text)
    if tree is None:
        return None
    published = _published(tree)
    found = bare_extraction(
        tree,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or not found.text:
        return None
    lines = [line.strip() for line in found.text.split("\n")]
    body = "\n".join(line for line in lines if line)
    if not body:
        return None
    title = one_line(found.title)
    return Draft(
        body=with_title(body, title),
        url=found.url,
        title=title,
        author=one_line(found.author),
        published_at=published or _day(found.date),
    )


def _published(tree: Any) -> datetime | None:
    """The moment of publication where the page gives it with its time of day."""
    for path in _TIME_PATHS:
        for value in tree.xpath(path):
            moment = _moment(str(value))
            if moment:
                return moment
    return None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(text: str | None) -> datetime | None:
    return _moment(text) if text else None
