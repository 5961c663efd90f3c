"""One run at a time in a data folder, whoever started it: a lock that ends with the process that holds it.

The database's own lock holds only while it is open, and a run opens it several times.
"""

from __future__ import annotations

import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tasks.settings import Settings
from warehouse.connection import WRITER_NAME, make_folder
from warehouse.errors import WarehouseLocked

_log: Final = logging.getLogger("pressgraph.run")
_NAME: Final = "run.lock"
_POLL_SECONDS: Final = 0.5


@contextmanager
def sole_run(settings: Settings, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the data folder's lock while the block runs.

    Args:
        settings: whose data folder.
        wait_seconds: how long to wait for another run to end.

    Raises:
        WarehouseLocked: if another run still holds it then.
        FolderNotWritable: if the lock cannot be made.
    """
    make_folder(settings.data_dir)
    deadline = time.monotonic() + wait_seconds
    told = False
    with (settings.data_dir / _NAME).open("a+", encoding="ascii") as file:
        while not _taken(file.fileno()):
            file.seek(0)
            holder = file.read().strip()
            if time.monotonic() >= deadline:
                raise WarehouseLocked(settings.data_dir / WRITER_NAME, f" (process {holder})" if holder else "")
            if not told:
                _log.info("waiting for another run (process %s) to end", holder or "unknown")
                told = True
            time.sleep(_POLL_SECONDS)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
