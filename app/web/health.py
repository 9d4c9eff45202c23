"""For machines that watch the house: alive, ready, and figures (Prometheus text format 0.0.4)."""

from flask import Blueprint, Response, jsonify, request
from sqlalchemy.exc import DBAPIError

from app import meters
from app.db import reading
from app.errors import NotFound
from app.operations import readiness
from app.queries import figures, schema
from app.web.access import public
from app.web.identity import actor_or_none, bearer

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@public
def alive() -> Response:
    """This process answers."""
    return jsonify({"status": "alive"})


@pages.get("/readyz")
@public
def ready() -> tuple[Response, int]:
    """200 only when every part is there; else 503 with what is missing. `part=web`: whether this process can serve
    pages, which it can without workers and from a database that only reads; for whoever sends calls to it.
    """
    try:
        with reading():
            missing = readiness.missing() + (["migrated"] if schema.behind() else [])
            missing += [] if schema.writable() else ["writable"]
            if request.args.get("part") == "web":
                missing = [one for one in missing if one not in ("worker", "scheduler", "writable")]
    except DBAPIError:
        missing = ["database"]  # not there, or not migrated
    return jsonify({"status": "waiting" if missing else "ready", "missing": missing}), 503 if missing else 200


@pages.get("/metrics")
@public
def metrics() -> Response:
    """Figures, on the machine itself or with an administrator's token; anybody else gets 404."""
    actor = actor_or_none()
    local = request.remote_addr in ("127.0.0.1", "::1") and "X-Forwarded-For" not in request.headers
    if not local and (bearer() is None or actor is None or not actor.has("administrator")):
        raise NotFound()
    with reading():
        text = figures.text() + meters.text()
    return Response(text, content_type="text/plain; version=0.0.4; charset=utf-8")
