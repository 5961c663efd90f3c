"""What many tests share: engines, each loaded once, and a server, started once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tasks.engines.protocol import Engine
from tasks.engines.registry import Registry, load_registry
from tasks.records import Language
from tests.flows.serving import served

__all__ = ["served"]


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The packaged registry; PRESSGRAPH_PACKS names another folder of packs."""
    packs = os.environ.get("PRESSGRAPH_PACKS")
    return load_registry(packs=Path(packs) if packs else None)


@pytest.fixture(scope="session")
def english(registry: Registry) -> Engine:
    return registry.engine(Language("en"))


@pytest.fixture(scope="session")
def german(registry: Registry) -> Engine:
    return registry.engine(Language("de"))


@pytest.fixture(scope="session")
def italian(registry: Registry) -> Engine:
    return registry.engine(Language("it"))
