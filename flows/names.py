"""`pressgraph names match`: could two strings name one real thing, and why.

How names are compared is the business of `tasks.entities.matching`; here a pair or a CSV file of pairs is read and the
answers are written.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Final, TextIO

from tasks.entities.matching import NameMatch, same_name
from tasks.errors import SourceMissing, TableInvalid
from tasks.records import Label, Language

_COLUMNS: Final = ("name_a", "lang_a", "name_b", "lang_b", "label")
_ADDED: Final = ("same", "score")
_LONGEST_FIELD: Final = 1_000_000


def match_pair(a: str, b: str, languages: tuple[str | None, str | None], label: Label | None) -> int:
    """Print whether `a` and `b` could be one thing, the score and the reasons; without a label, of the best label."""
    found = _match(a, b, languages, label)
    print(f"same     {int(found.same)}")
    print(f"score    {found.score:.3f}")
    print(f"reasons  {', '.join(found.reasons)}")
    return 0


def match_table(source: Path) -> int:
    """Write the rows of the CSV file `source` (`-`: standard input) with `same` and `score` added.

    Returns 1 if a row could not be used: it then stands in its place with both left empty.

    Raises:
        SourceMissing: if the file cannot be opened.
        TableInvalid: if it is not a CSV file with the columns that are needed.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    code = 0
    with _opened(source) as stream:
        try:
            reader = csv.DictReader(stream, strict=True)
            fields = _fields(source, reader.fieldnames)
            writer = csv.DictWriter(sys.stdout, fields, lineterminator="\n", extrasaction="ignore")
            writer.writeheader()
            for row in reader:
                problem = _problem(row)
                if problem:
                    print(f"pressgraph: {source}, line {reader.line_num}: {problem}", file=sys.stderr)
                    code = 1
                writer.writerow({**_filled(row), **(dict.fromkeys(_ADDED, "") if problem else _answer(row))})
        except csv.Error as error:
            raise TableInvalid(str(source), f"not CSV: {error}") from error
        except UnicodeDecodeError as error:
            raise TableInvalid(str(source), "not UTF-8") from error
    return code


@contextmanager
def _opened(source: Path) -> Iterator[TextIO]:
    if str(source) == "-":
        yield TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="")
        return
    try:
        stream = source.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise SourceMissing(str(source)) from error
    with stream:
        yield stream


def _fields(source: Path, header: Sequence[str] | None) -> list[str]:
    """The columns to write: those read, then the two added."""
    missing = [name for name in _COLUMNS if name not in (header or ())]
    if missing:
        raise TableInvalid(str(source), f"no column {', '.join(missing)}")
    return [*(name for name in header or () if name not in _ADDED), *_ADDED]


def _filled(row: Mapping[str | None, object]) -> dict[str, object]:
    return {name: "" if value is None else value for name, value in row.items() if name is not None}


def _problem(row: Mapping[str | None, str | None]) -> str | None:
    if None in row or any(row[name] is None for name in _COLUMNS):
        return "wrong number of cells"
    label = (row["label"] or "").strip().upper()
    return None if not label or label in set(Label) else f"label {label!r} is none of {', '.join(Label)}"


def _answer(row: Mapping[str, str]) -> dict[str, object]:
    label = row["label"].strip().upper()
    found = _match(row["name_a"], row["name_b"], (row["lang_a"], row["lang_b"]), Label(label) if label else None)
    return {"same": int(found.same), "score": f"{found.score:.3f}"}


def _match(a: str, b: str, languages: tuple[str | None, str | None], label: Label | None) -> NameMatch:
    first, second = (Language(code.strip().lower()) if code and code.strip() else None for code in languages)
    found = [same_name(a, first, b, second, one) for one in ((label,) if label else tuple(Label))]
    return max(found, key=lambda match: match.score)
