"""One payload from the web: with limits of size and time, only from public machines, only if it has changed.

Redirects are followed here, hop by hop, so that each is held to the same rules. What a payload says does not belong
here.
"""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from tasks.errors import PressgraphError
from tasks.sources.addresses import addresses_of, is_public

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOST_REDIRECTS: Final = 5
_CONNECT_SECONDS: Final = 10.0
_READ_SECONDS: Final = 15.0
_CHUNK: Final = 1 << 16
_HEADERS: Final = {
    "User-Agent": "pressgraph (reads news feeds and pages)",
    "Accept": "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(eq=False)
class FetchFailed(PressgraphError):
    """An address gave nothing that can be read.

    Attributes:
        reason: short fixed word.
        passing: whether it may work when tried again soon.
    """

    url: str
    reason: str
    detail: str
    passing: bool = False

    what_format: ClassVar[str] = "cannot read {url} ({detail})"
    mend_format: ClassVar[str] = "check the address in a browser; the next run tries it again"


@dataclass(eq=False)
class PrivateAddress(FetchFailed):
    """An address leads to this machine or into its private network."""

    mend_format: ClassVar[str] = "set PRESSGRAPH_ALLOW_PRIVATE_ADDRESSES=true if that is meant"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost: bytes after unpacking, seconds in all; and whether private addresses may be asked."""

    bytes: int = 5_000_000
    seconds: float = 60.0
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said to recognise this version of a payload by (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The conditions of a request that is to be answered only if there is another version."""
        conditions = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in conditions.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A payload, from which address it came in the end, and what its server says of it."""

    url: str
    payload: bytes
    content_type: str
    validators: Validators


def fetch(url: str, limits: Limits, validators: Validators | None = None) -> Fetched | None:
    """Get a payload.

    Args:
        url: http or https.
        limits: what it may cost.
        validators: of the version that is known already.

    Returns:
        The payload; None if the known version is still the current one.

    Raises:
        FetchFailed: with reason `bad-address`, `private-address`, `unreachable`, `too-slow`, `too-large`,
            `http-NNN` or `redirects`.
    """
    deadline = time.monotonic() + limits.seconds
    current = url
    for _ in range(_MOST_REDIRECTS + 1):
        hop = _Hop(url, current, limits, deadline)
        response = hop.open(validators.headers() if validators else {})
        try:
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                current = urljoin(current, location)
                continue
            if response.status == 304:
                return None
            if response.status != 200:
                passing = response.status in _PASSING
                raise FetchFailed(url, f"http-{response.status}", f"the server answers {response.status}", passing)
            return Fetched(
                url=current,
                payload=hop.body(response),
                content_type=response.headers.get("Content-Type", ""),
                validators=Validators(response.headers.get("ETag"), response.headers.get("Last-Modified")),
            )
        finally:
            response.close()
    raise FetchFailed(url, "redirects", f"more than {_MOST_REDIRECTS} redirects")


@dataclass(frozen=True, slots=True)
class _Hop:
    """One request on the way: `asked` is the address that the user knows, `url` where this request goes."""

    asked: str
    url: str
    limits: Limits
    deadline: float

    def open(self, conditions: dict[str, str]) -> urllib3.BaseHTTPResponse:
        parts, host, port = self._parts()
        failure: Exception | None = None
        for address in self._addresses(host, port):
            pool = _pool(parts.scheme, address, port, host, self._left())
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {**_HEADERS, **conditions, "Host": parts.netloc}
            try:
                return pool.urlopen(
                    "GET", target, headers=headers, redirect=False, retries=False, preload_content=False
                )
            except HTTPError as error:
                failure = error
        raise FetchFailed(self.asked, "unreachable", _why(failure), passing=True)

    def body(self, response: urllib3.BaseHTTPResponse) -> bytes:
        received = bytearray()
        try:
            for chunk in response.stream(_CHUNK):
                received += chunk
                if len(received) > self.limits.bytes:
                    raise FetchFailed(self.asked, "too-large", f"more than {self.limits.bytes} bytes")
                self._left()
        except HTTPError as error:
            raise FetchFailed(self.asked, "unreachable", _why(error), passing=True) from error
        return bytes(received)

    def _parts(self) -> tuple[SplitResult, str, int]:
        try:
            parts = urlsplit(self.url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
            host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
        except (ValueError, UnicodeError) as error:
            raise FetchFailed(self.asked, "bad-address", f"{self.url!r} is no web address") from error
        if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
            raise FetchFailed(self.asked, "bad-address", f"{self.url!r} is no plain http or https address")
        return parts, host, port

    def _addresses(self, host: str, port: int) -> tuple[str, ...]:
        try:
            found = addresses_of(host, port)
        except OSError as error:
            raise FetchFailed(self.asked, "unreachable", f"{host}: {error.strerror or error}", passing=True) from error
        if not self.limits.allow_private and not all(is_public(address) for address in found):
            raise PrivateAddress(self.asked, "private-address", f"{host} is a private address")
        return found

    def _left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise FetchFailed(self.asked, "too-slow", f"not done after {self.limits.seconds:g} seconds", passing=True)
        return left


def _pool(scheme: str, address: str, port: int, host: str, seconds: float) -> urllib3.HTTPConnectionPool:
    """A connection to this very address, whose certificate must be that of the host."""
    timeout = urllib3.Timeout(connect=min(_CONNECT_SECONDS, seconds), read=min(_READ_SECONDS, seconds))
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, timeout=timeout)
    return urllib3.HTTPSConnectionPool(
        address, port, timeout=timeout, ssl_context=_tls(), server_hostname=host, assert_hostname=host
    )


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _why(error: Exception | None) -> str:
    text = str(getattr(error, "reason", None) or error or "no address answers")
    return text.rpartition(": ")[2].strip() or type(error).__name__
