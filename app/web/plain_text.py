"""No text holds a NUL character: a call that sends one is refused before any view runs, on both databases alike.

PostgreSQL keeps none; what SQLite kept of one could never move there. JSON is checked where it is read (json.py).
"""

from flask import Flask, request

from app.errors import BadRequest, NotFound
from app.language import gettext as _

NUL = "\0"


def check() -> None:
    """Raise NotFound for an address with one, BadRequest for a value."""
    if NUL in request.path:
        raise NotFound()
    given = [*request.args.items(multi=True)] if "%00" in request.query_string.decode("latin-1") else []
    if request.method not in ("GET", "HEAD") and not request.is_json:
        given += request.form.items(multi=True)
    if any(NUL in (name or "") or NUL in value for name, value in given):  # a part of a form may have no name
        raise BadRequest(_("One of the values holds a NUL character, which no text has."))


def install(app: Flask) -> None:
    """Check every call."""
    app.before_request(check)
