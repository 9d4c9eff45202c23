"""A careful client of the API: every change has a key, is written down before it is tried, and may be tried again."""

import hashlib
import http.client
import json
import time
from random import Random
from typing import Any
from urllib.parse import urlencode

from bench.chaos.record import Deed, Json, Record

TIMEOUT = 5.0
AGAIN = 0.3  # seconds between two tries
LONGEST = 90.0  # seconds after which even a stubborn client gives up
LATER = (408, 425, 429)
BOUNDARY = "chaos-boundary"


class Client:
    """One person with a token. `chance` decides how stubborn they are, from the seed."""

    def __init__(self, who: str, port: int, token: str, record: Record, chance: Random) -> None:
        self.who, self.chance = who, chance
        self._port, self._record = port, record
        self._auth = {"Authorization": f"Bearer {token}"}

    def look(self, path: str, **query: object) -> Any:
        """What a GET answered, or None when it could not be had."""
        words = f"?{urlencode(query)}" if query else ""
        status, answer = self._call("GET", f"/api/v1{path}{words}", None, {})
        return answer if status == 200 else None

    def content(self, path: str) -> bytes | None:
        """The bytes that a GET answered."""
        try:
            return self._exchange("GET", f"/api/v1{path}", None, {})[1]
        except (OSError, http.client.HTTPException):
            return None

    def do(self, verb: str, path: str, body: Json, *, stubborn: bool | None = None, **facts: Any) -> Deed:
        """Try to change something until it is answered; who is not stubborn gives up at the first doubt."""
        return self._insist(verb, path, json.dumps(body).encode(), "application/json", stubborn, facts)

    def upload(self, name: str, content: bytes) -> Deed:
        """Send a file."""
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        form = head.encode() + b"Content-Type: text/plain\r\n\r\n" + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        facts = {"sha256": hashlib.sha256(content).hexdigest()}
        return self._insist("upload", "/files", form, f"multipart/form-data; boundary={BOUNDARY}", True, facts)

    def repeat(self, deed: Deed, body: Json) -> None:
        """The same once more, by the same key, until it is answered: for what must not stay in doubt."""
        deed.ended = 0.0
        self._try_all(deed, json.dumps(body).encode(), "application/json", True)

    def _insist(self, verb: str, path: str, body: bytes, media: str, stubborn: bool | None, facts: Json) -> Deed:
        key = f"{self.who}-{self.chance.getrandbits(64):016x}"
        deed = self._record.begin(Deed(self.who, verb, path, key, facts, begun=time.time()))
        gives_up = not stubborn if stubborn is not None else self.chance.random() < 0.15
        self._try_all(deed, body, media, not gives_up)
        if deed.state == "ok" and self.chance.random() < 0.25:
            self._once_more(deed, body, media)
        return deed

    def _try_all(self, deed: Deed, body: bytes, media: str, stubborn: bool) -> None:
        until = time.monotonic() + LONGEST
        while True:
            deed.tries += 1
            status, answer = self._call("POST", f"/api/v1{deed.path}", body, {**self._by(deed), "Content-Type": media})
            deed.status, deed.ended = status, time.time()
            if 200 <= status < 300:
                deed.state, deed.answer = "ok", answer
                return
            if 400 <= status < 500 and status not in LATER:
                # an earlier try may have been carried out; then its answer would have come, for the key is the same
                deed.state, deed.answer = "failed", answer or {}
                return
            deed.state = "unknown"
            if not stubborn or time.monotonic() > until:
                return
            time.sleep(AGAIN)

    def _once_more(self, deed: Deed, body: bytes, media: str) -> None:
        status, answer = self._call("POST", f"/api/v1{deed.path}", body, {**self._by(deed), "Content-Type": media})
        if (200 <= status < 300 and answer != deed.answer) or (400 <= status < 500 and status not in LATER):
            deed.replays.append({"status": status, "answer": answer})

    def _by(self, deed: Deed) -> dict[str, str]:
        return {"Idempotency-Key": deed.key}

    def _call(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, Any]:
        """Status and JSON; 0 when nobody knows."""
        try:
            status, text = self._exchange(method, path, body, headers)
            if status == 500:
                self._record.crashes.append(f"{method} {path}: {text[:300].decode(errors='replace')}")
            return status, json.loads(text)
        except (OSError, http.client.HTTPException, ValueError):
            return 0, None

    def _exchange(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT)
        try:
            line.request(method, path, body, {**self._auth, **headers})
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()
