"""Publishing: whole, commented, checked, skipped when nothing changed, and never in a reader's way."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse import dump
from tests.warehouse.builders import article, body_of, ingest, processed, whole_run
from tests.warehouse.builders import load as load_batch
from warehouse import checks, snapshot, surface
from warehouse.connection import SNAPSHOT_NAME, WRITER_NAME
from warehouse.errors import ChecksFailed
from warehouse.query import run_query
from warehouse.store import Warehouse

CONTRACT = {
    "articles": "article_id origin url source title author published_at ingested_at language language_confidence body"
    " word_count content_sha256 version duplicate_of",
    "blocks": "article_id block_no kind start_char end_char",
    "sentences": "article_id sentence_no start_char end_char text",
    "mentions": "mention_id article_id sentence_no start_char end_char text label native_label entity_id engine model"
    " score",
    "entities": "entity_id name label kind country_code wikidata_id mention_count article_count languages first_seen"
    " last_seen",
    "entity_aliases": "entity_id alias language mention_count",
    "relations": "relation_id article_id sentence_no start_char end_char text type scheme predicate predicate_text"
    " voice subject_entity_id subject_text subject_start subject_end object_entity_id object_text object_start"
    " object_end polarity modality tense event_date event_date_end event_date_text attributed_to_entity_id"
    " attributed_to_text confidence rule engine model",
    "relation_arguments": "relation_id argument_no role text entity_id value start_char end_char",
    "quotes": "quote_id article_id sentence_no text speaker_entity_id speaker_text start_char end_char",
    "rejects": "reject_id run_id stage article_id source origin reason detail payload_sha256 seen_at",
    "runs": "run_id flow_run_id started_at finished_at status parameters code_version articles_new articles_updated"
    " articles_unchanged articles_duplicate articles_rejected mentions entities relations seconds",
    "article_processing": "article_id stage run_id stage_version engine model model_sha256 config_sha256 finished_at"
    " seconds error",
}
VIEWS = {"relation_facts", "entity_pairs", "entity_timeline", "relation_timeline", "event_agreement"}


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def warehouse(data_dir: Path) -> Iterator[Warehouse]:
    with Warehouse.open(data_dir) as opened:
        yield opened


def column(data_dir: Path, sql: str) -> list[object]:
    return [next(iter(row.values())) for row in run_query(data_dir, sql).to_pylist()]


def test_tables_and_columns_of_the_contract_are_there_and_all_is_commented(
    warehouse: Warehouse, data_dir: Path
) -> None:
    assert warehouse.publish().replaced
    for table, columns in CONTRACT.items():
        found = column(data_dir, f"SELECT column_name FROM duckdb_columns() WHERE table_name = '{table}'")
        assert set(columns.split()) <= set(found), table
    assert set(column(data_dir, "SELECT view_name FROM duckdb_views() WHERE NOT internal")) >= VIEWS
    assert column(data_dir, "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL") == []
    assert column(data_dir, "SELECT view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal") == []
    assert column(data_dir, "SELECT column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal") == []
    assert column(data_dir, "SELECT function_name FROM duckdb_functions() WHERE comment IS NULL AND NOT internal") == []


def test_what_is_private_stays_private(warehouse: Warehouse, data_dir: Path) -> None:
    warehouse.publish()
    assert set(column(data_dir, "SELECT schema_name FROM duckdb_tables()")) == {"main"}


def test_every_view_and_table_can_be_read_by_a_plain_client(
    warehouse: Warehouse, data_dir: Path, tmp_path: Path
) -> None:
    whole_run(warehouse, tmp_path, [article(0), article(1)])
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoload_known_extensions": "false",
        "autoinstall_known_extensions": "false",
    }
    with duckdb.connect(data_dir / SNAPSHOT_NAME, read_only=True, config=config) as client:
        for view in set(surface.comments()) - {"macros"}:
            client.execute(f"FROM {view}").fetchall()


def test_nothing_new_is_not_published_again(warehouse: Warehouse, data_dir: Path, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    published = (data_dir / SNAPSHOT_NAME).stat().st_ino
    assert not warehouse.publish().replaced
    assert (data_dir / SNAPSHOT_NAME).stat().st_ino == published
    assert warehouse.publish(force=True).replaced
    (data_dir / SNAPSHOT_NAME).unlink()
    assert warehouse.publish().replaced


def test_snapshot_that_is_read_is_never_changed_in_place(warehouse: Warehouse, data_dir: Path, tmp_path: Path) -> None:
    """The last but one snapshot is brought up to date in place, but not while a plain copy of it is being made."""
    whole_run(warehouse, tmp_path, [article(number) for number in range(8)])
    with (data_dir / SNAPSHOT_NAME).open("rb") as copying:
        before = copying.read()
        inode = (data_dir / SNAPSHOT_NAME).stat().st_ino
        for number in (8, 9, 10):
            whole_run(warehouse, tmp_path, [article(number)])
            assert (data_dir / SNAPSHOT_NAME).stat().st_ino != inode
        copying.seek(0)
        assert copying.read() == before
    assert column(data_dir, "SELECT count(*) FROM articles") == [11]


def test_spare_snapshot_with_another_name_is_left_alone(warehouse: Warehouse, data_dir: Path, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(number) for number in range(8)])
    backup = tmp_path / "backup.duckdb"
    backup.hardlink_to(data_dir / SNAPSHOT_NAME)
    before = backup.read_bytes()
    for number in (8, 9):
        whole_run(warehouse, tmp_path, [article(number)])
    assert backup.read_bytes() == before


def test_changed_rows_give_the_snapshot_that_building_anew_gives(
    warehouse: Warehouse, data_dir: Path, tmp_path: Path
) -> None:
    articles = [article(number) for number in range(12)]
    whole_run(warehouse, tmp_path, articles)
    for step in (
        [article(3, body_of(3, visitor="Nazarbayev")), article(20)],
        [article(21, body_of(5)), article(22)],
        [article(20, body_of(20, host="Merkel"))],
    ):
        whole_run(warehouse, tmp_path, step)
        updated = dump.rows(data_dir)
        assert warehouse.publish(force=True).replaced
        assert dump.rows(data_dir).keys() == updated.keys()
        for table, rows in dump.rows(data_dir).items():
            assert set(updated[table]) >= set(rows) if table == "search_forms" else updated[table] == rows, table
        whole_run(warehouse, tmp_path, [article(23)])


def test_soft_checks_are_noted_in_the_run(warehouse: Warehouse, data_dir: Path, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    ingest(warehouse, tmp_path, [article(1, language=None)])
    run_id = warehouse.begin_run({}, "0")
    found = warehouse.publish()
    assert [failure.check.name for failure in found.warnings] == ["articles_without_language"]
    noted = column(data_dir, f"SELECT checks FROM runs WHERE run_id = '{run_id}'")
    assert [each["check"] for each in json.loads(str(noted[0]))] == ["articles_without_language"]


def test_damaged_snapshot_is_replaced(warehouse: Warehouse, data_dir: Path, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    (data_dir / SNAPSHOT_NAME).write_bytes(b"broken" * 3000)
    assert warehouse.publish().replaced
    assert column(data_dir, "SELECT count(*) FROM articles") == [1]


def test_leftovers_of_a_killed_publish_go(warehouse: Warehouse, data_dir: Path) -> None:
    leftover = data_dir / f".{SNAPSHOT_NAME}.new-1"
    leftover.write_bytes(b"half")
    warehouse.publish()
    assert {path.name for path in data_dir.iterdir()} - {f"{WRITER_NAME}.wal"} == {SNAPSHOT_NAME, WRITER_NAME}


def test_open_reader_keeps_its_version(warehouse: Warehouse, data_dir: Path, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    code = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True)\n"
        "print(c.execute('SELECT count(*) FROM articles').fetchone()[0], flush=True); sys.stdin.readline()\n"
        "print(c.execute('SELECT count(*), count(DISTINCT body) FROM articles').fetchone(), flush=True)"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", code, str(data_dir / SNAPSHOT_NAME)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout is not None
    assert reader.stdout.readline() == "1\n"
    whole_run(warehouse, tmp_path, [article(number) for number in range(4)])
    assert reader.communicate("\n")[0] == "(1, 1)\n"
    assert column(data_dir, "SELECT count(*) FROM articles") == [4]


READER = """
import sys, time
from pathlib import Path
import duckdb

