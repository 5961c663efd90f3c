"""Which engine and model serves a language: languages.toml, read strictly.

What a model's files look like, and loading them, belongs to the registry and the engines.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from tasks.errors import LanguagesInvalid
from tasks.records import Label, Language

PACKAGED: Final = Path(__file__).with_name("languages.toml")

DependencyScheme = Literal["ud", "clearnlp", "tiger"]


class SpacyChoice(BaseModel):
    """An installed spaCy model; with `pack`, some of its components have other weights, from a pack of ours."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    engine: Literal["spacy"]
    model: str = Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")
    package: str | None = None
    pack: str | None = None
    dependencies: DependencyScheme = "ud"
    labels: Mapping[str, Label | Literal[""]] = {}

    @property
    def distribution(self) -> str:
        """Name of the package that pip installs."""
        return self.package or self.model.replace("_", "-")

    @property
    def settings(self) -> str:
        """What changes annotations besides the model, as JSON."""
        return json.dumps(self.model_dump(mode="json", include={"dependencies", "labels"}), sort_keys=True)


class StanzaChoice(BaseModel):
    """A Stanza model: a pack of ours, or an official one in a resources folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    engine: Literal["stanza"]
    pack: str | None = None
    resources: Path | None = None
    package: str = "default"

    @property
    def settings(self) -> str:
        """What changes annotations besides the model: nothing."""
        return ""

    @model_validator(mode="after")
    def _one_of_two(self) -> StanzaChoice:
        if (self.pack is None) == (self.resources is None):
            raise ValueError("give either pack or resources")
        return self


Choice = SpacyChoice | StanzaChoice
_CHOICES: Final[TypeAdapter[dict[str, Choice]]] = TypeAdapter(
    dict[
        Annotated[str, Field(pattern=r"^[a-z]{2}$")],
        Annotated[SpacyChoice | StanzaChoice, Field(discriminator="engine")],
    ]
)


def read_choices(overrides: Path | None = None) -> Mapping[Language, Choice]:
    """The choice for each language; a table of `overrides` replaces the packaged one of the same language.

    Raises:
        LanguagesInvalid: if a file cannot be read or says something that has no meaning.
    """
    choices = _read(PACKAGED)
    if overrides is not None:
        choices = {**choices, **_read(overrides)}
    return choices


def _read(path: Path) -> dict[Language, Choice]:
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return {Language(code): choice for code, choice in _CHOICES.validate_python(content).items()}
    except ValidationError as error:
        raise LanguagesInvalid(path, "; ".join(_problem(one) for one in error.errors())) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LanguagesInvalid(path, str(error)) from None


def _problem(error: Mapping[str, Any]) -> str:
    place = ".".join(str(part) for part in error["loc"] if part not in ("spacy", "stanza", "[key]"))
    return f"{place}: {error['msg']}"
