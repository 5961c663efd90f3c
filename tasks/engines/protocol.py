"""What every engine offers, whatever library stands behind it.

How a language finds its engine belongs to `registry.py`; how text becomes an annotation to the engines themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tasks.records import Annotation, Language

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["Engine", "EngineFingerprint", "TokenNames", "WordVectors"]


@dataclass(frozen=True, slots=True)
class EngineFingerprint:
    """Which model an annotation depends on.

    Attributes:
        engine: the library, `spacy` or `stanza`.
        model: name and version of the model, e.g. `de-0.1.0`.
        model_sha256: hash over the model's files, lower-case hexadecimal.
    """

    engine: str
    model: str
    model_sha256: str


@dataclass(frozen=True, slots=True)
class WordVectors:
    """Vectors of lower-case words: `matrix` has a row of 32-bit floats for each of `words`."""

    words: Sequence[str]
    matrix: npt.NDArray[np.float32]


class TokenNames(Protocol):
    """Finds names in sentences that another library has parted into tokens."""

    def tags(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """A tag in the BIO scheme for each token, such as `B-PER`."""


class Engine(Protocol):
    """Annotates texts of one language."""

    @property
    def language(self) -> Language:
        """The language that it serves."""

    @property
    def name(self) -> str:
        """The library behind it, `spacy` or `stanza`."""

    @property
    def model(self) -> str:
        """Name and version of its model, as in the fingerprint."""

    def annotate(self, bodies: Sequence[str]) -> list[Annotation]:
        """Annotate each body, in order.

        A line break ends a sentence. Each character of a body that is not a space lies in exactly one sentence and in
        exactly one surface token (the words of a multiword token share its span).
        """
