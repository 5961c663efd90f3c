"""What every engine offers, whatever library stands behind it.

How a language finds its engine belongs to `registry.py`; how text becomes an annotation to the engines themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from tasks.records import Annotation, Language

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = [
    "ROOT_WORD", "Branch", "Engine", "EngineFingerprint", "TaggedWord", "TokenNames", "WordTags", "WordTrees",
    "WordVectors",
]  # fmt: skip

ROOT_WORD: Final = -1
"""The head of a sentence's root."""


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


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word with its universal tag and its features, such as `Number=Sing|Person=3`; no features are no text."""

    text: str
    upos: str
    features: str


@dataclass(frozen=True, slots=True)
class Branch:
    """Where a word hangs in the tree of its sentence: position of its head, or `ROOT_WORD`, and the relation to it."""

    head: int
    deprel: str


class WordTags(Protocol):
    """Tags words of sentences that another library has parted."""

    def tags(self, sentences: Sequence[Sequence[str]]) -> list[list[TaggedWord]]:
        """The same words with tags and features."""


class WordTrees(Protocol):
    """Finds the trees of sentences that another library has parted."""

    def trees(self, sentences: Sequence[Sequence[TaggedWord]]) -> list[list[Branch]]:
        """A branch for each word; one word of a sentence is its root."""


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
