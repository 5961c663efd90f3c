"""A `pressgraph serve` that tests share: fresh folders, a free port, started once and stopped as a user would."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.flows.commands import ask, start

Found = TypeVar("Found")
PATIENCE_SECONDS = 400.0
"""For a machine that is busy with other things; a quiet one needs a tenth of it."""


@dataclass(frozen=True)
class Served:
    """A running server: its address, its folders, its process."""

    address: str
    folder: Path
    data_dir: Path
    process: subprocess.Popen[str]

    def ask(self, path: str, content: object) -> Any:
        """What Prefect's API answers."""
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.address}/api{path}", json.dumps(content).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
            return json.loads(response.read() or "null")

    def runs(self, deployment: str) -> list[dict[str, Any]]:
        """The runs of a deployment that have begun or are waiting, the oldest first."""
        found: list[dict[str, Any]] = self.ask(
            "/flow_runs/filter",
            {
                "deployments": {"name": {"any_": [deployment]}},
                "flow_runs": {"expected_start_time": {"before_": _soon()}},
                "sort": "EXPECTED_START_TIME_ASC",
            },
        )
        return found

    def rows(self, query: str) -> list[dict[str, str]]:
        """What the published database answers; nothing before the first run has published one."""
        return ask(self.data_dir, query) if (self.data_dir / "news.duckdb").exists() else []

    def settled(self, deployment: str) -> list[dict[str, Any]]:
        """The runs of a deployment, once none is waiting or under way."""
        runs = self.runs(deployment)
        under_way = {"SCHEDULED", "PENDING", "RUNNING"} & {run["state_type"] for run in runs}
        return [] if under_way else runs

    def finished(self, deployment: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """Start a run by hand and wait for its end; the run."""
        found = self.ask("/deployments/filter", {"deployments": {"name": {"any_": [deployment]}}})[0]
        made = self.ask(f"/deployments/{found['id']}/create_flow_run", {"parameters": parameters})
        ended = wait_for(
            lambda: [one for one in self.settled(deployment) if one["id"] == made["id"]], f"the end of {made['name']}"
        )
        return ended[0]


def wait_for(look: Callable[[], Found], what: str, seconds: float = PATIENCE_SECONDS) -> Found:
    """What `look` gives as soon as it gives something."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > deadline:
            pytest.fail(f"waited {seconds:.0f} seconds for {what}")
        time.sleep(1)
    return found


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def kill_below(ancestor: int, part: str) -> int:
    """Kill the processes below `ancestor` whose command line has `part`; how many there were. Linux only."""
    parents = {int(folder.name): _parent(folder) for folder in Path("/proc").iterdir() if folder.name.isdigit()}
    below = {ancestor}
    while more := {each for each, parent in parents.items() if parent in below} - below:
        below |= more
    found = [each for each in below - {ancestor} if part in _command(each)]
    for each in found:
        os.kill(each, signal.SIGKILL)
    return len(found)


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:  # ended meanwhile
        return 0


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "seed.txt").write_text("Chancellor Friedrich Merz met President Emmanuel Macron in Paris.\n")
    port = free_port()
    process = start("serve", "--port", str(port), "--data-dir", folder / "data", cwd=folder)
    assert process.stdout is not None
    line = process.stdout.readline()
    address = f"http://127.0.0.1:{port}"
    if address not in line:
        process.kill()
        pytest.fail(f"pressgraph serve did not get ready: {line}{process.communicate()[1]}")
    try:
        yield Served(address, folder, folder / "data", process)
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Traceback" not in errors


def _soon() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 60))
