"""The main job on the five seeds, as `make run` does it: through a real Prefect flow, into a real DuckDB file."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import duckdb
import pytest

from tests.flows.commands import ROOT, ask, pressgraph, start
from tests.flows.conftest import MainJob

pytestmark = pytest.mark.model


def test_first_run_loads_all_five_and_says_so(main_job: MainJob) -> None:
    assert main_job.first.code == 0, main_job.first.errors
    assert "articles: 5 new, 0 updated, 0 unchanged, 0 duplicate, 0 rejected" in main_job.first.output
    assert str(main_job.data_dir / "news.duckdb") in main_job.first.output
    assert ask(main_job.data_dir, "SELECT language, count(*) AS n FROM articles GROUP BY 1 ORDER BY 1") == [
        {"language": "de", "n": "2"},
        {"language": "en", "n": "2"},
        {"language": "it", "n": "1"},
    ]


def test_second_run_finds_nothing_to_do_without_prefect(main_job: MainJob) -> None:
    assert main_job.second.code == 0, main_job.second.errors
    assert "0 new, 0 updated, 5 unchanged" in main_job.second.output
    flow_runs = ask(main_job.data_dir, "SELECT flow_run_id FROM runs ORDER BY started_at")
    assert [bool(row["flow_run_id"]) for row in flow_runs[:2]] == [True, False]


def test_prefect_keeps_its_state_in_the_data_folder(main_job: MainJob) -> None:
    assert (main_job.data_dir / "prefect" / "prefect.db").is_file()


def test_kazakhstan_is_one_country_in_all_five_articles(main_job: MainJob) -> None:
    rows = ask(
        main_job.data_dir,
        "SELECT entity_id, name, article_count FROM entities WHERE country_code = 'KZ' AND kind = 'country'",
    )
    assert [(row["entity_id"], row["name"], row["article_count"]) for row in rows] == [
        ("kazakhstan", "Kazakhstan", "5")
    ]


def test_the_president_of_kazakhstan_is_one_person_found_in_two_languages(main_job: MainJob) -> None:
    rows = ask(
        main_job.data_dir,
        """
        SELECT r.subject_entity_id AS person, count(DISTINCT a.language) AS languages
        FROM relations r JOIN articles a USING (article_id)
        WHERE r.type = 'HEAD_OF' AND r.object_entity_id = 'kazakhstan' AND r.subject_entity_id IS NOT NULL
        GROUP BY 1
        """,
    )
    heads = {row["person"]: int(row["languages"]) for row in rows if "toka" in row["person"]}
    assert len(heads) == 1
    assert next(iter(heads.values())) >= 2


@pytest.mark.parametrize("table", ["sentences", "mentions", "relations", "quotes"])
def test_offsets_hold(main_job: MainJob, table: str) -> None:
    rows = ask(
        main_job.data_dir,
        f"""
        SELECT count(*) AS n, count(*) FILTER (
            substr(a.body, t.start_char + 1, t.end_char - t.start_char) IS DISTINCT FROM t.text) AS broken
        FROM {table} t JOIN articles a USING (article_id)
        """,
    )
    assert int(rows[0]["n"]) > 0
    assert rows[0]["broken"] == "0"


def test_furniture_gives_no_mention_relation_or_quote(main_job: MainJob) -> None:
    for table in ("mentions", "relations", "quotes"):
        rows = ask(
            main_job.data_dir,
            f"""
            SELECT t.text FROM {table} t JOIN blocks b USING (article_id)
            WHERE b.kind = 'furniture' AND t.start_char >= b.start_char AND t.end_char <= b.end_char
            """,
        )
        assert rows == []
    furniture = ask(
        main_job.data_dir,
        "SELECT substr(body, start_char + 1, end_char - start_char) AS line"
        " FROM blocks JOIN articles USING (article_id) WHERE kind = 'furniture'",
    )
    lines = {row["line"].strip() for row in furniture}
    assert {"Von", "house-key", "Leggi anche:", "Kommentare", "Source: Euractiv"} <= lines


def test_titles_are_found(main_job: MainJob) -> None:
    titles = {row["title"] for row in ask(main_job.data_dir, "SELECT title FROM articles WHERE title IS NOT NULL")}
    assert titles == {
        "the diplomatic coup that strengthens Trump",
        "Blinken incontra i leader dell’Asia centrale",
        "Germany Banks on Kazakhstan, Central Asia to Pressure Russia",
    }


def test_bodies_are_the_files_unchanged(main_job: MainJob) -> None:
    with duckdb.connect(main_job.data_dir / "news.duckdb", read_only=True) as connection:
        bodies = dict(connection.execute("SELECT origin, body FROM articles").fetchall())
    assert len(bodies) == 5
    for origin, body in bodies.items():
        assert Path(origin).read_bytes().decode() == body


def _rows_of_all_tables(data_dir: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table of the snapshot but `runs`, without run ids, times and durations, in one order."""
    varying = {"run_id", "ingested_at", "seen_at", "finished_at", "seconds", "first_seen", "last_seen"}
    found = {}
    with duckdb.connect(data_dir / "news.duckdb", read_only=True) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
        for (table,) in tables:
            columns = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
            kept = [column for column in columns if column not in varying]
            if table not in {"runs", "run_languages"}:  # a row for each run
                found[table] = connection.execute(f"SELECT {', '.join(kept)} FROM {table} ORDER BY ALL").fetchall()
    return found


def test_reprocessing_everything_changes_no_row(main_job: MainJob) -> None:
    before = _rows_of_all_tables(main_job.data_dir)
    again = pressgraph("run", ROOT / "seeds", "--reprocess", "all", "--data-dir", main_job.data_dir)
    assert again.code == 0, again.errors
    assert "5 unchanged" in again.output
    after = _rows_of_all_tables(main_job.data_dir)
    assert before.keys() == after.keys()
    assert len(before["relations"]) > 50
    for table, rows in before.items():
        assert after[table] == rows, table


def test_ctrl_c_ends_with_130_and_no_traceback(tmp_path: Path) -> None:
    process = start("run", ROOT / "seeds", "--data-dir", tmp_path / "data")
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert "interrupted" in errors


def test_killed_at_any_point_the_next_run_completes(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("Blinken met Tokayev in Astana on Tuesday.\n", encoding="utf-8")
    data_dir = tmp_path / "data"
    for delay in (random.uniform(1, 6), random.uniform(6, 14)):
        process = start("run", articles, "--data-dir", data_dir)
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if (data_dir / "news.duckdb").exists():
            assert ask(data_dir, "SELECT count(*) AS n FROM articles")[0]["n"] in {"0", "1"}
    done = pressgraph("run", articles, "--data-dir", data_dir)
    assert done.code == 0, done.errors
    assert ask(data_dir, "SELECT count(*) AS n FROM article_processing WHERE stage = 'annotation'") == [{"n": "1"}]
