"""Problem documents: what a program is told of an error (RFC 9457)."""

from typing import Any

from flask import Response, current_app, g

from app.errors import InvalidForm, LanewayError

TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    413: "Too large",
    415: "Unsupported type",
    422: "Not acceptable as it is",
    429: "Too many tries",
    500: "Error",
    502: "The other side failed",
    503: "Busy",
}


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
        "title": TITLES.get(status, "Error"),
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
