# ruff: noqa: PLC0415 - torch and gensim are imported when they are needed
"""What all components of a pack stand on, and what goes from one workbench to another.

Text, word vectors and character language models, the version of the pack in the making. In which order components are
trained belongs to `running.py`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from tasks.engines.packs import Component
from tasks.errors import PressgraphError
from tasks.training import preparation, recipes
from tasks.training.corpora import Language
from tasks.training.recipes import CHARACTER_MODELS, Workbench

Progress = Callable[[str], None]

VERSION_FILE: Final = "version.txt"


@dataclass(eq=False)
class ComponentMissing(PressgraphError):
    """A component that the pack needs has not been trained."""

    component: str
    work: Path

    what_format: ClassVar[str] = "component {component} is not in {work}"
    mend_format: ClassVar[str] = "train it first, or train all components"


def need(bench: Workbench, component: Component) -> None:
    """Raise `ComponentMissing` unless a component has been trained."""
    if not bench.model(component).exists():
        raise ComponentMissing(component, bench.root)


def copy(source: Workbench, target: Workbench, *components: Component) -> None:
    """Copy trained components.

    Raises:
        ComponentMissing: if one has not been trained.
    """
    for component in components:
        need(source, component)
        shutil.copyfile(source.model(component), target.model(component))


def share_foundation(source: Workbench, target: Workbench) -> None:
    """Copy vectors and, where they are needed, language models."""
    for component in source.components:
        if component == "pretrain" or component in CHARACTER_MODELS:
            copy(source, target, component)


def version_of(bench: Workbench) -> str:
    """Return the version for the manifest: that of `version.txt` in the workbench, else 1."""
    path = bench.file(VERSION_FILE)
    return path.read_text(encoding="utf-8").strip() if path.is_file() else "1"


def running_text(bench: Workbench, data: Path, language: Language) -> Path:
    """Return the running text, prepared if it is not there; the words that vectors must cover lie beside it."""
    text, wanted = bench.file("text.txt"), bench.file("wanted.json")
    if not (text.exists() and wanted.exists()):
        wanted.write_text(json.dumps(preparation.prepare_text(bench, data, language)), encoding="utf-8")
    return text


def train_foundation(
    bench: Workbench, component: Component, data: Path, language: Language, progress: Progress
) -> None:
    """Train vectors or a character language model."""
    from tasks.training.character_model import Direction, train_character_model
    from tasks.training.vectors import train_vectors

    text = running_text(bench, data, language)
    if component == "pretrain":
        wanted = json.loads(bench.file("wanted.json").read_text(encoding="utf-8"))
        train_vectors(text, wanted, bench.model(component), progress)
    else:
        direction: Direction = "forward" if component == "charlm_forward" else "backward"
        train_character_model(text, bench.model(component), direction, recipes.CHARACTERS, progress)
