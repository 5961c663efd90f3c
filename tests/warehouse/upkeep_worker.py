"""Upkeep, export or import in a process of its own, to be killed or starved: arguments are WHAT DATA_DIR EXPORT."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flows.transfer import import_export
from tasks.errors import PressgraphError
from tasks.settings import Settings
from warehouse.graph import export_graph
from warehouse.maintenance import check, compact, prune
from warehouse.transfer import export_tables

BEFORE = datetime(2024, 5, 10)  # noqa: DTZ001 - as stored: UTC without a zone

WORK: dict[str, Callable[[Path, Path], object]] = {
    "check": lambda data_dir, _: check(data_dir),
    "compact": lambda data_dir, _: compact(data_dir),
    "prune": lambda data_dir, _: prune(data_dir, BEFORE),
    "export": lambda data_dir, other: export_tables(data_dir, "parquet", other),
    "graph": export_graph,
    "import": lambda data_dir, other: import_export(Settings(data_dir=data_dir), other),
}
"""By name, from data folder and export."""


def main() -> None:
    what, data_dir, other = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    print("ready", flush=True)
    try:
        WORK[what](data_dir, other)
    except PressgraphError as error:
        print(f"{type(error).__name__}: {error}")
        sys.exit(1)


if __name__ == "__main__":
    main()
