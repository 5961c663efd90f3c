"""The report of a run in Markdown: counts, what went wrong, what was read, new entities, strongest new relations.

Pure text, made from the published snapshot; how it gets into Prefect's UI is in `artifacts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flows.queries import queries_of, rows_of
from flows.runs import RunReport

_QUERIES: Final = Path(__file__).with_name("report.sql")
_REJECTS_SHOWN: Final = 20
_LONGEST_CELL: Final = 300


@dataclass(frozen=True, slots=True)
class Findings:
    """What a run read, found and refused: rows as the queries in report.sql give them."""

    articles: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    relations: list[dict[str, Any]]
    rejects: list[dict[str, Any]]


def findings_of(report: RunReport, data_dir: Path) -> Findings:
    """What the snapshot says of a run."""
    found = {name: rows_of(data_dir, query, report.summary.run_id) for name, query in queries_of(_QUERIES).items()}
    return Findings(**found)


def as_markdown(report: RunReport, findings: Findings) -> str:
    """The report as a page of Markdown."""
    summary, counts = report.summary, report.summary.counts
    parts = [
        f"# Run {summary.run_id}",
        *_warnings(report, findings),
        "## Articles",
        _table(
            [
                {
                    "new": counts.new,
                    "updated": counts.updated,
                    "unchanged": counts.unchanged,
                    "duplicate": counts.duplicate,
                    "rejected": counts.rejected,
                    "seconds": round(summary.seconds, 1),
                }
            ]
        ),
        f"In the database: {summary.mentions} mentions, {summary.entities} entities, {summary.relations} relations.",
    ]
    for title, rows in (
        ("Rejected", findings.rejects[:_REJECTS_SHOWN]),
        ("Worked on", [_linked(row) for row in findings.articles]),
        ("New entities", findings.entities),
        ("Strongest new relations", findings.relations),
    ):
        if rows:
            parts += [f"## {title}", _table(rows)]
    return "\n\n".join(parts) + "\n"


def _warnings(report: RunReport, findings: Findings) -> list[str]:
    lines = [f"no such file or folder: {source}" for source in report.missing]
    lines += [str(problem) for problem in report.problems]
    if findings.rejects:
        lines.append(f"{len(findings.rejects)} articles were rejected; the reasons stand below")
    return [f"> **Warning:** {_cell(line)}" for line in lines]


def _linked(row: dict[str, Any]) -> dict[str, Any]:
    title = _cell(row["title"])
    shown = f"[{title}]({row['url']})" if row["url"] and not set(row["url"]) & set(" ()<>|") else title
    return {"article": _Ready(shown), "language": row["language"], "source": row["source"]}


class _Ready(str):
    """Markdown already: not to be escaped."""

    __slots__ = ()


def _table(rows: Sequence[dict[str, Any]]) -> str:
    names = list(rows[0])
    lines = [names, ["---"] * len(names), *([_cell(row[name]) for name in names] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    """A value as text that means nothing to Markdown or HTML: articles are foreign input."""
    if value is None:
        return ""
    if isinstance(value, _Ready):
        return value
    text = " ".join(str(value).split())
    text = text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…"
    for character in "\\`*_[]<>|":
        text = text.replace(character, f"\\{character}" if character not in "<>" else f"&{'lg'[character == '>']}t;")
    return text
