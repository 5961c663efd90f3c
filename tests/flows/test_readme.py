"""What README shows can be run: its queries answer on the main job's result, its commands exist."""

from __future__ import annotations

import re

import pytest

from tests.flows.commands import ROOT, ask, pressgraph
from tests.flows.conftest import MainJob

README = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?);\n```", README, re.DOTALL)
COMMANDS = sorted(set(re.findall(r"bin/pressgraph ([a-z]+)", README)))


def test_there_are_five_queries() -> None:
    assert len(QUERIES) == 5


@pytest.mark.model
@pytest.mark.parametrize("number", range(5))
def test_each_query_answers(main_job: MainJob, number: int) -> None:
    assert ask(main_job.data_dir, QUERIES[number])


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_there(command: str) -> None:
    assert pressgraph(command, "--help").code == 0
