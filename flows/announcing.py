"""Announcing articles to a Prefect server, and asking it what was announced: the event `pressgraph.article.added`.

Spoken over Prefect's HTTP API with nothing but the standard library, so that `pressgraph notify` answers at once and
the watcher knows whether an event has arrived. What is done about an event is in `deployments/prefect.yaml`.
"""

from __future__ import annotations

import base64
import json
import os
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Final

from tasks.errors import PressgraphError

API_ADDRESS: Final = "prefect/api-address"
"""File in the data folder in which `pressgraph serve` leaves the address of its API while it runs."""
ARTICLE_ADDED: Final = "pressgraph.article.added"
_PATIENCE_SECONDS: Final = 15.0
_NAMES_SHOWN: Final = 10


@dataclass(eq=False)
class ServerUnreachable(PressgraphError):
    """No Prefect server took the event."""

    api: str
    reason: str

    what_format: ClassVar[str] = "no Prefect server answers at {api} ({reason})"
    mend_format: ClassVar[str] = "start one with `pressgraph serve`, or name its API with --server or PREFECT_API_URL"


@dataclass(eq=False)
class LoginRefused(ServerUnreachable):
    """The server wants a login, or another one."""

    mend_format: ClassVar[str] = (
        "set PREFECT_API_AUTH_STRING (user:password) or PREFECT_API_KEY to what the server wants"
    )


@dataclass(frozen=True, slots=True)
class Announced:
    """What was announced: addresses of feeds and pages, and folders in which files were added or changed."""

    urls: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()


def announce_url(api: str, url: str) -> None:
    """Tell the server of a new article or feed on the web.

    Raises:
        ServerUnreachable: if it could not be told.
    """
    _post(api, {"prefect.resource.id": f"pressgraph.url.{url}", "prefect.resource.name": url}, {"url": url})


def announce_files(api: str, folder: Path, files: Sequence[Path]) -> None:
    """Tell the server of files that were added or changed in a watched folder.

    Raises:
        ServerUnreachable: if it could not be told.
    """
    resource = {"prefect.resource.id": f"pressgraph.folder.{folder}", "prefect.resource.name": folder.name}
    names = [str(path.relative_to(folder)) for path in files[:_NAMES_SHOWN]]
    _post(api, resource, {"folder": str(folder), "count": len(files), "files": names})


def announced(api: str, since: datetime) -> Announced:
    """What was announced to the server since then.

    Raises:
        ServerUnreachable: if it cannot be asked.
    """
    urls: dict[str, None] = {}
    folders: dict[Path, None] = {}
    for event in _events(api, since):
        payload = event.get("payload") or {}
        if isinstance(payload.get("url"), str):
            urls.setdefault(payload["url"])
        if isinstance(payload.get("folder"), str):
            folders.setdefault(Path(payload["folder"]))
    return Announced(tuple(urls), tuple(folders))


def _post(api: str, resource: Mapping[str, str], payload: Mapping[str, object]) -> None:
    event = {
        "id": str(uuid.uuid4()),
        "occurred": datetime.now(UTC).isoformat(),
        "event": ARTICLE_ADDED,
        "resource": dict(resource),
        "payload": dict(payload),
    }
    _ask(api, "/events", [event])


def _events(api: str, since: datetime) -> Iterator[dict[str, Any]]:
    """The events of ours since then, oldest first, page by page."""
    wanted = {
        "filter": {
            "event": {"name": [ARTICLE_ADDED]},
            "occurred": {"since": since.isoformat()},
            "order": "ASC",
        },
        "limit": 50,
    }
    answer = _ask(api, "/events/filter", wanted)
    while answer:
        yield from answer["events"]
        following = answer.get("next_page")
        answer = _ask(api, following.removeprefix(api), None) if following else None


def _ask(api: str, path: str, content: object) -> Any:
    """Post `content` as JSON, or get if it is None; returns what was answered."""
    url = path if path.startswith("http") else f"{api.rstrip('/')}{path}"
    request = urllib.request.Request(url, headers={"Content-Type": "application/json", **_credentials()})  # noqa: S310
    if content is not None:
        request.data = json.dumps(content).encode()
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE_SECONDS) as response:  # noqa: S310 - an API's address
            answer = response.read()
    except urllib.error.HTTPError as error:
        failure = LoginRefused if error.code in {401, 403} else ServerUnreachable
        raise failure(api, f"it answered {error.code} {error.reason}") from error
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise ServerUnreachable(api, str(getattr(error, "reason", None) or error)) from error
    return json.loads(answer) if answer else None


def _credentials() -> dict[str, str]:
    """How to authenticate, by the variables that Prefect itself reads."""
    if secret := os.environ.get("PREFECT_API_AUTH_STRING"):
        return {"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"}
    if key := os.environ.get("PREFECT_API_KEY"):
        return {"Authorization": f"Bearer {key}"}
    return {}
