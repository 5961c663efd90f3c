"""From one file to its articles or to the reason why there is none.

Which files there are is `discovery.py`; how bytes become text, pages become articles and dates are read is in modules
of their own. What a text says does not belong here.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from tasks.records import Article, Reject
from tasks.sources.datelines import published_in
from tasks.sources.decoding import binary_kind, decode
from tasks.sources.discovery import (
    JSON_LINES_SUFFIXES,
    PAGE_SUFFIXES,
    Discovery,
    FileState,
    PayloadRef,
    discover,
    reject,
)
from tasks.sources.draft import Draft
from tasks.sources.identity import article_id_of, canonical_url
from tasks.sources.json_lines import BadLine, read_lines
from tasks.sources.pages import declared_encoding, read_page

__all__ = ["Discovery", "PayloadRef", "Reading", "articles_in", "discover", "read"]

MAX_BYTES: Final = 5_000_000
MAX_JSON_LINES: Final = 2_000_000_000
"""Bytes of a JSON Lines file, which holds many articles; it is read as a whole."""
_LOOKS_LIKE_PAGE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave.

    Attributes:
        results: one for a text or page, one for each line of a JSON Lines file: an article or the reason for none.
        payload: the bytes, where they were read.
        state: of the file while it was read; None if it changed meanwhile or so shortly before that the next change
            might go unseen.
    """

    results: tuple[Article | Reject, ...]
    payload: bytes | None = None
    state: FileState | None = None


def read(ref: PayloadRef, *, now: datetime, max_bytes: int = MAX_BYTES) -> Reading:
    """Read one file.

    Args:
        ref: the file, from `discover`.
        now: when it was read.
        max_bytes: larger texts and pages are rejected, and longer lines of a JSON Lines file.

    Returns:
        Its articles and rejects. Reasons of rejects: `unreadable`, `too-large`, `empty`, `binary`, `undecodable`,
        `no-text`, `bad-json`.
    """
    limit = MAX_JSON_LINES if _has_json_lines(ref) else max_bytes
    began = time.time_ns()
    try:
        with ref.path.open("rb") as file:
            before = FileState.of(os.fstat(file.fileno()))
            payload = file.read(limit + 1)
            after = FileState.of(os.fstat(file.fileno()))
    except OSError as error:
        return Reading((reject(ref, "unreadable", error.strerror or type(error).__name__, now),))
    state = after if after == before and after.is_settled(began) else None
    if len(payload) > limit:
        return Reading((reject(ref, "too-large", f"more than {limit} bytes", now),), state=state)
    return Reading(tuple(articles_in(ref, payload, now, longest_line=max_bytes)), payload, state)


def articles_in(
    ref: PayloadRef,
    payload: bytes,
    now: datetime,
    address: str | None = None,
    charset: str | None = None,
    hints: Draft = Draft(""),  # noqa: B008 - frozen
    longest_line: int = MAX_BYTES,
) -> Iterator[Article | Reject]:
    """The articles of a payload, or why there is none.

    Args:
        ref: where it comes from.
        payload: its bytes.
        now: when it was read.
        address: from which it was fetched, if it was. A page that names another site as its own place is not believed.
        charset: encoding that its server names.
        hints: title, author and date, for what the payload does not say itself.
        longest_line: of JSON Lines, in characters; a longer one is rejected.
    """
    payload_sha256 = hashlib.sha256(payload).hexdigest()

    def refuse(reason: str, detail: str) -> Reject:
        return reject(ref, reason, detail, now, payload_sha256)

    if not payload.strip(b"\x00 \t\r\n\f\v"):
        yield refuse("empty", "nothing but white space")
        return
    kind = binary_kind(payload)
    if kind:
        yield refuse("binary", f"not a text ({kind})")
        return
    is_page = ref.path.suffix.lower() in PAGE_SUFFIXES or bool(_LOOKS_LIKE_PAGE.match(payload))
    decoded = decode(payload, charset or (declared_encoding(payload) if is_page else None))
    if decoded is None:
        yield refuse("undecodable", "the encoding is neither UTF-8 nor one that can be recognised")
        return
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    drafts: Iterator[Draft | BadLine]
    if _has_json_lines(ref):
        drafts = read_lines(text, longest_line)
    elif is_page:
        page = read_page(text)
        drafts = iter([page or BadLine("no-text", "no article text found in the page")])
    else:
        drafts = iter([Draft(text, published_at=published_in(text))])
    for draft in drafts:
        if isinstance(draft, BadLine):
            yield refuse(draft.reason, draft.detail)
        elif not draft.body.strip():
            yield refuse("empty", "nothing but white space")
        else:
            yield _article(ref, _completed(draft, address, hints), payload_sha256, now)


def _has_json_lines(ref: PayloadRef) -> bool:
    return ref.path.suffix.lower() in JSON_LINES_SUFFIXES


def _completed(draft: Draft, address: str | None, hints: Draft) -> Draft:
    """The draft with what it does not say itself, and with an address that can be believed."""
    if address is None:
        return draft
    own = draft.url if _site(draft.url) == _site(address) else None
    return replace(
        draft,
        url=own or address,
        title=draft.title or hints.title,
        author=draft.author or hints.author,
        published_at=draft.published_at or hints.published_at,
    )


def _site(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _article(ref: PayloadRef, draft: Draft, payload_sha256: str, now: datetime) -> Article:
    url = canonical_url(draft.url)
    path = f"{ref.path_in_source}#{draft.record}" if draft.record else ref.path_in_source
    return Article(
        article_id=article_id_of(url, ref.source, path),
        origin=f"{ref.origin}#{draft.record}" if draft.record else ref.origin,
        source=ref.source,
        body=draft.body,
        content_sha256=hashlib.sha256(draft.body.encode()).hexdigest(),
        payload_sha256=payload_sha256,
        ingested_at=now,
        url=url,
        title=draft.title,
        author=draft.author,
        published_at=draft.published_at,
        language=draft.language,
    )
