"""`pressgraph doctor`: what is installed, and whether the main job could run; each problem with its mend."""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from tasks.engines.packs import verify
from tasks.engines.registry import load_registry
from tasks.errors import PressgraphError
from tasks.settings import Settings
from warehouse.connection import make_folder

_PACKAGES: Final = ("prefect", "duckdb", "spacy", "stanza", "torch")
_SERVER: Final = "http://127.0.0.1:4200/api"
_PATIENCE_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it is, and what to do if the main job could not run because of it."""

    subject: str
    state: str
    mend: str | None = None


def examine(settings: Settings) -> int:
    """Print one line a finding; exit code 1 if the main job could not run."""
    findings = [*_packages(), *_models(settings), _folder(settings), _server()]
    for finding in findings:
        mark = "ok " if finding.mend is None else "BAD"
        print(f"{mark} {finding.subject}: {finding.state}")
    problems = [finding for finding in findings if finding.mend is not None]
    for problem in problems:
        print(f"pressgraph: {problem.subject}: {problem.state}; {problem.mend}", file=sys.stderr)
    return 1 if problems else 0


def _packages() -> Iterator[Finding]:
    yield Finding("Python", sys.version.split()[0])
    for name in _PACKAGES:
        try:
            yield Finding(name, version(name))
        except PackageNotFoundError:
            yield Finding(name, "not installed", "run `make run`, which installs what the lock names")


def _models(settings: Settings) -> Iterator[Finding]:
    try:
        registry = load_registry(settings.languages_file, settings.packs_dir)
    except PressgraphError as error:
        yield Finding("languages.toml", error.what, error.mend)
        return
    for language in registry.languages:
        subject = f"language {language}"
        try:
            served = registry.fingerprint(language)
        except PressgraphError as error:
            yield Finding(subject, error.what, error.mend)
            continue
        folder = registry.pack(language)
        if not served.model_sha256:
            yield Finding(
                subject, f"{served.model} is not there", "restore models/, or install what languages.toml names"
            )
            continue
        damage = verify(folder) if folder is not None else ()
        if damage:
            yield Finding(subject, f"pack {damage[0]}", "restore models/ from the repository")
        else:
            yield Finding(subject, f"{served.engine}, {served.model}")


def _folder(settings: Settings) -> Finding:
    try:
        make_folder(settings.data_dir)
    except PressgraphError as error:
        return Finding("data folder", error.what, error.mend)
    return Finding("data folder", f"{settings.data_dir} can be written")


def _server() -> Finding:
    """A server is not needed for the main job, so its absence is no problem."""
    url = os.environ.get("PREFECT_API_URL", _SERVER).rstrip("/")
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=_PATIENCE_SECONDS):  # noqa: S310 - a fixed scheme
            return Finding("Prefect server", f"answers at {url}")
    except (urllib.error.URLError, OSError, ValueError):
        return Finding("Prefect server", f"none at {url} (`pressgraph run` needs none)")
