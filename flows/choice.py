"""Which SOURCEs a run reads: those it is given, defaults, watched folders, the user's list, what was announced.

How they are read does not belong here.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from flows.announcing import Announced, ServerUnreachable, announced
from flows.parameters import Reading, RunParameters
from tasks.settings import Settings, packaged

_log: Final = logging.getLogger("pressgraph.run")
_OVERLAP: Final = timedelta(minutes=10)
"""Events are asked for from a little before the last run on: reading a source twice does no harm, missing it would."""
_FAR_BACK: Final = timedelta(days=2)


def default_sources() -> tuple[str, ...]:
    """The folder seeds/ here if there is one, else the samples that come with pressgraph."""
    return (str(Path("seeds") if Path("seeds").is_dir() else packaged("seeds")),)


def chosen_sources(settings: Settings, parameters: RunParameters, last: datetime | None) -> tuple[str, ...]:
    """The SOURCEs to be read, each once.

    Args:
        settings: whose inbox, watched folders and list.
        parameters: what the run was asked.
        last: when the last run began that read what was announced; None if there was none.
    """
    return tuple(dict.fromkeys(_chosen(settings, parameters, last)))


def _chosen(settings: Settings, parameters: RunParameters, last: datetime | None) -> Iterator[str]:
    if parameters.reading is Reading.NOTHING:
        return
    yield from parameters.sources
    if parameters.reading is Reading.GIVEN:
        if not parameters.sources:
            yield from default_sources()
            yield from _present(settings.inbox)
        return
    if parameters.reading is Reading.LISTED:
        yield from listed(settings)
    yield from _present(settings.inbox)
    for folder in settings.watch:
        yield from _present(folder)
    yield from _announced(last)


def listed(settings: Settings) -> tuple[str, ...]:
    """The lines of the user's list of SOURCEs, without remarks (`# ...`)."""
    try:
        lines = settings.sources_file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        _log.warning("cannot read %s (%s); its sources are left out", settings.sources_file, error)
        return ()
    stripped = (line.strip() for line in lines)
    return tuple(line for line in stripped if line and not line.startswith("#"))


def _announced(last: datetime | None) -> Iterator[str]:
    """What the server of this run was told. Only folders that are watched count, whatever an event may say."""
    api = os.environ.get("PREFECT_API_URL")
    if api is None:
        return
    since = last - _OVERLAP if last else datetime.now(UTC) - _FAR_BACK
    try:
        found = announced(api, since)
    except ServerUnreachable as error:
        _log.warning("%s; what was announced is read by a later run", error)
        found = Announced()
    yield from found.urls
    for folder in found.folders:
        if folder == Path("seeds").resolve():
            yield "seeds"


def _present(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        yield str(folder)
