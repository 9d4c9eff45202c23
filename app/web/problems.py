"""Problem documents: what a program is told of an error (RFC 9457)."""

from typing import Any

from flask import Response, current_app, g

from app.errors import InvalidForm, LanewayError
from app.language import gettext as _


def document(
    status: int,
    code: str,
    sentence: str,
    problems: list[dict[str, Any]] | None = None,
    error: LanewayError | None = None,
) -> Response:
    """application/problem+json: type, title, status, detail, instance, and `problems` where there are several."""
    body = told(status, code, sentence, problems, error)
    return Response(current_app.json.dumps(body), status, mimetype="application/problem+json")


def told(
    status: int,
    code: str,
    sentence: str,
    problems: list[dict[str, Any]] | None = None,
    error: LanewayError | None = None,
) -> dict[str, Any]:
    """The problem as plain data."""
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": _title(status),
        "status": status,
        "detail": sentence,
    }
    if "call_id" in g:
        body["instance"] = f"urn:laneway:call:{g.call_id}"
    if error is not None:
        body |= {name: error.details[name] for name in ("who", "at", "retry_after") if name in error.details}
    if problems:
        body["problems"] = problems
    return body


def of(error: LanewayError) -> list[dict[str, Any]]:
    """Several at once: fields of a form, findings of a diagram."""
    if isinstance(error, InvalidForm):
        return [{"field": name, "message": sentence} for name, sentence in error.fields.items()]
    return [found if isinstance(found, dict) else dict(vars(found)) for found in error.details.get("problems", [])]


def _title(status: int) -> str:
    return {
        400: _("Bad request"),
        401: _("Not signed in"),
        403: _("Forbidden"),
        404: _("Not found"),
        405: _("Method not allowed"),
        409: _("Conflict"),
        413: _("Too large"),
        415: _("Unsupported type"),
        422: _("Not acceptable as it is"),
        429: _("Too many tries"),
        500: _("Error"),
        502: _("The other side failed"),
        503: _("Busy"),
    }.get(status, _("Error"))