def delayed():  # seconds that this thread was ready to run and had no processor: no fault of the warehouse
    try:
        return int(Path('/proc/thread-self/schedstat').read_text().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0

snapshot, stop, slowest, reads, versions = sys.argv[1], Path(sys.argv[2]), 0.0, 0, set()
print('ready', flush=True)
while not stop.exists():
    began, late = time.monotonic(), delayed()
    with duckdb.connect(snapshot, read_only=True, config={'threads': 1}) as c:
        a = c.execute('SELECT count(*) FROM articles').fetchone()[0]
        b = c.execute('SELECT count(*) FROM mentions').fetchone()[0]
        s = c.execute("SELECT count(*) FROM search_articles('scholz')").fetchone()[0]
        e = c.execute("SELECT article_count FROM entities WHERE entity_id = 'scholz'").fetchone()[0]
        r = c.execute('SELECT count(*) FROM relation_facts WHERE title IS NOT NULL').fetchone()[0]
    assert (b, s, e, r) == (4 * a, a, a, 2 * a), (a, b, s, e, r)
    slowest = max(slowest, time.monotonic() - began - (delayed() - late))
    reads += 1
    versions.add(a)
    time.sleep(0.2)
print(reads, slowest, len(versions))
"""


def test_ten_readers_during_ten_runs_see_whole_versions_without_error_or_wait(
    warehouse: Warehouse, data_dir: Path, tmp_path: Path
) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    stop = tmp_path / "stop"
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(data_dir / SNAPSHOT_NAME), str(stop)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(10)
    ]
    try:
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "ready\n"
        for size in range(2, 12):
            whole_run(warehouse, tmp_path, [article(number) for number in range(size)])
    finally:
        stop.touch()
    versions = 0
    for reader in readers:
        out, error = reader.communicate()
        assert error == ""
        reads, slowest, seen = out.split()
        assert int(reads) > 1
        assert float(slowest) < 1.0
        versions = max(versions, int(seen))
    assert versions > 2


def test_rows_that_break_a_rule_are_not_published(warehouse: Warehouse, data_dir: Path, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    ingest(warehouse, tmp_path, [article(1)])
    other = article(1, body_of(1).replace("Scholz", "Merkel"))
    wrong = processed(other)
    shifted = type(wrong)(
        article_id=article(1).article_id,
        body=other.body,
        processing=processed(article(1)).processing,
        analysis=wrong.analysis,
    )
    load_batch(warehouse, tmp_path, [shifted])
    with pytest.raises(ChecksFailed, match="offsets_mentions"):
        warehouse.publish()
    assert column(data_dir, "SELECT count(*) FROM articles") == [1]
    load_batch(warehouse, tmp_path, [processed(article(1))])
    assert warehouse.publish().replaced


def test_every_check_can_be_run(warehouse: Warehouse, data_dir: Path, tmp_path: Path) -> None:
    whole_run(warehouse, tmp_path, [article(0)])
    assert {check.severity for check in checks.all_checks()} == set(checks.Severity)
    with duckdb.connect(data_dir / SNAPSHOT_NAME, read_only=True) as connection:
        snapshot.check_everything(connection)
        for severity in checks.Severity:
            assert checks.run(connection, severity) == []
