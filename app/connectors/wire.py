"""One HTTP exchange with a checked address: limits on time and size, no redirect, no proxy, no cookies.

The socket goes to the address that was checked; the name stays in the Host header and in TLS (SNI, certificate).
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from app.connectors.base import TIMEOUT, ConnectorError
from app.connectors.reach import PORTS, Target
from app.language import gettext as _

LARGEST = 1_000_000  # bytes of an answer
CONNECT = 10.0


@dataclass(frozen=True)
class Answer:
    """Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Pinned(http.client.HTTPConnection):
    """Connects to the checked address only."""

    def __init__(self, goal: Target) -> None:
        super().__init__(goal.host, goal.port, timeout=CONNECT)
        self.default_port = PORTS[goal.scheme]  # the Host header leaves it out
        self.wire: socket.socket | None = None  # kept: http.client forgets `sock` once the headers are read
        self._goal = goal

    def connect(self) -> None:
        """TCP to the address; TLS in the host's name."""
        self.wire = self.sock = socket.create_connection((self._goal.address, self._goal.port), CONNECT)
        self.sock.settimeout(TIMEOUT)
        if self._goal.scheme == "https":
            context, name = ssl.create_default_context(), self._goal.host
            secure = context.wrap_socket(self.sock, server_hostname=name, do_handshake_on_connect=False)
            self.wire = self.sock = secure
            secure.do_handshake()  # only now, when the deadline can cut it


def exchange(goal: Target, method: str, headers: Mapping[str, str], body: bytes, seconds: float = TIMEOUT) -> Answer:
    """Send and receive within `seconds` in all. Raises ConnectorError; permanent when the answer is too large."""
    line = _Pinned(goal)
    try:
        with _deadline(line, seconds):
            line.request(method, goal.path, body=body or None, headers=dict(headers))
            with line.getresponse() as answer:
                content = answer.read(LARGEST + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__  # in words, without its number
        text = _("%(host)s did not answer: %(error)s", host=goal.host, error=why)
        raise ConnectorError(text) from error
    finally:
        line.close()
    if len(content) > LARGEST:
        text = _("%(host)s answered with more than %(bytes)s bytes.", host=goal.host, bytes=LARGEST)
        raise ConnectorError(text, permanent=True)
    return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, content)


@contextmanager
def _deadline(line: _Pinned, seconds: float) -> Iterator[None]:
    """Cuts the line after `seconds`: a socket's own time-out starts anew with every byte of a slow answer."""
    late = threading.Event()

    def cut() -> None:
        late.set()
        if line.wire is not None:
            try:
                socket.socket.shutdown(line.wire, socket.SHUT_RDWR)  # past TLS, which would want to talk first
            except OSError:
                return  # closed just before

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if late.is_set():
            raise TimeoutError(f"no whole answer within {seconds:g} s")
