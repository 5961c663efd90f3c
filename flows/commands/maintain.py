"""`pressgraph maintain`: look for damage, give back space, forget what is old."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Final

import typer

from flows.commands.options import DATA, DataDir, writable_settings
from tasks.settings import Settings

app: Final = typer.Typer(help="Upkeep of the warehouse; each can be interrupted at any moment.")

_AGE: Final = re.compile(r"(\d{1,6})\s*(d|w|m|y)?")
_DAYS: Final = {None: 1, "d": 1, "w": 7, "m": 30, "y": 365}


@app.command(epilog="Example: pressgraph maintain check")
def check(data_dir: DataDir = DATA) -> int:
    """Run every data check on every published row; exit 1 if a rule is broken."""
    from warehouse.maintenance import check as examine

    found = examine(data_dir)
    for failure in found.warnings:
        print(f"pressgraph: warning: {failure.summary}", file=sys.stderr)
    if found.missing_payloads:
        print(f"pressgraph: warning: {found.missing_payloads} payloads are not in {data_dir / 'raw'}", file=sys.stderr)
    for failure in found.broken:
        print(f"pressgraph: {failure.summary}; run again with --reprocess all", file=sys.stderr)
    print(f"{found.articles} articles checked, {len(found.broken)} rules broken, {len(found.warnings)} warnings")
    return 1 if found.broken else 0


@app.command(epilog="Example: pressgraph maintain compact")
def compact(data_dir: DataDir = DATA) -> int:
    """Write the files of the warehouse anew without gaps, and check every row."""
    from flows.lock import sole_run
    from warehouse.maintenance import compact as write_anew

    with sole_run(_existing(data_dir)):
        sizes = write_anew(data_dir)
    print(f"{sizes.before / 1e6:.1f} MB before, {sizes.after / 1e6:.1f} MB after")
    return 0


@app.command(epilog="Examples: pressgraph maintain prune --older-than 365d   ... --older-than 2024-01-01")
def prune(
    older_than: Annotated[str, typer.Option("--older-than", metavar="AGE", help="30d, 8w, 6m, 2y, or a date.")],
    data_dir: DataDir = DATA,
) -> int:
    """Take out old articles with all that was found in them; those still in a SOURCE come back with the next run."""
    moment = _moment(older_than)
    from flows.lock import sole_run
    from warehouse.maintenance import prune as take_out

    with sole_run(_existing(data_dir)):
        done = take_out(data_dir, moment)
    print(f"{done.articles} articles, {done.versions} earlier versions and {done.payloads} payloads removed")
    return 0


def _existing(data_dir: Path) -> Settings:
    """The settings of a folder that holds a warehouse, with a log in it.

    Raises:
        NoWarehouse: if it holds none.
    """
    from warehouse.connection import WRITER_NAME
    from warehouse.errors import NoWarehouse

    if not (data_dir / WRITER_NAME).exists():
        raise NoWarehouse(data_dir / WRITER_NAME)
    return writable_settings(data_dir)


def _moment(text: str) -> datetime:
    """The moment that an age or a date names, UTC without a zone.

    Raises:
        typer.BadParameter: if it names none.
    """
    age = _AGE.fullmatch(text.strip().lower())
    try:
        if age is not None:
            return datetime.now(UTC).replace(tzinfo=None) - timedelta(days=int(age.group(1)) * _DAYS[age.group(2)])
        moment = datetime.fromisoformat(text.strip())
    except (ValueError, OverflowError):
        raise typer.BadParameter(
            f"--older-than takes an age such as 90d, 8w, 6m, 2y, or a date, not {text!r}"
        ) from None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
