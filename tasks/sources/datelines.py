"""The day of publication that a plain text names in a line of its own near its top.

Only what cannot be mistaken counts: a label (`Published:`, `Veröffentlicht am`, `Pubblicato il`) and a full date, with
or without a time, and nothing else in the line. Dates in running text do not belong here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Final

from babel import Locale

_LINES: Final = 15
"""How many lines from the top are looked at."""
_TIME: Final = (
    r"(?:[\sT,–-]*(?:um|at|alle|ore|à|a las|alle ore)?\s*"
    r"(?P<hour>[0-2]?\d)[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?\s*(?:uhr)?)?\.?"
)
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")


@dataclass(frozen=True, slots=True)
class _Dateline:
    label: re.Pattern[str]
    date: re.Pattern[str]
    numeric: re.Pattern[str]
    months: dict[str, int]
    day_first: bool


def published_in(text: str) -> datetime | None:
    """The moment of publication in UTC (a day alone is its midnight); None if no line names it."""
    lines = (line.strip() for line in text.split("\n") if line.strip())
    for line in islice(lines, _LINES):
        for dateline in _datelines():
            label = dateline.label.match(line)
            moment = _moment(line[label.end() :].strip(), dateline) if label else None
            if moment:
                return moment
    return None


def _moment(text: str, dateline: _Dateline) -> datetime | None:
    """The moment that a text names and nothing else; None if it is no date, or one of two."""
    try:
        if _ISO.fullmatch(text):
            moment = datetime.fromisoformat(text)
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        match = dateline.date.fullmatch(text) or dateline.numeric.fullmatch(text)
        if match is None:
            return None
        parts = match.groupdict()
        day = int(parts.get("day") or parts["day_after"])
        name = parts.get("month") or parts["month_before"]
        month = int(name) if name.isdigit() else dateline.months[name.casefold()]
        if name.isdigit() and not dateline.day_first:
            if day <= 12 and month <= 12 and day != month:
                return None  # 03/01/2023 is in January or in March
            if month > 12:
                day, month = month, day
        return datetime(int(parts["year"]), month, day, int(parts["hour"] or 0), int(parts["minute"] or 0), tzinfo=UTC)
    except ValueError:  # 31 February
        return None


@cache
def _datelines() -> tuple[_Dateline, ...]:
    table = tomllib.loads(files("tasks.sources").joinpath("datelines.toml").read_text("utf-8"))
    return tuple(_dateline(code, row["labels"], row["order"]) for code, row in table.items())


def _dateline(code: str, labels: list[str], order: str) -> _Dateline:
    """The patterns of one language.

    Raises:
        ValueError: if `order` is neither `day` nor `month`.
    """
    if order not in {"day", "month"}:
        raise ValueError(f"datelines.toml: {code}: order is {order!r}")
    locale = Locale(code)
    months = {
        str(name).casefold().rstrip("."): number
        for width in ("wide", "abbreviated")
        for number, name in locale.months["format"][width].items()
    }
    any_month = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    any_label = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    written = (
        rf"(?:\w+,\s+)?(?:(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|°)?\s+(?:de\s+|of\s+)?"
        rf"(?P<month>{any_month})\.?,?\s+(?:de\s+)?"
        rf"|(?P<month_before>{any_month})\.?\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)(?P<year>\d{{4}}){_TIME}"
    )
    numeric = rf"(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./](?P<year>\d{{4}}){_TIME}"
    return _Dateline(
        label=re.compile(rf"\W*(?:{any_label})\b\s*:?\s*(?=[\d\w])", re.IGNORECASE),
        date=re.compile(written, re.IGNORECASE),
        numeric=re.compile(numeric, re.IGNORECASE),
        months=months,
        day_first=order == "day",
    )
