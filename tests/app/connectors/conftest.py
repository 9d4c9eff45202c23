"""Orders and letters for the connectors, and the two servers they speak to."""

import email
import email.policy
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from app.connectors.base import Order

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def order(**words: Any) -> Order:
    """An order of type http with these input variables."""
    return Order(key="17:Activity_1:0", type="http", headers={}, data=words, attempt=1, at=NOON)


@dataclass
class Sink:
    """A real SMTP server that keeps what it gets; `answer` is what it says to each recipient."""

    port: int = 0
    answer: str = "250 OK"
    letters: list[tuple[list[str], EmailMessage]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the server's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        message = email.message_from_bytes(envelope.content or b"", policy=email.policy.default)  # type: ignore[arg-type]
        self.letters.append((envelope.rcpt_tos, message))  # type: ignore[arg-type]
        return "250 kept"


@pytest.fixture
def sink() -> Iterator[Sink]:
    """An SMTP server on a free port of the loopback."""
    with socket.socket() as probe:  # the controller itself cannot be given port 0
        probe.bind(("127.0.0.1", 0))
        made = Sink(port=probe.getsockname()[1])
    controller = Controller(made, hostname="127.0.0.1", port=made.port)
    controller.start()
    yield made
    controller.stop()


Respond = Callable[[BaseHTTPRequestHandler, bytes], None]


@dataclass
class Peer:
    """A real HTTP server: remembers each request, answers with `respond`."""

    port: int = 0
    seen: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    respond: Respond = lambda handler, body: say(handler, 200, b"{}")

    @property
    def place(self) -> str:
        """As the allow-list names it."""
        return f"127.0.0.1:{self.port}"


def say(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    """One whole answer; underscores in header names are dashes."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def peer() -> Iterator[Peer]:
    """An HTTP server on a free port of the loopback."""
    made = Peer()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            made.seen.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            made.respond(self, body)

        do_GET = do_POST = do_PUT = answer  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()
