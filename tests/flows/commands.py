"""Running the command line as a user would: in a process of its own."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    output: str
    errors: str

    def rows(self) -> list[dict[str, str]]:
        """The output read as CSV with a header."""
        return list(csv.DictReader(io.StringIO(self.output)))


def environment(**more: str) -> dict[str, str]:
    """The environment without settings of ours or of Prefect, plus `more`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "PRESSGRAPH_DATA"))}
    return kept | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"} | more


def heed_interrupts() -> None:
    """A shell that runs tests in the background lets its children ignore Ctrl-C; a user's terminal does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*arguments: str | Path, cwd: Path = ROOT, **more: str) -> subprocess.Popen[str]:
    """Start `pressgraph ARGUMENTS`."""
    return subprocess.Popen(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        cwd=cwd,
        env=environment(**more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - no threads here
    )


def pressgraph(*arguments: str | Path, given: str = "", cwd: Path = ROOT, **more: str) -> Outcome:
    """Run `pressgraph ARGUMENTS` to its end; `given` is its standard input."""
    process = start(*arguments, cwd=cwd, **more)
    output, errors = process.communicate(given, timeout=280)
    return Outcome(process.returncode, output, errors)


def ask(data_dir: Path, query: str) -> list[dict[str, str]]:
    """The rows that `pressgraph sql` gives."""
    outcome = pressgraph("sql", query, "--data-dir", data_dir)
    assert outcome.code == 0, outcome.errors
    return outcome.rows()
