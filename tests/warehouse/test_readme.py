"""What the warehouse's README shows can be asked, and every view and macro of the snapshot is in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.warehouse.builders import article, whole_run
from warehouse.query import run_query
from warehouse.store import Warehouse

ROOM = Path(__file__).parents[2] / "warehouse"
README = (ROOM / "README.md").read_text("utf-8")
QUERIES = re.findall(r"```sql\n(.*?);\n```\n\n(\|.*?\|)\n", README, re.DOTALL)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    with Warehouse.open(folder / "data") as warehouse:
        whole_run(warehouse, folder, [article(number) for number in range(3)])
    return folder / "data"


def test_each_query_is_understood_and_has_the_columns_shown(data_dir: Path) -> None:
    assert len(QUERIES) >= 12
    for query, header in QUERIES:
        shown = [name.strip() for name in header.strip("|").split("|")]
        assert run_query(data_dir, query).column_names == shown, query


def test_every_view_and_macro_is_documented() -> None:
    names = {path.stem for path in (ROOM / "sql" / "views").glob("*.sql")} | {"search_articles", "changes_since"}
    assert {name for name in names if f"`{name}" not in README} == set()
