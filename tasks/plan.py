"""What the result of each stage depends on: the plan that selects work.

The warehouse compares the plan with what was done (`Processing`); this module only says what is wanted now. Nothing is
loaded here: no engine, no model.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from tasks.engines.registry import Registry
from tasks.records import Language, Stage
from tasks.work import Fingerprint, Plan

STAGE_VERSIONS: Final[Mapping[Stage, str]] = {Stage.ANNOTATION: "3", Stage.ENTITIES: "5", Stage.RELATIONS: "5"}
"""Raised when the code of a stage gives other results; articles done with an older one are then stale."""

_DATA: Final = frozenset({".csv", ".gz", ".toml", ".txt"})
"""What data files end in; notes and scripts beside them change no result."""

_ROOMS: Final = Path(__file__).parent


def make_plan(registry: Registry) -> Plan:
    """The fingerprint of each stage, for each language that has an engine and for all others (key None)."""
    plan: dict[Language | None, Mapping[Stage, Fingerprint]] = {None: _stages(None, None)}
    for language in registry.languages:
        plan[language] = _stages(language, registry)
    return plan


def _stages(language: Language | None, registry: Registry | None) -> Mapping[Stage, Fingerprint]:
    names = _checksum(file for file in (_ROOMS / "entities" / "data").rglob("*") if file.suffix in _DATA)
    relations = _ROOMS / "relations"
    words = _checksum([relations / "lexicon" / f"{language}.toml", relations / "calibration.toml"])
    if language is None or registry is None:
        return {
            Stage.ANNOTATION: Fingerprint(STAGE_VERSIONS[Stage.ANNOTATION], config_sha256=_checksum([])),
            Stage.ENTITIES: Fingerprint(STAGE_VERSIONS[Stage.ENTITIES], config_sha256=names),
            Stage.RELATIONS: Fingerprint(STAGE_VERSIONS[Stage.RELATIONS], config_sha256=words),
        }
    served = registry.fingerprint(language)
    return {
        Stage.ANNOTATION: Fingerprint(
            STAGE_VERSIONS[Stage.ANNOTATION],
            hashlib.sha256(registry.choice(language).settings.encode()).hexdigest(),
            served.engine,
            served.model,
            served.model_sha256,
        ),
        Stage.ENTITIES: Fingerprint(STAGE_VERSIONS[Stage.ENTITIES], config_sha256=names),
        Stage.RELATIONS: Fingerprint(STAGE_VERSIONS[Stage.RELATIONS], config_sha256=words),
    }


def _checksum(files: Iterable[Path]) -> str:
    """SHA-256 over names and contents of the files that exist, in order of name."""
    digest = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
