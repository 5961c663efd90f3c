"""When: phrases such as `on Tuesday`, `letzte Woche`, `28 febbraio 2023`, resolved against the publication date.

A weekday without more is the last one up to the publication day, as in news style (after NGEC and PLOVER,
https://osf.io/preprints/socarxiv/rm5dw), the next one where the event is ahead.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tasks.records import Tense
from tasks.relations.entries import Words

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_DAY = re.compile(r"([0-3]?\d)(?:st|nd|rd|th|\.|°|º)?")
_NUMERIC = re.compile(r"([0-3]?\d)[./]([01]?\d)[./]((?:19|20)\d\d)")
_ISO = re.compile(r"((?:19|20)\d\d)-([01]\d)-([0-3]\d)")
_FIGURE = re.compile(r"\d")
_TOKEN = re.compile(r"[\w'’./°º-]+")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both inclusive."""

    start: date
    end: date

    def iso(self) -> str:
        """`2025-11-06`, or `2025-11-01/2025-11-30` for more than a day (ISO 8601 interval)."""
        return self.start.isoformat() if self.start == self.end else f"{self.start.isoformat()}/{self.end.isoformat()}"

    @classmethod
    def of_iso(cls, text: str) -> Period:
        """The period that `iso` wrote.

        Raises:
            ValueError: if the text is no date and no interval of two dates.
        """
        start, slash, end = text.partition("/")
        return cls(date.fromisoformat(start), date.fromisoformat(end if slash else start))


def is_time(text: str, words: Words) -> bool:
    """Whether a phrase names a time at all, resolvable or not."""
    tokens = [token.strip(".").lower() for token in _TOKEN.findall(text)]
    figures = _FIGURE.search(text) is not None
    if not figures and words.times.isdisjoint(tokens):
        return False
    for at, token in enumerate(tokens):
        if token in words.weekdays or token in words.relative_days or token in words.relative_units:
            return True
        if token in words.months and (len(token) > 3 or len(tokens) <= 2 or _DAY.fullmatch(_figure_beside(tokens, at))):
            return True
    if not figures:
        return False
    return bool(_NUMERIC.search(text) or _ISO.search(text)) or any(_YEAR.fullmatch(token) for token in tokens)


def _figure_beside(tokens: Sequence[str], at: int) -> str:
    """The figure right before or behind a token (`13 May`, `May 13`); empty if there is none."""
    beside = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
    return next((each for each in beside if each[:1].isdigit()), "")


def resolve(text: str, published: date | None, tense: Tense | None, words: Words) -> Period | None:
    """The days that a phrase means; None if it names none or needs an unknown publication date."""
    for pattern, order in ((_ISO, (1, 2, 3)), (_NUMERIC, (3, 2, 1))):
        match = pattern.search(text)
        if match:
            year, month, day = (int(match.group(part)) for part in order)
            return _day(year, month, day)
    tokens = [token.strip("'’").lower() for token in _TOKEN.findall(text)]
    plain = [token.rstrip(".") for token in tokens]
    absolute = _calendar(tokens, plain, published, tense, words)
    if absolute is not None or published is None:
        return absolute
    return _relative(plain, published, tense, words)


def _day(year: int, month: int, day: int) -> Period | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    found = date(year, month, day)
    return Period(found, found)


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _calendar(
    tokens: Sequence[str], plain: Sequence[str], published: date | None, tense: Tense | None, words: Words
) -> Period | None:
    year = next((int(token) for token in plain if _YEAR.fullmatch(token)), None)
    place = next((i for i, token in enumerate(plain) if token in words.months and not token.isdigit()), None)
    if place is None:
        return Period(date(year, 1, 1), date(year, 12, 31)) if year else None
    month = words.months[plain[place]] + 1
    day = None
    for index in (place - 1, place + 1):
        if 0 <= index < len(tokens) and not _YEAR.fullmatch(plain[index]):
            match = _DAY.fullmatch(tokens[index])
            if match:
                day = int(match.group(1))
                break
    if year is None:
        if published is None:
            return None
        year = published.year
        ahead = month > published.month or (month == published.month and (day or 1) > published.day)
        if ahead and tense is not Tense.FUTURE and tense is not Tense.PRESENT:
            year -= 1
        elif tense is Tense.FUTURE and month < published.month:
            year += 1
    return _day(year, month, day) if day else _month(year, month)


def _relative(plain: Sequence[str], published: date, tense: Tense | None, words: Words) -> Period | None:
    found = _single_day(plain, published, tense, words)
    if found is not None:
        return Period(found, found)
    unit = next((words.relative_units[token] for token in plain if token in words.relative_units), None)
    if unit is None:
        return None
    known = set(plain)
    number = next((value for token in plain if (value := _number(token, words))), None)
    if known & words.ago_words and number:
        return _shifted(unit, -number, published, whole=False)
    for by, names in ((-1, words.last_words), (1, words.next_words), (0, words.this_words)):
        if known & names:
            return _shifted(unit, by, published, whole=True)
    return None


def _single_day(plain: Sequence[str], published: date, tense: Tense | None, words: Words) -> date | None:
    """A weekday or a word such as `yesterday`."""
    day = next((words.weekdays[token] for token in plain if token in words.weekdays), None)
    if day is None:
        days = next((words.relative_days[token] for token in plain if token in words.relative_days), None)
        return None if days is None else published + timedelta(days=days)
    if tense is Tense.FUTURE or set(plain) & words.next_words:
        return published + timedelta(days=((day - published.weekday()) % 7) or 7)
    return published - timedelta(days=(published.weekday() - day) % 7)


def _number(token: str, words: Words) -> int | None:
    if token.isdigit() and len(token) < 4:
        return int(token)
    value = words.number_words.get(token)
    return int(value) if value else None


def _shifted(unit: str, by: int, published: date, *, whole: bool) -> Period | None:
    """The period `by` units from the publication day, as a whole week, month or year, or the day itself."""
    if unit == "day":
        found = published + timedelta(days=by)
        return Period(found, found)
    if unit in {"week", "weekend"}:
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=by)
        if unit == "weekend":
            return Period(monday + timedelta(days=5), monday + timedelta(days=6))
        found = published + timedelta(weeks=by)
        return Period(monday, monday + timedelta(days=6)) if whole else Period(found, found)
    if unit in {"month", "quarter"}:
        size = 1 if unit == "month" else 3
        index = published.year * 12 + published.month - 1
        index = (index // size + by) * size
        first = _month(index // 12, index % 12 + 1)
        final = _month((index + size - 1) // 12, (index + size - 1) % 12 + 1)
        return Period(first.start, final.end)
    if unit == "year" and 1 <= published.year + by <= 9999:
        return Period(date(published.year + by, 1, 1), date(published.year + by, 12, 31))
    return None
