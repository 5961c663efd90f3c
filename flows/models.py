"""`pressgraph models`: what packs there are, whether they are whole, how they score."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from tasks.engines.packs import read_manifest, verify
from tasks.engines.registry import load_registry
from tasks.errors import PressgraphError
from tasks.settings import Settings

_MEGABYTE: Final = 1_000_000


def list_packs(settings: Settings) -> int:
    """Print each language with its engine, model, licence, size and main scores."""
    registry = load_registry(settings.languages_file, settings.packs_dir)
    table = Table("language", "engine", "model", "size", "licence", "scores")
    problems = 0
    for language in registry.languages:
        try:
            served = registry.fingerprint(language)
        except PressgraphError as error:
            print(f"pressgraph: {error}", file=sys.stderr)
            problems += 1
            continue
        folder = settings.packs_dir / language
        size, licence, scores = "", "see the package", ""
        if served.engine == "stanza" and folder.is_dir():
            manifest = read_manifest(folder)
            size = f"{manifest.bytes / _MEGABYTE:.1f} MB"
            licence = manifest.licence + (" (non-commercial)" if manifest.non_commercial else "")
            scores = ", ".join(f"{name} {value}" for name, value in manifest.scores.items())
        table.add_row(language, served.engine, served.model, size, licence, scores)
    Console(width=None if sys.stdout.isatty() else 200).print(table)
    return 1 if problems else 0


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


def evaluate_packs(settings: Settings, data: Path, language: str | None) -> int:
    """Score the packs, and the relations found with them, on development data; print figures as they are known."""
    from tasks.training import evaluate, relation_scores  # noqa: PLC0415 - imports what only training needs

    packs = sorted(path.name for path in settings.packs_dir.glob("*") if path.is_dir())
    for each in packs if language is None else [name for name in packs if name == language]:
        print(evaluate(each, data, pack=settings.packs_dir / each).as_table())
    registry = load_registry(settings.languages_file, settings.packs_dir)
    chosen = relation_scores.LANGUAGES if language is None else (language,)
    for line in relation_scores.relation_scores(data, registry, chosen):
        print(line, flush=True)
    return 0
