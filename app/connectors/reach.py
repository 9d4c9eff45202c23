"""Where connectors may go: the allow-list, and the one address that was checked.

A name is resolved once; every address it has is checked, and the connection goes to a checked one, so that a second
answer of the name server cannot change the target (DNS rebinding). Entries are HOST:PORT; `*` as host, or `*.` before
it, stands for any. What is named in full may lie inside (the operator said so); what a star allows must be public.
"""

import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from app.connectors.base import ConnectorError
from app.language import gettext as _

PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address inside
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Target:
    """A checked destination: `host` for the Host header and TLS, `address` for the connection, `path` with query."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def target(url: str, allowed: Sequence[str]) -> Target:
    """Check an address and resolve it once. Raises ConnectorError: permanent when refused, else to be tried again."""
    parts = _split(url)
    host, port = (parts.hostname or "").rstrip(".").casefold(), parts.port or PORTS[parts.scheme]
    if not host or "%" in host:
        raise _refused(url)
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    named = place in {entry.casefold() for entry in allowed}
    if not named and not any(_covers(entry.casefold(), host, port) for entry in allowed):
        text = _("%(place)s is not among the places in LANEWAY_HTTP_ALLOW.", place=place)
        raise ConnectorError(text, permanent=True)
    addresses = resolve(host, port)
    if not named and not all(is_public(address) for address in addresses):
        text = _("%(host)s lies inside the network, and LANEWAY_HTTP_ALLOW does not name it in full.", host=host)
        raise ConnectorError(text, permanent=True)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, str(addresses[0]))


def resolve(host: str, port: int) -> list[Address]:
    """All addresses of a name, in the system's order. Raises ConnectorError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    except (OSError, UnicodeError) as error:
        raise ConnectorError(_("The name %(host)s is unknown just now: %(error)s", host=host, error=error)) from error


def is_public(address: Address) -> bool:
    """Tells whether the address lies in the open internet; addresses hidden inside an IPv6 one count as themselves."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _covers(entry: str, host: str, port: int) -> bool:
    """A star entry against a host; full names were compared before."""
    pattern, _colon, number = entry.rpartition(":")
    if number not in (str(port), "*"):
        return False
    return pattern == "*" or (pattern.startswith("*.") and host.endswith(pattern[1:]))


def _split(url: str) -> SplitResult:
    if any(character <= " " or character == "\\" or character == "\x7f" for character in url) or not url.isascii():
        raise _refused(url)
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError as error:
        raise _refused(url) from error
    if parts.scheme not in PORTS or parts.username is not None or parts.password is not None:
        raise _refused(url)
    return parts


def _refused(url: str) -> ConnectorError:
    text = _("%(url)r is not a plain http(s) address: no name or password, no blanks, no other scheme.", url=url[:200])
    return ConnectorError(text, permanent=True)
