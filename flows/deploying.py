"""Registers the deployments of deployments/prefect.yaml, their work pool and automations, with a Prefect server.

A deployment that is as we last registered it is left alone: what a user changed in the UI (schedule, parameters) stays.
What the deployments run is in `flows.pipeline` and `flows.maintenance`.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import yaml
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterTags, FlowRunFilter
from prefect.client.schemas.objects import ConcurrencyLimitConfig, StateType, WorkerStatus
from prefect.client.schemas.responses import DeploymentResponse
from prefect.deployments.runner import RunnerDeployment
from prefect.events import AutomationCore
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.deployment_triggers import DeploymentEventTrigger
from prefect.events.schemas.events import ResourceSpecification
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound
from prefect.flows import Flow, load_flow_from_entrypoint
from prefect.schedules import Cron
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType
from prefect.utilities.callables import parameter_schema
from prefect.workers.process import ProcessWorker
from pydantic import BaseModel, ConfigDict, Field

from tasks.settings import packaged

WORK_POOL: Final = "pressgraph"
TAG: Final = "pressgraph"
_SILENT: Final = timedelta(minutes=5)
_SILENCE: Final = "pressgraph: a run has fallen silent"
_UNDER_WAY: Final = (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CronSchedule(_Strict):
    """When a deployment runs by itself."""

    cron: str
    timezone: str


class DeploymentDefinition(_Strict):
    """A deployment as prefect.yaml describes it: the part of Prefect's format that we use."""

    name: str
    entrypoint: str
    description: str
    tags: list[str]
    work_pool: dict[str, str]
    concurrency_limit: ConcurrencyLimitConfig
    parameters: dict[str, Any]
    schedules: list[CronSchedule] = Field(default_factory=list)
    triggers: list[DeploymentEventTrigger] = Field(default_factory=list)


def definitions() -> list[DeploymentDefinition]:
    """What prefect.yaml describes.

    Raises:
        pydantic.ValidationError: if the file says something we do not know.
    """
    content = yaml.safe_load((packaged("deployments") / "prefect.yaml").read_text(encoding="utf-8"))
    return [DeploymentDefinition.model_validate(each) for each in content["deployments"]]


def register(working_dir: Path) -> None:
    """Register the work pool, all deployments and the automation that notices dead runs with the server at hand.

    Args:
        working_dir: folder in which runs are started; relative SOURCEs and `seeds/` are seen from there.
    """
    variables = {"working_dir": str(working_dir), "command": f"{sys.executable} -m prefect.engine"}
    with get_client(sync_client=True) as client:
        _make_pool(client)
        for definition in definitions():
            _register_one(client, definition, variables)
        _notice_silence(client)


def mark_dead_runs(reason: str) -> int:
    """Mark every run of ours that is said to be under way as crashed; returns how many there were.

    For a server that has just been started: whatever worked on these runs has ended with the last one.
    """
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(
            flow_run_filter=FlowRunFilter.model_validate({"state": {"type": {"any_": list(_UNDER_WAY)}}}),
            deployment_filter=DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG])),
        )
        for run in runs:
            client.set_flow_run_state(run.id, Crashed(message=reason), force=True)
    return len(runs)


def worker_is_online() -> bool:
    """Whether a worker asks the pool for work."""
    with get_client(sync_client=True) as client:
        try:
            workers = client.read_workers_for_work_pool(WORK_POOL)
        except ObjectNotFound:
            return False
    return any(worker.status == WorkerStatus.ONLINE for worker in workers)


def _make_pool(client: SyncPrefectClient) -> None:
    try:
        client.create_work_pool(
            WorkPoolCreate(
                name=WORK_POOL,
                type=ProcessWorker.type,
                description="Runs pressgraph's flows as processes on this machine.",
                base_job_template=ProcessWorker.get_default_base_job_template(),
            )
        )
    except ObjectAlreadyExists:
        return


def _register_one(client: SyncPrefectClient, definition: DeploymentDefinition, variables: Mapping[str, str]) -> None:
    flow: Flow[..., Any] = load_flow_from_entrypoint(definition.entrypoint, use_placeholder_flow=False)
    label = _version_of(definition, variables, parameter_schema(flow).model_dump_for_openapi())
    if _as_registered(client, f"{flow.name}/{definition.name}", label):
        return
    deployment: RunnerDeployment = RunnerDeployment.from_flow(
        flow,
        name=definition.name,
        description=definition.description,
        tags=definition.tags,
        version=label,
        parameters=definition.parameters,
        schedules=[Cron(each.cron, timezone=each.timezone) for each in definition.schedules],
        triggers=list(definition.triggers),
        concurrency_limit=definition.concurrency_limit,
        work_pool_name=definition.work_pool["name"],
        job_variables=dict(variables),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    deployment.apply()


def _version_of(definition: DeploymentDefinition, variables: Mapping[str, str], form: Mapping[str, Any]) -> str:
    """Our version and a checksum of what is registered, the form of the parameters included."""
    content = json.dumps([definition.model_dump(mode="json"), dict(variables), dict(form)], sort_keys=True)
    return f"{version('pressgraph')}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"


def _as_registered(client: SyncPrefectClient, name: str, label: str) -> bool:
    try:
        found: DeploymentResponse = client.read_deployment_by_name(name)
    except ObjectNotFound:
        return False
    return found.version == label


def _notice_silence(client: SyncPrefectClient) -> None:
    """Have the server mark a run as crashed when its heartbeats stop, so that it holds no place in a queue."""
    if client.read_automations_by_name(_SILENCE):
        return
    client.create_automation(
        AutomationCore(
            name=_SILENCE,
            description="Marks a run as crashed when its process has given no sign of life for five minutes.",
            trigger=EventTrigger(
                after={"prefect.flow-run.heartbeat"},
                expect={
                    "prefect.flow-run.heartbeat",
                    "prefect.flow-run.Completed",
                    "prefect.flow-run.Failed",
                    "prefect.flow-run.Cancelled",
                    "prefect.flow-run.Crashed",
                },
                match=ResourceSpecification.model_validate({"prefect.resource.id": ["prefect.flow-run.*"]}),
                for_each={"prefect.resource.id"},
                posture=Posture.Proactive,
                threshold=1,
                within=_SILENT,
            ),
            actions=[
                ChangeFlowRunState(
                    name=None,
                    state=StateType.CRASHED,
                    message="the process of this run gave no sign of life",
                    force=True,
                )
            ],
        )
    )
