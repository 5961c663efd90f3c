"""Which machines may be asked for feeds and pages: by default none that lie on this machine or in a private network.

A feed is foreign input; without this guard an address in it could make us read what only this machine can reach. A
name is resolved once and the connection made to the address that was looked at, so that a second answer of the name
server cannot slip in. How a page is fetched does not belong here (`fetching`).
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Final

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def addresses_of(host: str, port: int) -> tuple[str, ...]:
    """The IP addresses of a host, in the order in which to try them.

    Raises:
        OSError: if the name cannot be resolved.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a name too long or badly written for the name service
        raise OSError(f"{host!r} is no host name") from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether the address is one of the open internet, also where IPv6 wraps an address of IPv4."""
    try:
        ip: IPAddress = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _wrapped(ip)
    return ip.is_global and not ip.is_multicast and (inner is None or (inner.is_global and not inner.is_multicast))


def _wrapped(ip: IPAddress) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, 6to4, Teredo or NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
