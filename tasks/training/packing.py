# ruff: noqa: PLC0415 - torch, Stanza and the like are imported when they are needed
"""Making a pack of trained components: 16-bit weights, no paths of the training machine, a manifest with checksums.

The engine reads the numbers back as 32-bit floats. No file needs more trust than numbers do: `.pt` loads with
`torch.load(weights_only=True)`, `.msgpack` is MessagePack.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from tasks.engines.packs import Component, PackFile, PackManifest, PackSource, describe_file, write_manifest
from tasks.training.recipes import Workbench

STANZA_VERSION = "1.15.0"
MAX_FILE_BYTES = 20 * 1000 * 1000
MAX_PACK_BYTES = 40 * 1000 * 1000
VECTOR_ROWS = 52_000


@dataclass(frozen=True, slots=True)
class Licensing:
    """Under which conditions a pack may be used, and what it was trained on."""

    licence: str
    non_commercial: bool
    sources: tuple[PackSource, ...]


def _source(name: str, licence: str, use: str) -> PackSource:
    return PackSource(name, licence, use)


_PARSE_USE = "tokenize, mwt, pos, lemma, depparse, pretrain"
_TEXT_USE = "pretrain"
_NAME_USE = "ner, pretrain"
_CHARACTERS = ", charlm"
_TAUGHT_USE = ", depparse (text only)"
"""What text serves beside vectors where a pack has language models."""

_GERMAN_SOURCES = (
    _source("UD German GSD", "CC BY-SA 4.0", _PARSE_USE + _CHARACTERS),
    _source("UD German GSD with UniMorph tags", "CC BY-SA 4.0", "pos, lemma"),
    _source("UD German PUD", "CC BY-SA 3.0", "tokenize, mwt, pos, lemma, depparse"),
    _source("GermEval 2014", "CC BY 4.0", _NAME_USE + _CHARACTERS),
    _source("DFKI SmartData", "CC BY 4.0", _NAME_USE + _CHARACTERS),
    _source("EHRI named entities", "EUPL 1.2", "ner"),
    _source("ParlaMint-AT", "CC BY 4.0", _TEXT_USE + _CHARACTERS),
    _source("Plenary protocols of the Bundestag", "official works", _TEXT_USE + _CHARACTERS),
    _source("Tatoeba", "CC BY 2.0 FR", _TEXT_USE + _CHARACTERS),
    _source("simplemma tables", "MIT", "lemma"),
)

LICENSING: Mapping[str, Licensing] = {
    "de": Licensing(
        "CC-BY-NC-SA-4.0",
        True,
        (*_GERMAN_SOURCES, _source("WikiNEuRal", "CC BY-NC-SA 4.0", "ner")),
    ),
    "de-free": Licensing("CC-BY-SA-4.0", False, _GERMAN_SOURCES),
    "en": Licensing("CC-BY-SA-4.0", False, (_source("Universal NER on UD English EWT", "CC BY-SA 4.0", "ner"),)),
    "it": Licensing(
        "CC-BY-NC-SA-4.0",
        True,
        (
            _source("UD Italian ISDT", "CC BY-NC-SA 3.0", _PARSE_USE),
            _source("UD Italian VIT", "CC BY-NC-SA 3.0", _PARSE_USE),
            _source("UD Italian ParTUT", "CC BY-NC-SA 4.0", _PARSE_USE),
            _source("UD Italian PUD", "CC BY-SA 3.0", _PARSE_USE),
            _source("UD Italian MarkIT", "CC BY 4.0", _PARSE_USE),
            _source("UD Italian TWITTIRO", "CC BY-SA 4.0", _PARSE_USE),
            _source("KIND (Wikinews, speeches, fiction)", "CC BY-NC 4.0 and CC BY-NC-SA 4.0", _NAME_USE + _TAUGHT_USE),
            _source("WikiNEuRal", "CC BY-NC-SA 4.0", _NAME_USE + _TAUGHT_USE),
            _source("KIND, writings of Aldo Moro (text only)", "CC BY-NC 4.0", _TEXT_USE),
            _source("ELTeC Italian novels", "CC BY 4.0", _TEXT_USE),
            _source("Tatoeba", "CC BY 2.0 FR", _TEXT_USE),
            _source("simplemma tables", "MIT", "lemma"),
            _source("Wikipedia sample", "CC BY-SA 4.0", _TEXT_USE),
            _source("Speeches of the presidents of the republic", "official speeches", _TEXT_USE),
        ),
    ),
}


def shrink(state: Any) -> Any:
    """Return a saved state with 16-bit floats, and with bare file names in place of paths."""
    import torch

    if isinstance(state, torch.Tensor):
        return state.half() if state.is_floating_point() else state
    if isinstance(state, dict):
        return type(state)((key, shrink(value)) for key, value in state.items())
    if isinstance(state, list | tuple):
        return type(state)(shrink(value) for value in state)
    if isinstance(state, PurePath):
        return state.name
    if isinstance(state, str) and state.startswith("/") and len(state) > 1:
        return PurePath(state).name
    return state


def widen(packed: Path, target: Path) -> None:
    """Write a component of a pack with 32-bit floats, as training wants it; names are read as they are."""
    import torch

    if packed.suffix != ".pt":
        shutil.copyfile(packed, target)
        return
    torch.save(_widened(torch.load(packed, map_location="cpu", weights_only=True)), target)


def _widened(state: Any) -> Any:
    import torch

    if isinstance(state, torch.Tensor):
        return state.float() if state.is_floating_point() else state
    if isinstance(state, dict):
        return type(state)((key, _widened(value)) for key, value in state.items())
    if isinstance(state, list | tuple):
        return type(state)(_widened(value) for value in state)
    return state


def _shrink_state(state: dict[str, Any]) -> dict[str, Any]:
    """Shrink weights and configuration, leaving vocabularies as they are (a vocabulary may hold a path-like word)."""
    return {key: value if key in ("vocab", "dicts") else shrink(value) for key, value in state.items()}


def _first_words(vocabulary: dict[str, Any], rows: int) -> dict[str, Any]:
    """Cut a vocabulary of word vectors to its first rows, which are the words that matter most."""
    units = vocabulary["_id2unit"][:rows]
    return {**vocabulary, "_id2unit": units, "_unit2id": {unit: index for index, unit in enumerate(units)}}


def _with_fewer_vectors(state: dict[str, Any], rows: int = VECTOR_ROWS) -> dict[str, Any]:
    """Cut the table of word vectors to its first rows."""
    if "emb" in state:
        return {**state, "emb": state["emb"][:rows].clone(), "vocab": _first_words(state["vocab"], rows)}
    return state


def _write_component(bench: Workbench, component: Component, target: Path) -> PackFile:
    """Write a trained component into a pack's folder, small."""
    import torch

    name = bench.file_name(component)
    aside = target / f"{name}.part"
    if bench.model(component).suffix != ".pt":  # small already
        shutil.copyfile(bench.model(component), aside)
    else:
        state = torch.load(bench.model(component), map_location="cpu", weights_only=True)
        torch.save(_shrink_state(_with_fewer_vectors(state)), aside)
    aside.replace(target / name)
    return describe_file(target, component, name)


