"""What the house speaks to: an HTTP server with effects and a bad temper, and a mail server that keeps what it gets.

The ledger is the truth about effects: the house is never asked what it thinks it did.
"""

import email
import email.policy
import json
import socket
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

MOODS = (
    *("well", "well", "well", "refuse", "drop"),
    *("apply and drop", "apply and stall", "stall and apply", "stall and drop"),
)
PATIENT = 3  # tries after which it is well with every order
STALL = (0.5, 4.0)


@dataclass(frozen=True)
class Effect:
    """One call that came in: for which order, by which key; whether it changed anything out there."""

    reference: str
    key: str
    mood: str
    applied: bool


class Effects:
    """Applies each key once, as a careful receiver does; its temper is decided by seed, order and try."""

    def __init__(self, seed: int) -> None:
        self.ledger: list[Effect] = []
        self._seed, self._keys, self._lock = seed, set[str](), threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> "Effects":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def take(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        """One call."""
        order = json.loads(body)
        reference, key = order["reference"], handler.headers["Idempotency-Key"]
        if order["mood"] == "poison":
            self._write(reference, key, "poison", applies=False)
            answer(handler, 422, {"error": "poison"})
            return
        mood = self._mood(reference)
        if mood in ("stall and apply", "stall and drop"):
            time.sleep(self._length(reference))
        self._write(reference, key, mood, applies=mood not in ("refuse", "drop", "stall and drop"))
        if mood == "apply and stall":
            time.sleep(self._length(reference))
        if mood == "refuse":
            answer(handler, 503, {"error": "busy"})
        elif mood in ("drop", "apply and drop", "stall and drop"):
            handler.connection.shutdown(socket.SHUT_RDWR)
        else:
            answer(handler, 200, {"receipt": f"R-{reference}"})

    def _mood(self, reference: str) -> str:
        with self._lock:
            tries = sum(one.reference == reference for one in self.ledger)
        return Random(f"{self._seed}:{reference}:{tries}").choice(MOODS) if tries < PATIENT else "well"

    def _length(self, reference: str) -> float:
        return Random(f"{self._seed}:{reference}").uniform(*STALL)

    def _write(self, reference: str, key: str, mood: str, *, applies: bool) -> None:
        with self._lock:
            self.ledger.append(Effect(reference, key, mood, applies and key not in self._keys))
            if applies:
                self._keys.add(key)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        effects = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                try:
                    effects.take(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))
                except OSError:
                    return  # whoever called is dead

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        return Handler


def answer(handler: BaseHTTPRequestHandler, status: int, body: dict[str, Any]) -> None:
    """One whole answer."""
    words = json.dumps(body).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(words)))
    handler.end_headers()
    handler.wfile.write(words)


class Mailbox:
    """A mail server: `letters` are (recipient, Message-ID), one for each delivery."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str]] = []
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> "Mailbox":
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep it."""
        letter = email.message_from_bytes(envelope.content or b"", policy=email.policy.default)  # type: ignore[arg-type]
        self.letters += [(to, str(letter["Message-ID"])) for to in envelope.rcpt_tos]
        return "250 kept"
