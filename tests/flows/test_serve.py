"""`pressgraph serve` and `notify`, with a real server, worker and watcher."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from tests.flows.commands import ask, pressgraph
from tests.flows.serving import Served, free_port, kill_below, wait_for

pytestmark = [pytest.mark.model, pytest.mark.timeout(900)]

ARTICLE = "President Emmanuel Macron met Chancellor Friedrich Merz in {place} on Monday, a spokesman said.\n"


def bodies(data_dir: Path) -> list[str]:
    return [row["origin"] for row in ask(data_dir, "SELECT origin FROM articles")]


def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        outcome = pressgraph("serve", "--port", str(port), "--data-dir", tmp_path / "data")
    assert outcome.code == 1
    assert outcome.errors == f"pressgraph: port {port} is taken; name another with --port, or stop what uses it\n"
    assert outcome.output == ""


def test_notify_without_a_server_is_one_clear_line(tmp_path: Path) -> None:
    api = f"http://127.0.0.1:{free_port()}/api"
    outcome = pressgraph("notify", "https://example.org/a", "--server", api, "--data-dir", tmp_path)
    assert outcome.code == 1
    assert outcome.errors.count("\n") == 1
    assert "pressgraph serve" in outcome.errors
    assert pressgraph("notify", "not an address", "--data-dir", tmp_path).code == 2


def test_the_same_data_folder_is_served_once(served: Served) -> None:
    outcome = pressgraph("serve", "--port", str(free_port()), "--data-dir", served.data_dir)
    assert outcome.code == 1
    assert outcome.errors.count("\n") == 1
    assert "another `pressgraph serve`" in outcome.errors


def test_deployments_with_their_forms_schedules_and_limits(served: Served) -> None:
    found = {each["name"]: each for each in served.ask("/deployments/filter", {})}
    assert set(found) == {"on-demand", "new-articles", "scheduled", "reprocess-stale", "maintenance"}
    for each in found.values():
        assert each["description"]
        assert "pressgraph" in each["tags"]
        assert each["version"]
        assert each["global_concurrency_limit"]["limit"] == 1
        assert each["concurrency_options"]["collision_strategy"] == "ENQUEUE"
        assert each["parameter_openapi_schema"].get("required", []) == []
    form = found["on-demand"]["parameter_openapi_schema"]
    assert set(form["properties"]) == {"sources", "reading", "reprocess", "languages"}
    assert all(each["description"] for each in form["properties"].values())
    assert found["scheduled"]["schedules"][0]["schedule"]["cron"] == "*/15 * * * *"
    (automation,) = [
        each
        for each in served.ask("/automations/filter", {})
        if each["trigger"]["expect"] == ["pressgraph.article.added"]
    ]
    assert automation["trigger"]["within"] == automation["actions"][0]["schedule_after"]


def test_dropped_files_are_ingested_in_one_or_two_runs_and_none_is_lost(served: Served) -> None:
    before = len(served.runs("new-articles"))
    inbox = served.data_dir / "inbox"
    for number in range(500):
        (inbox / f"burst-{number}.txt").write_text(ARTICLE.format(place=f"Town {number}"), encoding="utf-8")
    wait_for(lambda: len(served.runs("new-articles")) > before, "a run that the files start")
    runs = wait_for(lambda: served.settled("new-articles"), "the end of the runs")[before:]
    assert {run["state_name"] for run in runs} <= {"Completed", "Cancelled"}
    assert 1 <= sum(run["state_name"] == "Completed" for run in runs) <= 2
    assert sum("burst-" in origin for origin in bodies(served.data_dir)) == 500


def test_partial_writes_renames_and_other_files(served: Served) -> None:
    before = len(served.runs("new-articles"))
    inbox = served.data_dir / "inbox"
    (inbox / "notes.tmp").write_text("not for us")
    (inbox / ".hidden.txt").write_text("nor this")
    (inbox / "burst-0.txt").unlink()
    aside = inbox / "late.txt.part"
    with aside.open("w", encoding="utf-8") as file:
        file.write("Ursula von der Leyen ")
        file.flush()
        os.fsync(file.fileno())
        file.write("visited Kyiv on Tuesday.\n")
    aside.rename(inbox / "late.txt")
    wait_for(lambda: any("late" in origin for origin in bodies(served.data_dir)), "the renamed file")
    wait_for(lambda: served.settled("new-articles"), "the end of the run")
    assert len(served.runs("new-articles")) == before + 1
    origins = bodies(served.data_dir)
    assert sum("burst-" in origin for origin in origins) == 500
    assert not [origin for origin in origins if "hidden" in origin or "notes" in origin]
    text = ask(served.data_dir, "SELECT body FROM articles WHERE origin LIKE '%late.txt'")
    assert text == [{"body": "Ursula von der Leyen visited Kyiv on Tuesday.\n"}]


def test_what_a_run_shows(served: Served) -> None:
    (served.data_dir / "inbox" / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    rejected = "SELECT reason FROM rejects WHERE origin LIKE '%broken.txt'"
    wait_for(lambda: served.rows(rejected) == [{"reason": "binary"}], "the reject")
    run = wait_for(lambda: served.settled("new-articles"), "the end of the run")[-1]
    assert run["state_name"] == "Completed"
    wanted = {"artifacts": {"flow_run_id": {"any_": [run["id"]]}}}
    artifacts = {each["key"]: each for each in served.ask("/artifacts/filter", wanted)}
    assert set(artifacts) == {"progress", "run-report", "rejects"}
    assert artifacts["progress"]["data"] == 100
    report = artifacts["run-report"]["data"]
    assert "**Warning:** 1 articles were rejected" in report
    assert "broken.txt" in report
    (row,) = json.loads(artifacts["rejects"]["data"])
    assert (row["stage"], row["reason"]) == ("ingestion", "binary")
    names = {task["name"] for task in served.ask("/task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})}
    assert any(name.startswith("read sources") for name in names)
    warnings = {"flow_run_id": {"any_": [run["id"]]}, "level": {"ge_": 30}}

    def warned() -> bool:
        return any("broken.txt rejected" in line["message"] for line in served.ask("/logs/filter", {"logs": warnings}))

    wait_for(warned, "the warning of the run", 60)


def test_a_run_that_finds_nothing_new_takes_no_steps(served: Served) -> None:
    run = served.finished("on-demand", {"sources": [str(served.data_dir / "inbox")]})
    assert run["state_name"] == "Completed"
    assert served.ask("/task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}}) == []
    (report,) = served.ask("/artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run["id"]]}}})
    there = len([each for each in (served.data_dir / "inbox").iterdir() if each.suffix == ".txt"])
    assert f"| 0 | 0 | {there - 2} | 0 | 1 |" in report["data"]  # all but the hidden and the broken one


def test_an_announced_address_that_is_private_is_refused_and_says_so(served: Served) -> None:
    before = len(served.runs("new-articles"))
    address = f"http://127.0.0.1:{free_port()}/secret"
    assert pressgraph("notify", address, "--data-dir", served.data_dir).code == 0
    wait_for(lambda: len(served.runs("new-articles")) > before, "a run that the event starts")
    run = wait_for(lambda: served.settled("new-articles"), "the end of the run")[-1]
    assert run["state_name"] == "Completed"
    logged = {"logs": {"flow_run_id": {"any_": [run["id"]]}}}  # sent in batches, also after the run has ended

    def said() -> bool:
        return any("private address" in line["message"] for line in served.ask("/logs/filter", logged))

    wait_for(said, "the line that says why", 60)


def test_a_run_that_cannot_read_anything_fails_with_the_reason(served: Served) -> None:
    run = served.finished("on-demand", {"sources": ["/no/where"]})
    assert run["state_name"] == "Failed"
    assert "no such file or folder: /no/where" in run["state"]["message"]
    logs = served.ask("/logs/filter", {"logs": {"flow_run_id": {"any_": [run["id"]]}}, "sort": "TIMESTAMP_ASC"})
    errors = [line["message"] for line in logs if line["level"] >= 40]
    assert errors[0].startswith("no such file or folder: /no/where")


@pytest.mark.parametrize("part", ["prefect.engine", "prefect worker start", "prefect server start"])
def test_a_killed_part_comes_back_and_no_article_is_lost(served: Served, part: str) -> None:
    inbox = served.data_dir / "inbox"
    mark = part.replace(".", " ").split()[1]
    before = len(served.runs("new-articles"))
    for number in range(60):
        (inbox / f"{mark}-{number}.txt").write_text(ARTICLE.format(place=f"{mark} {number}"), encoding="utf-8")
    wait_for(lambda: any(run["state_type"] == "RUNNING" for run in served.runs("new-articles")[before:]), "a run")
    wait_for(lambda: kill_below(served.process.pid, part), f"a process of {part}")
    (inbox / f"{mark}-last.txt").write_text(ARTICLE.format(place=f"{mark} at last"), encoding="utf-8")
    articles = f"SELECT count(*) AS n, count(DISTINCT origin) AS files FROM articles WHERE origin LIKE '%/{mark}-%'"
    wait_for(lambda: served.rows(articles) == [{"n": "61", "files": "61"}], "all articles")
    annotated = (
        "SELECT count(*) AS n FROM article_processing JOIN articles USING (article_id)"
        f" WHERE stage = 'annotation' AND error IS NULL AND origin LIKE '%/{mark}-%'"
    )
    wait_for(lambda: served.rows(annotated) == [{"n": "61"}], "all articles with their names")
    wait_for(lambda: served.settled("new-articles"), "the end of the runs")
