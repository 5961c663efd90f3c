"""Several articles in one file: JSON Lines, an object a line.

An object has `text` and may have `id`, `title`, `url`, `author`, `published_at` (ISO 8601), `language` (ISO 639-1);
other fields are left alone. A line that is not like that is refused with its number, the others are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tasks.records import Language
from tasks.sources.draft import Draft, one_line, with_title

_FIELDS: Final = ("id", "title", "url", "author", "published_at", "language")
_LANGUAGE: Final = re.compile(r"(?P<code>[a-z]{2})(?:[-_]\w+)?", re.IGNORECASE)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class BadLine:
    """Why there is no article."""

    reason: str
    detail: str


def read_lines(text: str, longest: int) -> Iterator[Draft | BadLine]:
    """Each line that is not empty, as an article or as the reason for none; `longest` is in characters."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > longest:
            yield BadLine("too-large", f"line {number}: more than {longest} characters")
        elif line.strip():
            try:
                yield _read_line(line, number)
            except ValueError as error:  # json.JSONDecodeError is one
                yield BadLine("bad-json", f"line {number}: {error}")
            except RecursionError:
                yield BadLine("bad-json", f"line {number}: nested too deeply")


def _read_line(line: str, number: int) -> Draft | BadLine:
    row = json.loads(line)
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError("not an object with a string `text`")
    fields = {name: _optional_string(row, name) for name in _FIELDS}
    body = row["text"].replace("\r\n", "\n").replace("\r", "\n")
    if any(_SURROGATE.search(value) for value in (body, *fields.values()) if value):
        raise ValueError("half of a surrogate pair is not a character")
    if not body.strip("\x00 \t\n"):
        return BadLine("empty", f"line {number}: nothing but white space")
    if "\x00" in body:
        return BadLine("binary", f"line {number}: the text has zero characters")
    title = one_line(fields["title"])
    return Draft(
        body=with_title(body, title),
        record=fields["id"] or str(number),
        url=fields["url"],
        title=title,
        author=one_line(fields["author"]),
        published_at=_moment(fields["published_at"]),
        language=_language(fields["language"]),
    )


def _optional_string(row: dict[str, object], name: str) -> str | None:
    value = row.get(name)
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"`{name}` is not a string")
    return value


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"`published_at` is not ISO 8601: {text[:40]!r}") from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _language(text: str | None) -> Language | None:
    if not text:
        return None
    match = _LANGUAGE.fullmatch(text)
    if match is None:
        raise ValueError(f"`language` is not an ISO 639-1 code: {text[:40]!r}")
    return Language(match["code"].lower())
