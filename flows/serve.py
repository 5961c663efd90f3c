"""`pressgraph serve`: a Prefect server, a worker, the watcher and all deployments with one command.

Server and worker are processes of their own whose output goes to `logs/`; the watcher runs here. All of Prefect's
state lies in the data folder, so that the history is there again at the next start.
"""

from __future__ import annotations

import fcntl
import logging
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import ClassVar, Final

from flows import environment
from flows.announcing import API_ADDRESS, ServerUnreachable, announce_files, announce_url
from flows.choice import listed
from flows.feed_watching import FeedWatcher
from flows.interruption import INTERRUPTION
from flows.processes import KeptProcess
from flows.watching import Watcher, watched_folders
from tasks.errors import PressgraphError
from tasks.settings import Settings
from tasks.sources.fetch_states import read_states
from tasks.sources.fetching import Limits
from tasks.sources.web import is_web, news_in

_log: Final = logging.getLogger("pressgraph.serve")
_HOST: Final = "127.0.0.1"
_START_SECONDS: Final = 240.0
_FOREIGN_SECONDS: Final = 120.0
_POLL_SECONDS: Final = 0.3
_WATCH_OVER_SECONDS: Final = 1.0
_WATCHER_GRACE_SECONDS: Final = 5.0
_PREFECT: Final = (sys.executable, "-m", "prefect")


@dataclass(eq=False)
class PortTaken(PressgraphError):
    """Something else listens on the port."""

    port: int

    what_format: ClassVar[str] = "port {port} is taken"
    mend_format: ClassVar[str] = "name another with --port, or stop what uses it"


@dataclass(eq=False)
class AlreadyServed(PressgraphError):
    """Another `pressgraph serve` uses this data folder."""

    data_dir: Path

    what_format: ClassVar[str] = "another `pressgraph serve` runs on {data_dir}"
    mend_format: ClassVar[str] = "use that one, or name another folder with --data-dir"


@dataclass(eq=False)
class NotStarted(PressgraphError):
    """A part did not start, or ended too often."""

    part: str
    log: Path

    what_format: ClassVar[str] = "the {part} does not run"
    mend_format: ClassVar[str] = "{log} says why"


def serve(settings: Settings, port: int, server: str | None) -> None:
    """Serve until interrupted.

    Args:
        settings: whose data folder is served.
        port: where our own server listens.
        server: address of the API of a server that runs already, to be used instead of starting one.

    Raises:
        PortTaken, AlreadyServed, NotStarted, ServerUnreachable: as the names say.
        KeyboardInterrupt: when Ctrl-C was pressed, after everything has been stopped.
    """
    with _sole_server(settings), _heeding_signals():
        if server is None and _is_taken(port):
            raise PortTaken(port)
        api = server.rstrip("/") if server else f"http://{_HOST}:{port}/api"
        environment.prepare_for_server(settings, api, foreign=server is not None)
        settings.inbox.mkdir(parents=True, exist_ok=True)
        processes: list[KeptProcess] = []
        stop = threading.Event()
        address = settings.data_dir / API_ADDRESS
        watchers = _watchers(settings, api, stop)
        try:
            if sys.stderr.isatty():
                print("pressgraph: starting; the first time takes half a minute", file=sys.stderr, flush=True)
            if server is None:
                processes.append(_started_server(settings, port, api))
            elif not _comes_up(f"{api}/health"):
                raise ServerUnreachable(api, "no answer")
            _register(api, ours=server is None)
            processes.append(_started_worker(settings))
            for watcher in watchers:
                watcher.start()
            address.write_text(api, encoding="utf-8")
            where = api.removesuffix("/api")
            print(f"pressgraph: ready at {where} - files dropped into {settings.inbox} are ingested", flush=True)
            _watch_over(processes)
        finally:
            address.unlink(missing_ok=True)
            stop.set()
            for watcher in watchers:
                if watcher.is_alive():
                    watcher.join(_WATCHER_GRACE_SECONDS)
            for process in reversed(processes):
                process.stop()


