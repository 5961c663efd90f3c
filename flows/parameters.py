"""What can be asked of a run: by the form in Prefect's UI and the options of the command line."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from tasks.records import Language, Reprocess


class Reading(StrEnum):
    """What a run reads besides the SOURCEs it is given."""

    GIVEN = "given"
    """Nothing; if it is given none, `seeds/` and the inbox."""
    ANNOUNCED = "announced"
    """The watched folders, and what was announced since the last such run."""
    LISTED = "listed"
    """The same, and what `sources.txt` in the data folder lists."""
    NOTHING = "nothing"
    """Nothing at all, whatever it is given: it works on what the warehouse holds."""


class RunParameters(BaseModel):
    """What to read and what to work on; see `flows.pipeline.news_pipeline`. Everything has a default."""

    model_config = ConfigDict(frozen=True)

    sources: tuple[str, ...] = ()
    reading: Reading = Reading.GIVEN
    reprocess: Reprocess = Reprocess.NEW
    languages: tuple[Language, ...] | None = None
