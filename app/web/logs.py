"""Logs, figures and spans of calls: one JSON line an event on stderr, each with its correlation id. Never a body, never
a secret.
"""

import logging
import re
import secrets
import sys
from collections.abc import Callable
from contextlib import ExitStack
from time import perf_counter
from typing import Any

import structlog
from flask import Flask, Response, g, request

from app import meters, tracing

log = structlog.get_logger()

#: What a proxy or a program may call its own call; anything else gets a name of ours.
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
UNSEEN = frozenset({"/readyz", "/healthz", "/metrics"})  # asked again and again by machines


def configure(veil: Callable[[str], str], level: int = logging.INFO) -> None:
    """Make structlog write JSON lines; control characters are escaped, so no value can forge a line. `veil` takes the
    secrets of the settings out of every text.
    """

    def veiled(_logger: Any, _method: str, said: Any) -> Any:
        return {name: veil(value) if isinstance(value, str) else value for name, value in said.items()}

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            veiled,
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_names: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def install(app: Flask) -> None:
    """Give every call an id, in the log, its span and the answer's X-Request-Id; an id that came along is kept."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_close)


def _begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.call_id = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
    g.began = perf_counter()
    tracing.begin(g.call_id, method=request.method, path=_path())
    if request.path not in UNSEEN:
        g.span = ExitStack()
        g.span.enter_context(tracing.span(f"{request.method} {_route()}", "server", dict(request.headers)))


def _path() -> str:
    """The path, without the secret of a link in it."""
    secret = (request.view_args or {}).get("secret")
    return (request.path.replace(secret, "…") if secret else request.path)[:200]


def _end(response: Response) -> Response:
    if "call_id" in g:
        response.headers["X-Request-Id"] = g.call_id
        if request.path not in UNSEEN:
            _measure(response.status_code)
    if response.status_code >= 400 and request.path != "/readyz":  # asked again and again until it is ready
        log.info("call.refused", status=response.status_code)
    return response


def _close(_error: BaseException | None) -> None:
    span = g.pop("span", None)
    if span is not None:
        span.close()


def _measure(status: int) -> None:
    words = {"route": _route(), "method": request.method, "status": f"{status // 100}xx"}
    meters.count(meters.pages, perf_counter() - g.began, **words)


def _route() -> str:
    """The rule and not the path, so that no number of a request becomes a label."""
    return request.url_rule.rule if request.url_rule else "none"
