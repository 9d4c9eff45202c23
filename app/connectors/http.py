"""HTTP out: one signed JSON request to a place on the allow-list, one answer, no redirects.

The receiver can tell a repetition by `Idempotency-Key` and our hand by the signature, which is that of Standard
Webhooks (webhook-id, webhook-timestamp, webhook-signature: HMAC-SHA256 over `id.timestamp.body`).
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

from app import tracing
from app.connectors.base import BusinessError, ConnectorError, Order
from app.connectors.reach import Target, resolve, target
from app.connectors.wire import Answer, exchange
from app.language import gettext as _
from workflows.values import dumps, loads

METHODS = ("POST", "PUT", "PATCH", "DELETE", "GET")
PASSING = frozenset({408, 425, 429})
OWN_WORDS = frozenset({"url", "method", "body", "resultVariable"})


class Http:
    """Words of the order: `url`, `method` (POST), `body` (else all input variables), `resultVariable`.

    The answer's JSON object becomes the result's variables; with `resultVariable` that one holds {status, body}.
    `secret`: one key, or two parted by a blank while the key is being changed; both then sign.
    """

    type = "http"
    name = "HTTP"

    def __init__(self, allowed: Sequence[str], secret: str) -> None:
        self._allowed, self._secrets = tuple(allowed), tuple(secret.split())

    def run(self, order: Order) -> dict[str, Any]:
        """Raises BusinessError with the code that a 4xx answer names, else ConnectorError."""
        method = order.word("method", "POST").upper()
        if method not in METHODS:
            text = _("%(method)s is not one of %(methods)s.", method=method[:20], methods=", ".join(METHODS))
            raise ConnectorError(text, permanent=True)
        goal = target(order.word("url"), self._allowed)
        body = b"" if method == "GET" else _body(order)
        answer = exchange(goal, method, self._headers(order, body), body)
        return _result(order, answer, goal)

    def test(self) -> str:
        """Looks up every place that the allow-list names in full. Raises ConnectorError for the first unknown one."""
        named = [entry for entry in self._allowed if "*" not in entry]
        for entry in named:
            host, _colon, port = entry.rpartition(":")
            resolve(host.strip("[]"), int(port))
        if not self._allowed:
            raise ConnectorError(_("LANEWAY_HTTP_ALLOW is empty: nothing may be reached."), permanent=True)
        return _("All %(count)s places with a full name are known.", count=len(named))

    def _headers(self, order: Order, body: bytes) -> dict[str, str]:
        moment, key = str(int(order.at.timestamp())), quote(order.key, safe=":/._~-")
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": "Laneway",
            "Idempotency-Key": key,
            "X-Laneway-Attempt": str(order.attempt),
            "webhook-id": key,
            "webhook-timestamp": moment,
            **tracing.passed_on(),
        }
        if self._secrets:
            headers["webhook-signature"] = " ".join(signature(secret, key, moment, body) for secret in self._secrets)
        return headers


def signature(secret: str, name: str, moment: str, body: bytes) -> str:
    """`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body` (Standard Webhooks 1.0, signature scheme)."""
    signed = hmac.new(secret.encode(), f"{name}.{moment}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


def retry_after(headers: Mapping[str, str], at: datetime) -> float | None:
    """Seconds that the other side asks for (RFC 9110, 10.2.3): a number, or a date against its own Date header."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    if text.isdecimal():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
        since = parsedate_to_datetime(headers["date"]) if "date" in headers else at
    except ValueError:
        return None
    return max(0.0, (_aware(until) - _aware(since)).total_seconds())


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _body(order: Order) -> bytes:
    if "body" in order.data:
        return dumps(order.data["body"]).encode()
    return dumps({name: value for name, value in order.data.items() if name not in OWN_WORDS}).encode()


def _result(order: Order, answer: Answer, goal: Target) -> dict[str, Any]:
    said = _json(answer)
    if 200 <= answer.status < 300:
        wanted = order.word("resultVariable")
        if wanted:
            return {wanted: {"status": answer.status, "body": said}}
        return said if isinstance(said, dict) else {} if said is None else {"answer": said}
    code = _code(said)
    if 400 <= answer.status < 500 and answer.status not in PASSING and code:
        raise BusinessError(code, _sentence(said, code))
    text = _("%(host)s answered with status %(status)s.", host=goal.host, status=answer.status)
    lasting = 300 <= answer.status < 500 and answer.status not in PASSING
    raise ConnectorError(text, permanent=lasting, retry_after=retry_after(answer.headers, order.at))


def _json(answer: Answer) -> Any:
    """What was said, or None: an answer that is not JSON says nothing."""
    try:
        return loads(answer.body) if answer.body else None
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        return None


def _code(said: Any) -> str:
    error = said.get("error") if isinstance(said, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return code[:100] if isinstance(code, str) else ""


def _sentence(said: dict[str, Any], code: str) -> str:
    message = said["error"].get("message")
    return message[:500] if isinstance(message, str) else code
