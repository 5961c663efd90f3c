"""Model packs on disk: the manifest of a folder in models/, and whether its files are what the manifest says.

Nothing is unpickled here, and no engine is imported: a pack is checked before anything in it is trusted. How an
engine is built from a pack belongs to that engine's module; how a pack is made belongs to the training room.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, cast, get_args

from tasks.errors import PackDamaged

MANIFEST_NAME = "pack.toml"
_BLOCK = 1 << 20

Component = Literal[
    "pretrain", "charlm_forward", "charlm_backward", "tokenize", "mwt", "pos", "lemma", "depparse", "ner"
]
ProblemKind = Literal["manifest", "missing", "size", "checksum"]
COMPONENTS: tuple[str, ...] = get_args(Component)


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack. `path` is relative to the folder; `sha256` is lower-case hexadecimal."""

    component: Component
    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PackSource:
    """A corpus that a pack was trained on."""

    name: str
    licence: str
    use: str


@dataclass(frozen=True, slots=True)
class PackManifest:
    """What a pack is: its engine, its licence, its files, where it comes from and how it scored.

    `library` is the version of the library that it was made with; in the manifest its key is the name of the engine.
    A pack for spaCy has only the components whose weights take the place of those of an installed model.

    A variant of a pack names another folder beside its own as its `base`, and has only the files that differ; those
    of the base stand in `files`, too, with paths that lead there.
    """

    language: str
    version: str
    engine: str
    library: str
    licence: str
    non_commercial: bool
    files: tuple[PackFile, ...]
    sources: tuple[PackSource, ...] = ()
    scores: Mapping[str, float | int | str] = field(default_factory=dict)
    base: str | None = None

    def path_of(self, folder: Path, component: Component) -> Path | None:
        """Return the path of a component's file, or None if the pack has no such component."""
        for file in self.files:
            if file.component == component:
                return folder / file.path
        return None

    @property
    def bytes(self) -> int:
        """Return the size of all files in bytes."""
        return sum(file.bytes for file in self.files)


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One way in which a folder is not what its manifest says."""

    kind: ProblemKind
    path: Path
    detail: str

    def __str__(self) -> str:
        """File and problem in one line."""
        return f"{self.path.name}: {self.detail}"


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def describe_file(folder: Path, component: Component, path: str) -> PackFile:
    """Measure a file of a pack."""
    return PackFile(component, path, (folder / path).stat().st_size, sha256_of(folder / path))


def _file(entry: Mapping[str, Any]) -> PackFile:
    component, path, size, checksum = entry["component"], entry["path"], entry["bytes"], entry["sha256"]
    if component not in COMPONENTS:
        raise ValueError(f"unknown component {component!r}")
    if not isinstance(path, str) or Path(path).is_absolute() or ".." in Path(path).parts:
        raise ValueError(f"file {path!r} lies outside the pack")
    if not isinstance(size, int) or not isinstance(checksum, str):
        raise TypeError(f"bytes and sha256 of {path!r} are not a number and a text")
    return PackFile(cast("Component", component), path, size, checksum.lower())


def _folder_name(name: object) -> str:
    if not isinstance(name, str) or not name or Path(name).name != name or name == "..":
        raise ValueError(f"base {name!r} is not the name of a folder")
    return name


def _files_of_base(folder: Path, base: str | None, own: tuple[PackFile, ...]) -> tuple[PackFile, ...]:
    """Return the files that a variant takes over from its base, with paths from the variant's folder."""
    if base is None:
        return ()
    replaced = {file.component for file in own}
    return tuple(
        replace(file, path=f"../{base}/{file.path}")
        for file in _read(folder.parent / base, may_be_variant=False).files
        if file.component not in replaced
    )


def read_manifest(folder: Path) -> PackManifest:
    """Read the manifest of a pack.

    Raises:
        PackDamaged: there is no readable, complete manifest, or none of its base.
    """
    return _read(folder, may_be_variant=True)


