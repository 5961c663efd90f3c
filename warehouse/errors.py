"""What can go wrong with the warehouse, each with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from tasks.errors import PressgraphError


@dataclass(eq=False)
class WarehouseLocked(PressgraphError):
    """Another process writes to the warehouse."""

    path: Path
    holder: str

    what_format: ClassVar[str] = "another run is writing to {path}{holder}"
    mend_format: ClassVar[str] = "wait until it has ended, or name another folder with --data-dir"


@dataclass(eq=False)
class WarehouseTooNew(PressgraphError):
    """The warehouse was written by a newer version."""

    path: Path
    found: int
    known: int

    what_format: ClassVar[str] = "{path} has schema version {found}, this pressgraph knows up to {known}"
    mend_format: ClassVar[str] = "upgrade pressgraph, or name another folder with --data-dir"


@dataclass(eq=False)
class WarehouseDamaged(PressgraphError):
    """A file of the warehouse is not what it should be."""

    path: Path
    detail: str

    what_format: ClassVar[str] = "{path} cannot be used: {detail}"
    mend_format: ClassVar[str] = "move the file away and run again; articles are read anew from their sources"


@dataclass(eq=False)
class WarehouseFailed(PressgraphError):
    """The database refused something that should have worked."""

    path: Path
    detail: str

    what_format: ClassVar[str] = "the database failed on {path}: {detail}"
    mend_format: ClassVar[str] = "nothing published is lost; run again, and report this if it comes back"


@dataclass(eq=False)
class ChecksFailed(PressgraphError):
    """What would be published breaks a rule that must hold; the snapshot stays as it was."""

    path: Path
    detail: str

    what_format: ClassVar[str] = "{path} was not replaced, its data would be wrong: {detail}"
    mend_format: ClassVar[str] = "run again with --reprocess all; report this if it comes back"


@dataclass(eq=False)
class NoWarehouse(PressgraphError):
    """There is no published snapshot yet."""

    path: Path

    what_format: ClassVar[str] = "no database at {path}"
    mend_format: ClassVar[str] = "make one with `pressgraph run`, or name its folder with --data-dir"


@dataclass(eq=False)
class SqlNotAllowed(PressgraphError):
    """A query that is not one reading statement."""

    detail: str

    what_format: ClassVar[str] = "{detail}"
    mend_format: ClassVar[str] = "ask with one SELECT, FROM, WITH, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN"


@dataclass(eq=False)
class SqlFailed(PressgraphError):
    """The database did not understand or could not answer a query."""

    detail: str

    what_format: ClassVar[str] = "{detail}"
    mend_format: ClassVar[str] = "correct the query; `DESCRIBE` and `SHOW TABLES` tell what there is"


@dataclass(eq=False)
class OutputInTheWay(PressgraphError):
    """What is to be written is there already and is something else."""

    path: Path

    what_format: ClassVar[str] = "{path} is there already and is no earlier export"
    mend_format: ClassVar[str] = "name another place with --output"


@dataclass(eq=False)
class ExportNotUsable(PressgraphError):
    """A folder that cannot be imported."""

    path: Path
    detail: str

    what_format: ClassVar[str] = "{path} cannot be imported: {detail}"
    mend_format: ClassVar[str] = (
        "name a folder that `pressgraph export` wrote as parquet, csv or jsonl; nothing was imported"
    )


@dataclass(eq=False)
class WarehouseNotEmpty(PressgraphError):
    """An import into a warehouse that holds something."""

    path: Path

    what_format: ClassVar[str] = "the warehouse in {path} is not empty"
    mend_format: ClassVar[str] = "import into another folder with --data-dir"
