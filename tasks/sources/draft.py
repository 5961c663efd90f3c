"""What a payload says of an article before the article has an identity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tasks.records import Language

_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Draft:
    """The body and whatever else the payload tells.

    Attributes:
        record: name of the article within a payload that holds several; empty if it is the only one.
    """

    body: str
    record: str = ""
    url: str | None = None
    title: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    language: Language | None = None


def with_title(body: str, title: str | None) -> str:
    """The body with the title as its first line, unless a line of it says the same, but for space and case."""
    if not title:
        return body
    wanted = _comparable(title)
    return body if any(_comparable(line) == wanted for line in body.split("\n")) else f"{title}\n{body}"


def one_line(text: str | None) -> str | None:
    """The text with each run of white space as one space; None if nothing is left."""
    return (_SPACE.sub(" ", text).strip() or None) if text else None


def _comparable(line: str) -> str:
    return _SPACE.sub(" ", line).strip().casefold()