def _read(folder: Path, *, may_be_variant: bool) -> PackManifest:
    path = folder / MANIFEST_NAME
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        base = _folder_name(content["base"]) if "base" in content else None
        if base is not None and not may_be_variant:
            raise PackDamaged(folder, "is the base of a variant, and a variant itself")
        own = tuple(_file(entry) for entry in content["files"])
        return PackManifest(
            language=str(content["language"]),
            version=str(content["version"]),
            engine=str(content["engine"]),
            library=str(content[content["engine"]]),
            licence=str(content["licence"]),
            non_commercial=bool(content["non_commercial"]),
            files=own + _files_of_base(folder, base, own),
            sources=tuple(
                PackSource(str(one["name"]), str(one["licence"]), str(one["use"])) for one in content.get("sources", ())
            ),
            base=base,
            scores=dict(content.get("scores", {})),
        )
    except FileNotFoundError:
        raise PackDamaged(folder, f"{MANIFEST_NAME} is missing") from None
    except KeyError as error:
        raise PackDamaged(folder, f"{MANIFEST_NAME} does not give {error.args[0]}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, ValueError) as error:
        raise PackDamaged(folder, f"{MANIFEST_NAME} cannot be read ({error})") from None


def _check(folder: Path, file: PackFile) -> PackProblem | None:
    path = folder / file.path
    if not path.is_file():
        return PackProblem("missing", path, "is missing")
    size = path.stat().st_size
    if size != file.bytes:
        return PackProblem("size", path, f"has {size} bytes instead of {file.bytes}")
    if sha256_of(path) != file.sha256:
        return PackProblem("checksum", path, "does not match its SHA-256")
    return None


def verify(folder: Path) -> tuple[PackProblem, ...]:
    """Return every way in which the pack is not what its manifest says; empty if it is sound.

    Call this before any file of the pack is unpickled.
    """
    try:
        manifest = read_manifest(folder)
    except PackDamaged as error:
        return (PackProblem("manifest", folder / MANIFEST_NAME, error.detail),)
    return tuple(problem for file in manifest.files if (problem := _check(folder, file)) is not None)


def load_verified(folder: Path) -> PackManifest:
    """Return the manifest of a sound pack.

    Raises:
        PackDamaged: the manifest or a file is not as it should be.
    """
    problems = verify(folder)
    if problems:
        raise PackDamaged(folder, "; ".join(str(problem) for problem in problems))
    return read_manifest(folder)


def _toml_value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return json.dumps(str(value), ensure_ascii=False)  # a JSON text is also a TOML basic string


def _toml_table(entries: Mapping[str, object]) -> str:
    return "\n".join(f"{_toml_key(key)} = {_toml_value(value)}" for key, value in entries.items())


def _toml_key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else json.dumps(key)


def format_manifest(manifest: PackManifest) -> str:
    """Return the manifest as TOML."""
    head = {
        "language": manifest.language, "version": manifest.version, "engine": manifest.engine,
        manifest.engine: manifest.library, "licence": manifest.licence, "non_commercial": manifest.non_commercial,
    }  # fmt: skip
    if manifest.base is not None:
        head["base"] = manifest.base
    parts: list[str] = [_toml_table(head)]
    rows: Sequence[tuple[str, Mapping[str, object]]] = [
        *(("files", {"component": one.component, "path": one.path, "bytes": one.bytes, "sha256": one.sha256})
          for one in manifest.files if not one.path.startswith("../")),
        *(("sources", {"name": one.name, "licence": one.licence, "use": one.use}) for one in manifest.sources),
    ]  # fmt: skip
    parts += [f"[[{name}]]\n{_toml_table(row)}" for name, row in rows]
    if manifest.scores:
        parts.append(f"[scores]\n{_toml_table(manifest.scores)}")
    return "\n\n".join(parts) + "\n"


def write_manifest(folder: Path, manifest: PackManifest) -> None:
    """Write the manifest into its folder."""
    (folder / MANIFEST_NAME).write_text(format_manifest(manifest), encoding="utf-8")
