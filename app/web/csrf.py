"""Forged calls are refused: unsafe methods that a browser sends along with its cookie need a token and the own origin.

The token is an HMAC bound to the session's secret (or, before sign-in, to a random value in the signed cookie of
notes), so one session's token is worth nothing in another. Calls with a bearer token carry no cookie: exempt.
"""

import hmac
import secrets
from urllib.parse import urlsplit

from flask import Flask, request, session

from app.errors import Forbidden, OldPage
from app.language import gettext as _
from app.operations import house
from app.web.identity import COOKIE, bearer

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
FIELD, HEADER = "csrf_token", "X-CSRF-Token"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "")


def token() -> str:
    """For `<input type=hidden name=csrf_token>` and for the X-CSRF-Token header of scripts."""
    return token_of(_bound_to())


def token_of(secret: str) -> str:
    """The token of a session that this call begins."""
    return house.sign("csrf", secret)


def check() -> None:
    """Raise Forbidden when an unsafe call may come from another site, OldPage when from a page of another session.

    Runs before the view, and before the guard.
    """
    if request.method in SAFE or bearer() is not None:
        return
    if not _own_origin():
        raise Forbidden(_("This call came from another site."))
    if _is_api() and COOKIE not in request.cookies:
        return  # nothing to ride on: the guard answers 401
    given = request.headers.get(HEADER) or (_form_token() if request.mimetype in FORMS else "")
    if not hmac.compare_digest(given.encode(), token().encode()):
        raise OldPage()


def install(app: Flask) -> None:
    """Check every call; `csrf_token()` in templates."""
    app.before_request(check)
    app.jinja_env.globals["csrf_token"] = token


def _bound_to() -> str:
    cookie = request.cookies.get(COOKIE)
    if cookie:
        return cookie
    if "guest" not in session:
        guest = secrets.token_urlsafe(16)
        if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
            return guest  # a script's answer that comes late must not take the cookie from under the page it left
        session["guest"] = guest
    return str(session["guest"])


def _own_origin() -> bool:
    """Sec-Fetch-Site where the browser sends it, else Origin; a client that sends neither is no browser."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    own = {urlsplit(house.config().public_url).netloc, request.host}
    return urlsplit(origin).netloc in own


def _form_token() -> str:
    return "" if _is_api() else request.form.get(FIELD, "")


def _is_api() -> bool:
    return request.path.startswith("/api/")
