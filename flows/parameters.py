"""What can be asked of a run: the form in Prefect's UI and the options of the command line."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from tasks.records import Language, Reprocess


class RunParameters(BaseModel):
    """What to ingest and what to work on. Everything has a default."""

    model_config = ConfigDict(frozen=True)

    sources: tuple[str, ...] = Field(
        default=(),
        title="Sources",
        description="Files and folders to read. Left empty: the folder seeds/, or the packaged samples.",
    )
    reprocess: Reprocess = Field(
        default=Reprocess.NEW,
        title="What to work on",
        description=(
            "new: new and changed articles. stale: also those done with an older model, word list or setting."
            " all: everything."
        ),
    )
    languages: tuple[Language, ...] | None = Field(
        default=None,
        title="Languages",
        description="Work only on articles in these languages (ISO 639-1: en, de, it). Left empty: on all.",
    )
