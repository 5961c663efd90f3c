"""Export and import: the round trip loses nothing, and what is not an export is refused with nothing changed."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import pytest

from flows.transfer import import_export
from tasks.records import EntityId, Reject, Stage
from tasks.resolving import identify
from tasks.settings import Settings
from tests.warehouse.builders import (
    DE,
    NO_ENGINE,
    NOW,
    PLAN,
    article,
    body_of,
    ingest,
    load,
    processed,
    resolve,
    whole_run,
)
from warehouse.connection import SNAPSHOT_NAME
from warehouse.errors import ExportNotUsable, NoWarehouse, OutputInTheWay, WarehouseNotEmpty
from warehouse.graph import export_graph
from warehouse.store import Warehouse
from warehouse.transfer import Format, export_tables

AWKWARD = 'Title "quoted", with; commas\n\n  ‘curly’ 😀 \\N \\" \t tab NULL\n\n""\n'


def all_rows(data_dir: Path) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(data_dir / SNAPSHOT_NAME, read_only=True) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
        return {table: connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for (table,) in tables}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with a new version, a duplicate, a reject, several months, and text that is hard to quote."""
    folder = tmp_path_factory.mktemp("transfer")
    articles = [article(number) for number in range(6)]
    odd = replace(article(7, AWKWARD, language=None, title=""), author=None, published_at=None)
    copy = article(8, body_of(3), language=DE)
    with Warehouse.open(folder / "data") as warehouse:
        whole_run(warehouse, folder, articles)
        whole_run(warehouse, folder, [article(0, body_of(0, visitor="O'Brien")), copy])
        ingest(warehouse, folder, [odd], [Reject(Stage.INGESTION, "empty", 'no "text"', "folder", "x,y.txt", NOW)])
        resolve(warehouse)
        warehouse.publish()
    return folder / "data"


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_round_trip_loses_nothing(data_dir: Path, tmp_path: Path, form: Format) -> None:
    before = all_rows(data_dir)
    assert len(before["article_versions"]) == 1
    assert len(before["rejects"]) == 1
    manifest = export_tables(data_dir, form, tmp_path / "export")
    assert manifest.rows == {table: len(rows) for table, rows in before.items()}
    import_export(Settings(data_dir=tmp_path / "again"), tmp_path / "export")
    after = all_rows(tmp_path / "again")
    for table, rows in before.items():
        assert after[table] == rows, table
    assert after.keys() == before.keys()


def test_imported_warehouse_works_on(data_dir: Path, tmp_path: Path) -> None:
    odd = article(7, AWKWARD, language=None)
    export_tables(data_dir, "parquet", tmp_path / "export")
    settings = Settings(data_dir=tmp_path / "again")
    import_export(settings, tmp_path / "export")
    with Warehouse.open(settings.data_dir) as warehouse:
        assert [item.article_id for item in warehouse.pending(PLAN)] == [article(7).article_id]
        assert not warehouse.identities_outdated()
        assert not warehouse.publish().replaced
        load(warehouse, tmp_path, [processed(odd, stages=[Stage.ANNOTATION], means=NO_ENGINE, error="no-engine")])
        whole_run(warehouse, tmp_path, [*(article(number) for number in range(1, 6)), article(9)])
        assert ingest(warehouse, tmp_path, [article(11, body_of(9))]).duplicate == 1
    assert {"tokayev", "scholz"} <= {row[0] for row in all_rows(settings.data_dir)["entities"]}
    assert len(all_rows(settings.data_dir)["articles"]) == len(all_rows(data_dir)["articles"]) + 1


