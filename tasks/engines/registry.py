"""Which engine serves a language: its fingerprint without loading it, and the loaded engine itself.

Neither spaCy nor Stanza nor torch is imported before an engine is asked for. What an engine does is its own business.
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Final

from tasks.engines.choices import Choice, SpacyChoice, StanzaChoice, read_choices
from tasks.engines.packs import read_manifest
from tasks.engines.protocol import Engine, EngineFingerprint, TokenNames, WordTags, WordTrees, WordVectors
from tasks.errors import EngineNotInstalled, NoEngine, PackDamaged
from tasks.records import Language

_ROOMS: Final = Path(__file__).resolve().parents[1]
_MISSING: Final = "missing"
_OBJECTS_A_ROUND: Final = 20_000
_LOADED: dict[tuple[Language, str, Path, EngineFingerprint], Engine] = {}
"""The engines of this process: registries come and go with each batch, a model is loaded once."""


def packs_folder() -> Path:
    """The folder of the packs that came with the software: beside the rooms, or inside the installed wheel."""
    beside = _ROOMS.parent / "models"
    return beside if beside.is_dir() else _ROOMS / "packaged" / "models"


def load_registry(overrides: Path | None = None, packs: Path | None = None) -> Registry:
    """Read which engine serves which language.

    Args:
        overrides: a languages.toml of the user, whose tables replace the packaged ones.
        packs: folder of the model packs; default: those that came with the software.

    Raises:
        LanguagesInvalid: if a file cannot be read or says something that has no meaning.
    """
    return Registry(read_choices(overrides), packs or packs_folder())


class Registry:
    """The engines by language; a process loads each once, when it is first asked for."""

    def __init__(self, choices: Mapping[Language, Choice], packs: Path) -> None:
        """Serve the languages of `choices`, with packs from the folder `packs`."""
        self._choices = dict(choices)
        self._packs = packs
        self._fingerprints: dict[Language, EngineFingerprint] = {}

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that have an engine, in alphabetical order."""
        return tuple(sorted(self._choices))

    def choice(self, language: Language) -> Choice:
        """What languages.toml says of a language.

        Raises:
            NoEngine: if no engine serves it.
        """
        try:
            return self._choices[language]
        except KeyError:
            raise NoEngine(language) from None

    def fingerprint(self, language: Language) -> EngineFingerprint:
        """Which model serves a language. Nothing is loaded, and nothing is checked.

        Where the model is not there its name ends in `-missing` and its hash is empty, so that work done in vain
        is pending again once it is there.

        Raises:
            NoEngine: if no engine serves the language.
        """
        if language not in self._fingerprints:
            choice = self.choice(language)
            if isinstance(choice, SpacyChoice):
                self._fingerprints[language] = _of_package(choice, self.pack(language))
            elif choice.pack is not None:
                self._fingerprints[language] = _of_pack(self._packs / choice.pack)
            else:
                self._fingerprints[language] = _of_resources(language, choice)
        return self._fingerprints[language]

    def pack(self, language: Language) -> Path | None:
        """The folder of the pack that a language needs, whether it is there or not; None if it needs none.

        Raises:
            NoEngine: if no engine serves the language.
        """
        name = self.choice(language).pack
        return None if name is None else self._packs / name

    def engine(self, language: Language) -> Engine:
        """The loaded engine of a language.

        Raises:
            NoEngine: if no engine serves the language.
            EngineNotInstalled: if its package or model is not there.
            PackDamaged: if its pack is not what its manifest says.
        """
        key = (language, self.choice(language).model_dump_json(), self._packs, self.fingerprint(language))
        if key not in _LOADED:
            _LOADED[key] = self._load(language)
            _spare_the_collector()
        return _LOADED[key]

    def _load(self, language: Language) -> Engine:
        choice, model = self.choice(language), self.fingerprint(language).model
        if isinstance(choice, SpacyChoice):
            if not _is_installed(choice.distribution):
                raise EngineNotInstalled(language, f"the package {choice.distribution}", _install(choice.distribution))
            from tasks.engines.spacy_engine import SpacyEngine  # noqa: PLC0415 (spaCy is slow to import)

            return SpacyEngine.load(language, choice, model, self.pack(language))
        from tasks.engines.stanza_engine import StanzaEngine  # noqa: PLC0415 (what it needs is slow to import, too)
        from tasks.engines.stanza_pipeline import load_pack, load_resources  # noqa: PLC0415 (torch is slow to import)

        if choice.pack is not None:
            return StanzaEngine(language, load_pack(language, self._packs / choice.pack, SpacyComponents()), model)
        return StanzaEngine(language, load_resources(language, choice), model)


