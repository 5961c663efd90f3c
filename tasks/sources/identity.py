"""Which article is which: a name that survives machines, folders and new versions of the text.

An article is known by its canonical URL, else by the name of its source and its path within the source. The folder in
which a source happens to lie, and the text itself, do not belong here.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Final
from urllib.parse import urlsplit

from courlan import clean_url

from tasks.records import ArticleId

_HEX_DIGITS: Final = 32
"""128 bits: no two of a thousand million articles meet by chance."""


def canonical_url(url: str | None) -> str | None:
    """The address without fragment and tracking parameters, in one spelling; None if it is no web address."""
    if not url:
        return None
    try:
        cleaned = clean_url(url.strip())
        parts = urlsplit(cleaned or "")._replace(fragment="")
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return parts.geturl() if is_web else None


def article_id_of(url: str | None, source: str, path_in_source: str) -> ArticleId:
    """The identifier of an article.

    Args:
        url: canonical address, None if unknown.
        source: name of the folder, feed or site.
        path_in_source: where in the source it was found, with `/` on every system.

    `http` and `https` addresses are the same article, and so are composed and decomposed letters in a path.
    """
    key = f"url\x1f{url.partition('://')[2]}" if url else f"path\x1f{source}\x1f{path_in_source}"
    composed = unicodedata.normalize("NFC", key)
    return ArticleId(hashlib.sha256(composed.encode("utf-8", "surrogatepass")).hexdigest()[:_HEX_DIGITS])
