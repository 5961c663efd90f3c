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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together, when several processes share the tests, those that share what is costly to start.

    That is the server, the main job and the loaded models. All other tests of a file stay together, too. First of all
    hooks, since the plugin's own reads the marks.
    """
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_what_it_shares(item)))


def _what_it_shares(item: pytest.Item) -> str:
    fixtures: tuple[str, ...] = getattr(item, "fixturenames", ())
    for costly in ("served", "main_job"):
        if costly in fixtures:
            return costly
    if item.get_closest_marker("model") and "flows" not in item.path.parts:
        return "models"
    return str(item.path)


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
