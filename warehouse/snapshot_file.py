"""The files of snapshots: which old one may be changed in place, copying, and exchanging them.

The snapshot that was replaced last is kept as a spare: bringing it up to date writes only what has changed, however
large it is. It may be changed only if nobody reads it any more, under any name. What is in the files does not belong
here.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Final

from warehouse.connection import SNAPSHOT_NAME

if os.name == "posix":
    import fcntl

_ASIDE_PREFIX: Final = f".{SNAPSHOT_NAME}.new-"
_SPARE: Final = f".{SNAPSHOT_NAME}.spare"
_CHUNK: Final = 1 << 27
_CANNOT_COPY_INSIDE: Final = {errno.EXDEV, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}


def aside_of(data_dir: Path) -> Path:
    """Where this process prepares the next snapshot."""
    return data_dir / f"{_ASIDE_PREFIX}{os.getpid()}"


def take_spare(data_dir: Path, aside: Path) -> bool:
    """Make the spare `aside` if there is one that nobody reads; one that is read goes, its readers keep it."""
    spare = data_dir / _SPARE
    if not spare.exists():
        return False
    if not _is_ours_alone(spare):
        spare.unlink(missing_ok=True)
        return False
    spare.replace(aside)
    return True


def take_copy(data_dir: Path, aside: Path) -> bool:
    """Make `aside` a copy of the present snapshot, if there is one."""
    target = data_dir / SNAPSHOT_NAME
    if target.exists():
        copy(target, aside)
    return target.exists()


def copy(source: Path, target: Path) -> None:
    """Copy a file within the disk, without moving its bytes where the file system can share them."""
    with source.open("rb") as reading, target.open("wb") as writing:
        try:
            while os.copy_file_range(reading.fileno(), writing.fileno(), _CHUNK):
                pass
        except OSError as error:
            if error.errno not in _CANNOT_COPY_INSIDE:
                raise
            reading.seek(0)
            writing.seek(0)
            writing.truncate()
            shutil.copyfileobj(reading, writing)


def exchange(aside: Path, target: Path) -> None:
    """Put `aside` in the place of `target` in one move, safe on the disk; the old file becomes the spare."""
    spare = target.parent / _SPARE
    sync(aside)
    spare.unlink(missing_ok=True)
    if target.exists():
        try:
            spare.hardlink_to(target)
        except OSError:
            spare.unlink(missing_ok=True)  # a file system without hard links has no spare
    aside.replace(target)
    sync(target.parent)


def remove_leftovers(data_dir: Path, *, spare: bool = False) -> None:
    """Remove what a killed publish left behind, and the spare if asked to."""
    for leftover in data_dir.glob(f"{_ASIDE_PREFIX}*"):
        leftover.unlink(missing_ok=True)
    if spare:
        (data_dir / _SPARE).unlink(missing_ok=True)


def sync(path: Path) -> None:
    """See that the file, or the folder's entries, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_ours_alone(path: Path) -> bool:
    """Whether no process has the file open, whatever it opened it for, and it has no other name.

    Linux grants a write lease on just this condition; elsewhere nobody can tell, and the answer is no.
    """
    if path.stat().st_nlink > 1 or not hasattr(fcntl, "F_SETLEASE"):
        return False
    descriptor = os.open(path, os.O_RDWR)
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True