def _spare_the_collector() -> None:
    """Keep what is loaded out of the garbage collector's rounds, and let these be rarer.

    Engines live as long as the process and hold a million objects; each full round through them takes a tenth of a
    second (https://docs.python.org/3/library/gc.html#gc.freeze). An article makes tens of thousands of objects that
    are no garbage and form no cycles: a round every 700 of them finds nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_A_ROUND, 10, 10)


class SpacyComponents:
    """Components of spaCy's from files of a pack; see `OtherComponents`."""

    def tags(self, language: Language, path: Path, vectors: WordVectors) -> WordTags:
        """See `OtherComponents.tags`."""
        from tasks.engines.spacy_words import SpacyTags, load_component  # noqa: PLC0415 (spaCy is slow to import)

        return SpacyTags(load_component("pos", language, path, vectors))

    def trees(self, language: Language, path: Path, vectors: WordVectors) -> WordTrees:
        """See `OtherComponents.trees`."""
        from tasks.engines.spacy_words import SpacyTrees, load_component  # noqa: PLC0415 (spaCy is slow to import)

        return SpacyTrees(load_component("depparse", language, path, vectors))

    def names(self, language: Language, path: Path, vectors: WordVectors) -> TokenNames:
        """See `OtherComponents.names`."""
        from tasks.engines.spacy_words import SpacyNames, load_component  # noqa: PLC0415 (spaCy is slow to import)

        return SpacyNames(load_component("ner", language, path, vectors))


def _install(distribution: str) -> str:
    return f"install it with `pip install {distribution}`"


def _is_installed(distribution: str) -> bool:
    try:
        metadata.distribution(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True


def _of_package(choice: SpacyChoice, pack: Path | None) -> EngineFingerprint:
    """Name, version and file hashes as pip recorded them, and those of the pack.

    Files that pip did not hash (compiled ones) do not count.
    """
    try:
        installed = metadata.distribution(choice.distribution)
    except metadata.PackageNotFoundError:
        return EngineFingerprint("spacy", f"{choice.model}-{_MISSING}", "")
    digest = hashlib.sha256()
    for line in sorted(
        f"{file} {file.hash.value}" for file in installed.files or () if file.hash and file.parts[0] == choice.model
    ):
        digest.update(line.encode() + b"\n")
    model = f"{choice.model}-{installed.version}"
    if pack is None:
        return EngineFingerprint("spacy", model, digest.hexdigest())
    own = _of_pack(pack)
    if not own.model_sha256:
        return EngineFingerprint("spacy", f"{model}+{own.model}", "")
    digest.update(own.model_sha256.encode())
    return EngineFingerprint("spacy", f"{model}+{own.model}", digest.hexdigest())


def _of_pack(folder: Path) -> EngineFingerprint:
    """Version and file hashes as the manifest gives them; whether they are true is checked when the pack is loaded."""
    try:
        manifest = read_manifest(folder)
    except PackDamaged:
        return EngineFingerprint("stanza", f"{folder.name}-{_MISSING}", "")
    digest = hashlib.sha256()
    for file in sorted(manifest.files, key=lambda one: one.path):
        digest.update(f"{file.component} {file.path} {file.sha256}\n".encode())
    return EngineFingerprint("stanza", f"{manifest.language}-{manifest.version}", digest.hexdigest())


def _of_resources(language: Language, choice: StanzaChoice) -> EngineFingerprint:
    """The MD5 sums that Stanza's own catalogue gives for the language."""
    name = f"{language}-{choice.package}"
    try:
        catalogue = json.loads((Path(choice.resources or "") / "resources.json").read_text(encoding="utf-8"))
        version, entry = metadata.version("stanza"), catalogue[language]
    except (OSError, ValueError, KeyError, TypeError, metadata.PackageNotFoundError):
        return EngineFingerprint("stanza", f"{name}-{_MISSING}", "")
    digest = hashlib.sha256(json.dumps(entry, sort_keys=True).encode())
    return EngineFingerprint("stanza", f"{name}-{version}", digest.hexdigest())