def pack(bench: Workbench, target: Path, version: str, *, components: Sequence[str] | None = None) -> PackManifest:
    """Write the trained components as a pack, replacing the folder's weights and manifest.

    Raises:
        FileNotFoundError: a component has not been trained.
        ValueError: a file or the pack is too large.
    """
    target.mkdir(parents=True, exist_ok=True)
    files = []
    for component in bench.components:
        if components is not None and component not in components:
            continue
        file = _write_component(bench, component, target)
        if file.bytes > MAX_FILE_BYTES:
            raise ValueError(f"{file.path} has {file.bytes:,} bytes, more than {MAX_FILE_BYTES:,}")
        files.append(file)
    if sum(file.bytes for file in files) > MAX_PACK_BYTES:
        raise ValueError(f"the pack has {sum(file.bytes for file in files):,} bytes, more than {MAX_PACK_BYTES:,}")
    # Stanza looks for a list of downloadable models; an empty one says that all models are here.
    (target / "resources.json").write_text("{}\n", encoding="utf-8")
    terms = LICENSING[bench.language]
    manifest = PackManifest(
        bench.language, version, "stanza", STANZA_VERSION, terms.licence, terms.non_commercial, tuple(files),
        terms.sources,
    )  # fmt: skip
    write_manifest(target, manifest)
    return manifest


def pack_variant(bench: Workbench, target: Path, *, base: str, version: str) -> PackManifest:
    """Write a name tagger as a variant of the pack in the folder `base` beside `target`; the rest comes from there."""
    target.mkdir(parents=True, exist_ok=True)
    own = (_write_component(bench, "ner", target),)
    terms = LICENSING[target.name]
    manifest = PackManifest(
        bench.language, version, "stanza", STANZA_VERSION, terms.licence, terms.non_commercial, own, terms.sources,
        base=base,
    )  # fmt: skip
    write_manifest(target, manifest)
    return manifest
