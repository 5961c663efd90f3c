# ruff: noqa: PLC0415 - torch, Stanza and the like are imported when they are needed
"""Making Stanza's trainers fast enough for a CPU: nothing here changes what is learnt, only what it costs.

The language models are frozen while a component trains, so what they say of a sentence is computed once. Where the
processor multiplies 16-bit floats by itself, it does. Which data are learnt, and for how long, is said in `recipes`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

_FAST_16_BIT = frozenset({"avx512_bf16", "amx_bf16"})


def multiplies_16_bit_floats(cpu_information: Path = Path("/proc/cpuinfo")) -> bool:
    """Tell whether this processor has instructions for bfloat16; emulated, they are slower than 32 bits."""
    if not cpu_information.is_file():
        return False
    for line in cpu_information.read_text(encoding="utf-8").splitlines():
        if line.startswith("flags"):
            return not _FAST_16_BIT.isdisjoint(line.split())
    return False


@contextlib.contextmanager
def bfloat16_updates(trainer_class: Any) -> Iterator[None]:
    """Run the `update` method of a Stanza trainer class under bfloat16 autocasting; scoring stays in 32 bits.

    Does nothing on processors without instructions for it.
    """
    if not multiplies_16_bit_floats():
        yield
        return
    import torch

    plain_update = trainer_class.update
    plain_bilinear = torch.nn.functional.bilinear

    def bilinear(one: torch.Tensor, other: torch.Tensor, weight: torch.Tensor, *rest: Any) -> torch.Tensor:
        """Autocasting does not know bilinear products: give them inputs of the weight's type."""
        return plain_bilinear(one.to(weight.dtype), other.to(weight.dtype), weight, *rest)

    def update(self: Any, *arguments: Any, **options: Any) -> Any:
        with torch.autocast("cpu", torch.bfloat16):
            return plain_update(self, *arguments, **options)

    with replaced(trainer_class, "update", update), replaced(torch.nn.functional, "bilinear", bilinear):
        yield


@contextlib.contextmanager
def remembered_characters() -> Iterator[None]:
    """Keep what the frozen character language models say of each sentence, in 16 bits, for the next epochs.

    Costs 1 kB of memory a word and model of 256 units.
    """
    from stanza.models.common.char_model import CharacterLanguageModel

    remembering = _remembering_words(CharacterLanguageModel.build_char_representation)
    with replaced(CharacterLanguageModel, "build_char_representation", remembering):
        yield


def _memory(model: Any) -> dict[Any, Any]:
    """Return the memory of a language model, made when it is first asked for."""
    memory: dict[Any, Any] = model.__dict__.setdefault("_remembered", {})
    return memory


def _remembering_words(plain: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap `build_char_representation` (sentences of words in, a tensor of words by units for each out)."""

    def build(model: Any, sentences: Sequence[Sequence[str]]) -> list[Any]:
        memory = _memory(model)
        keys = [tuple(words) for words in sentences]
        new = list(dict.fromkeys(key for key in keys if key not in memory))
        if new:
            for key, found in zip(new, plain(model, [list(key) for key in new]), strict=True):
                memory[key] = found.half()
        return [memory[key].float() for key in keys]

    return build


@contextlib.contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Put `value` in the place of an attribute for a while."""
    plain = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, plain)
