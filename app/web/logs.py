"""Logs: one JSON line an event on stderr, each with the id of the call it belongs to. Never a body, never a secret."""

import logging
import secrets
import sys

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger()


def configure(level: int = logging.INFO) -> None:
    """Make structlog write JSON lines; control characters are escaped, so no value can forge a line."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_names: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def install(app: Flask) -> None:
    """Give every call an id, in the log and in the answer's X-Request-Id."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.call_id = secrets.token_hex(8)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(call=g.call_id, method=request.method, path=request.path[:200])


def _end(response: Response) -> Response:
    if "call_id" in g:
        response.headers["X-Request-Id"] = g.call_id
    if response.status_code >= 400 and request.path != "/readyz":  # asked again and again until it is ready
        log.info("call.refused", status=response.status_code)
    return response
