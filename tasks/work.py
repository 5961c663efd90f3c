"""What has been done to an article, with what, and what is to be done: the records that work selection speaks.

How work is selected (SQL in `warehouse/`) and how it is done (`tasks/analysis.py`) do not belong here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tasks.records import ArticleId, Language, Stage

ANALYSIS_STAGES: tuple[Stage, ...] = (Stage.ANNOTATION, Stage.ENTITIES, Stage.RELATIONS)
"""The stages of one article in the order in which each builds on the one before."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What the result of a stage depends on besides the text.

    Attributes:
        stage_version: version of the code of the stage, raised when its results change.
        engine: name of the engine, None where no engine serves the language.
        model: name and version of the model.
        model_sha256: checksum of the model.
        config_sha256: checksum of the settings and data files that the stage reads.
    """

    stage_version: str
    config_sha256: str
    engine: str | None = None
    model: str | None = None
    model_sha256: str | None = None


Plan = Mapping[Language | None, Mapping[Stage, Fingerprint]]
"""The fingerprint of each stage for each language; the key None stands for every language not named."""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """An article with stages to be done. `body_length` in code points, to make batches of even size."""

    article_id: ArticleId
    language: Language | None
    stages: frozenset[Stage]
    body_length: int


@dataclass(frozen=True, slots=True)
class Processing:
    """A stage done to one article, with what, and how it went.

    Attributes:
        content_sha256: of the body that was worked on.
        seconds: time that the stage took.
        error: short fixed code if the stage failed. It is not tried again until text or fingerprint change.
    """

    article_id: ArticleId
    stage: Stage
    content_sha256: str
    fingerprint: Fingerprint
    finished_at: datetime
    seconds: float
    error: str | None = None