def _started_server(settings: Settings, port: int, api: str) -> KeptProcess:
    command = (*_PREFECT, "server", "start", "--host", _HOST, "--port", str(port))
    process = KeptProcess("server", command, settings.logs_dir)
    process.start()
    try:
        _wait(lambda: _answers(f"{api}/health"), process)
    except BaseException:
        process.stop()
        raise
    return process


def _started_worker(settings: Settings) -> KeptProcess:
    from flows.deploying import WORK_POOL, worker_is_online  # noqa: PLC0415 - Prefect reads the environment first

    command = (*_PREFECT, "worker", "start", "--pool", WORK_POOL, "--type", "process", "--name", socket.gethostname())
    process = KeptProcess("worker", command, settings.logs_dir)
    process.start()
    try:
        _wait(worker_is_online, process)
    except BaseException:
        process.stop()
        raise
    return process


def _register(api: str, *, ours: bool) -> None:
    """Register everything; on a server of our own, runs that its last stop cut short are marked as such."""
    from flows.deploying import mark_dead_runs, register  # noqa: PLC0415 - Prefect reads the environment first

    _log.info("registering deployments at %s", api)
    register(Path.cwd())
    if ours:
        dead = mark_dead_runs("pressgraph serve was stopped while this run was under way; the next run goes on with it")
        if dead:
            _log.warning("%d runs were under way when pressgraph serve last stopped", dead)


def _watchers(settings: Settings, api: str, stop: threading.Event) -> list[threading.Thread]:
    """Threads, not yet started, that announce new files and new items of feeds until `stop` is set."""
    files = Watcher(
        folders=watched_folders(settings),
        inbox=settings.inbox.resolve(),
        memory=settings.data_dir / "prefect" / "announced.json",
        announce=partial(announce_files, api),
    )
    runs = [files.run]
    if settings.feed_seconds:
        limits = Limits(bytes=settings.max_payload_bytes, allow_private=settings.allow_private_addresses)
        feeds = FeedWatcher(
            feeds=lambda: [source for source in listed(settings) if is_web(source)],
            news=lambda url: news_in(url, read_states(settings.fetch_states), limits),
            announce=partial(announce_url, api),
            seconds=settings.feed_seconds,
        )
        runs.append(feeds.run)
    # A watcher that waits for a slow server on the web must not keep us from ending.
    return [threading.Thread(target=run, args=(stop,), daemon=True) for run in runs]


def _watch_over(processes: list[KeptProcess]) -> None:
    """Keep the processes running until interrupted.

    Raises:
        NotStarted: if one of them ends again and again.
    """
    while True:
        time.sleep(_WATCH_OVER_SECONDS)
        for process in processes:
            if not process.keep():
                raise NotStarted(process.name, process.log)


def _comes_up(url: str) -> bool:
    """Whether a server that somebody else starts answers within two minutes."""
    deadline = time.monotonic() + _FOREIGN_SECONDS
    while not (answered := _answers(url)) and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    return answered


def _wait(done: Callable[[], bool], process: KeptProcess) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not done():
        if process.ended or time.monotonic() > deadline:
            raise NotStarted(process.name, process.log)
        time.sleep(_POLL_SECONDS)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own server
            return True
    except (urllib.error.URLError, OSError):
        return False


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError:
            return True
    return False


@contextmanager
def _sole_server(settings: Settings) -> Iterator[None]:
    home = settings.data_dir / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    with (home / "serve.lock").open("a") as file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyServed(settings.data_dir) from error
        yield


@contextmanager
def _heeding_signals() -> Iterator[None]:
    """End in order on SIGTERM, as service managers send it, and on Ctrl-C even where our starter ignores it."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, end), signal.getsignal(signal.SIGINT)
    INTERRUPTION.heed(always=True)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