@pytest.mark.parametrize("stopped_at", ["index_entities", "publish"])
def test_an_import_that_was_stopped_is_completed_by_the_same_command(
    data_dir: Path, tmp_path: Path, stopped_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    export_tables(data_dir, "csv", tmp_path / "export")
    settings = Settings(data_dir=tmp_path / "again")
    with monkeypatch.context() as patched:
        patched.setattr(Warehouse, stopped_at, stop)
        with pytest.raises(KeyboardInterrupt):
            import_export(settings, tmp_path / "export")
    assert not (settings.data_dir / SNAPSHOT_NAME).exists()
    import_export(settings, tmp_path / "export")
    assert all_rows(settings.data_dir) == all_rows(data_dir)
    with Warehouse.open(settings.data_dir) as warehouse:
        assert warehouse.unresolved_entities() == []


def test_an_import_that_was_stopped_and_worked_on_is_not_imported_again(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_tables(data_dir, "csv", tmp_path / "export")
    settings = Settings(data_dir=tmp_path / "again")
    with monkeypatch.context() as patched:
        patched.setattr(Warehouse, "publish", lambda _: None)
        import_export(settings, tmp_path / "export")
    with Warehouse.open(settings.data_dir) as warehouse:
        ingest(warehouse, tmp_path, [article(30)])
    with pytest.raises(WarehouseNotEmpty):
        import_export(settings, tmp_path / "export")


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_export_of_an_earlier_schema_is_imported(data_dir: Path, tmp_path: Path, form: Format) -> None:
    """Of version 4, in which runs did not say why they failed, and without a table that came later."""
    folder = tmp_path / "export"
    export_tables(data_dir, form, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["rows"]["entity_judgements"]
    (folder / "manifest.json").write_text(json.dumps({**manifest, "schema_version": 4}))
    (folder / f"entity_judgements.{form}").unlink()
    with duckdb.connect() as connection:
        runs, options = folder / f"runs.{form}", {"csv": "FORMAT csv, HEADER, FORCE_QUOTE *", "jsonl": "FORMAT json"}
        connection.execute(f"CREATE TABLE runs AS FROM '{runs}'" if form != "csv" else _READ_CSV.format(runs))
        connection.execute("ALTER TABLE runs DROP COLUMN error")
        connection.execute(f"COPY runs TO '{runs}' ({options.get(form, 'FORMAT parquet')})")
    settings = Settings(data_dir=tmp_path / "again")
    import_export(settings, folder)
    assert all_rows(settings.data_dir) == all_rows(data_dir)


_READ_CSV = "CREATE TABLE runs AS FROM read_csv('{}', header = true, all_varchar = true, allow_quoted_nulls = false)"


def test_names_in_articles_to_come_find_imported_entities(tmp_path: Path) -> None:
    """Resolution finds what it compares a name with by keys; judgements of users come along."""
    people = [("Olaf Scholz", "Kassym-Jomart Tokayev"), ("Olaf Scholz", "Giorgia Meloni"), ("Scholz", "Tokajew")]
    bodies = [body_of(number, visitor, host) for number, (visitor, host) in enumerate(people)]
    with Warehouse.open(tmp_path / "data") as warehouse:
        whole_run(warehouse, tmp_path, [article(0, bodies[0]), article(1, bodies[1])], resolve=identify)
        warehouse.judge(EntityId("olaf-scholz"), EntityId("giorgia-meloni"), "negative", "two people")
        identify(warehouse)
        warehouse.publish()
    export_tables(tmp_path / "data", "jsonl", tmp_path / "export")
    settings = Settings(data_dir=tmp_path / "again")
    import_export(settings, tmp_path / "export")
    assert all_rows(settings.data_dir) == all_rows(tmp_path / "data")
    found = []
    for data_dir in (tmp_path / "data", settings.data_dir):
        with Warehouse.open(data_dir) as warehouse:
            whole_run(warehouse, tmp_path, [article(2, bodies[2])], resolve=identify)
            assert [each.verdict for each in warehouse.judgements("user")] == ["negative"]
        found.append(all_rows(data_dir)["entities"])
    assert found[0] == found[1]
    assert [row[0] for row in found[0] if "olz" in row[0]] == ["olaf-scholz"]


def test_parquet_lies_by_month(data_dir: Path, tmp_path: Path) -> None:
    export_tables(data_dir, "parquet", tmp_path / "export")
    assert (tmp_path / "export" / "articles" / "month=2024-05").is_dir()


def test_earlier_export_is_replaced_and_nothing_else(data_dir: Path, tmp_path: Path) -> None:
    export_tables(data_dir, "csv", tmp_path / "export")
    export_tables(data_dir, "jsonl", tmp_path / "export")
    assert {path.suffix for path in (tmp_path / "export").iterdir()} == {".jsonl", ".json"}
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.txt").touch()
    with pytest.raises(OutputInTheWay):
        export_tables(data_dir, "csv", tmp_path / "own")
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["letter.txt"]


def test_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse):
        export_tables(tmp_path, "csv", tmp_path / "export")


def _without_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def _of_a_later_version(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "schema_version": 999}))


def _without_a_table(folder: Path) -> None:
    (folder / "mentions.csv").unlink()


def _cut_short(folder: Path) -> None:
    lines = (folder / "sentences.csv").read_text().splitlines(keepends=True)
    (folder / "sentences.csv").write_text("".join(lines[:-1]))


def _garbled(folder: Path) -> None:
    (folder / "relations.csv").write_bytes(b"\x00\xff\x00 nothing of ours")


@pytest.mark.parametrize("harm", [_without_manifest, _of_a_later_version, _without_a_table, _cut_short, _garbled])
def test_what_is_no_whole_export_is_refused(data_dir: Path, tmp_path: Path, harm: Any) -> None:
    export_tables(data_dir, "csv", tmp_path / "export")
    harm(tmp_path / "export")
    settings = Settings(data_dir=tmp_path / "again")
    with pytest.raises(ExportNotUsable):
        import_export(settings, tmp_path / "export")
    shutil.rmtree(tmp_path / "export")
    export_tables(data_dir, "csv", tmp_path / "export")
    import_export(settings, tmp_path / "export")
    with pytest.raises(WarehouseNotEmpty):
        import_export(settings, tmp_path / "export")


def test_graph_has_the_entities_and_their_relations(data_dir: Path, tmp_path: Path) -> None:
    size = export_graph(data_dir, tmp_path / "graph.graphml")
    name = "{http://graphml.graphdrawing.org/xmlns}"
    graph = ET.parse(tmp_path / "graph.graphml").getroot().find(f"{name}graph")  # noqa: S314 - our own file
    assert graph is not None
    nodes = {node.get("id") for node in graph.iter(f"{name}node")}
    edges = [(edge.get("source"), edge.get("target")) for edge in graph.iter(f"{name}edge")]
    assert (len(nodes), len(edges)) == (size.nodes, size.edges)
    assert ("tokayev", "scholz") in edges
    assert ("o'brien", "scholz") in edges
    assert {end for edge in edges for end in edge} == nodes
