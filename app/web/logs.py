"""Logs, figures and spans of calls, each with its correlation id. Never a body, never a secret."""

import logging
import re
import secrets
from contextlib import ExitStack
from time import perf_counter

from flask import Flask, Response, g, request

from app import meters, tracing

log = logging.getLogger(__name__)

#: What a proxy or a program may call its own call; anything else gets a name of ours.
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
UNSEEN = frozenset({"/readyz", "/healthz", "/metrics"})  # asked again and again by machines


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
    if tracing.is_open() and request.path not in UNSEEN:
        g.span = ExitStack()
        g.span.enter_context(tracing.span(f"{request.method} {_route()}", "server", request.headers))


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
        log.info("call.refused", extra={"said": {"status": response.status_code}})
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
