"""Runs that wait for their turn: one that starts now does the work of those of its kind that are due as well.

A burst of events, or a server that was down for hours, would else leave a queue of runs that find nothing to do. Runs
due later, of another deployment or with other parameters are left alone.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import StateType
from prefect.runtime import deployment, flow_run
from prefect.states import Cancelled

_log: Final = logging.getLogger("pressgraph.run")


def cover_waiting_runs() -> int:
    """Cancel the runs that this one makes needless; returns how many. To be called before anything is read."""
    own = flow_run.get_id()
    if not own or not deployment.id:
        return 0
    due = {
        "deployment_id": {"any_": [deployment.id]},
        "state": {"type": {"any_": [StateType.SCHEDULED]}},
        "expected_start_time": {"before_": datetime.now(UTC).isoformat()},
    }
    covered = 0
    with get_client(sync_client=True) as client:
        parameters = client.read_flow_run(UUID(own)).parameters
        for waiting in client.read_flow_runs(flow_run_filter=FlowRunFilter.model_validate(due)):
            if str(waiting.id) != own and waiting.parameters == parameters:
                client.set_flow_run_state(
                    waiting.id, Cancelled(message=f"run {flow_run.get_name()} does this one's work, too")
                )
                covered += 1
    if covered:
        _log.info("%d waiting runs of the same kind need not start any more", covered)
    return covered
