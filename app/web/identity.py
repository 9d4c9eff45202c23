"""Who is calling: the session cookie or the bearer token becomes an Actor, before any view runs.

Reads only, except that a visit is written down now and then. Never decides about rows (operations/permissions.py).
"""

from flask import Flask, current_app, g, request
from werkzeug.datastructures import WWWAuthenticate

from app import tracing
from app.db import glance, transaction
from app.errors import Forbidden, NotSignedIn
from app.operations import sessions as verbs
from app.operations.permissions import Actor
from app.queries import sessions
from app.queries.sessions import SignedIn
from app.web import recognised
from app.web.access import access_of, public, role, signed_in
from app.web.recognised import UNASKED

__all__ = ["COOKIE", "current_actor", "current_session", "guard", "public", "role", "signed_in"]

COOKIE = "laneway"


def current_actor() -> Actor:
    """The person behind this call. Raises NotSignedIn."""
    found = signed()
    if found is None:
        raise NotSignedIn()
    return found.actor


def actor_or_none() -> Actor | None:
    """The person behind this call, if any: for public pages."""
    found = signed()
    return found.actor if found else None


def current_session() -> int | None:
    """The id of the cookie's session; None for a bearer token or nobody."""
    found = signed()
    return found.session_id if found else None


def signed() -> SignedIn | None:
    """What the cookie or token opens; asked once a call. A bad token is never replaced by the cookie."""
    found: SignedIn | None = g.get("signed", UNASKED)  # asked again and again: one look at g
    if found is UNASKED:
        found = recognised.asking() or _settle(_look())
    return found


def likely() -> SignedIn | None:
    """The same, or who it was when this program called last: to greet them. Not to decide anything."""
    known = recognised.guess(bearer()) if g.get("signed", UNASKED) is UNASKED else None
    return known or signed()


def _settle(found: SignedIn | None) -> SignedIn | None:
    recognised.forget()
    g.signed = found
    if found:
        tracing.learn(actor=found.actor.login)
    if found and found.stale and found.session_id is not None:
        with transaction():
            verbs.seen(found.session_id)
    return found


def forget() -> None:
    """Ask again: the call signed somebody in or out."""
    recognised.forget()
    g.pop("signed", None)


def look_no_more() -> None:
    """Who was not found until now is nobody in this call."""
    if g.get("signed", UNASKED) is UNASKED:
        g.signed = None


def bearer() -> str | None:
    """The secret of `Authorization: Bearer ...` (RFC 6750, 2.1)."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def guard() -> None:
    """Before every call: the view's mark decides. Raises NotSignedIn, Forbidden; a view without a mark is refused."""
    if request.endpoint is None:
        return
    access = access_of(current_app.view_functions.get(request.endpoint))
    if access is None:
        raise Forbidden()
    if access.anyone:
        return
    if not access.roles:
        if likely() is None:
            raise NotSignedIn()
    elif not current_actor().has(*access.roles):
        raise Forbidden()


def challenge() -> WWWAuthenticate:
    """What a 401 of the API carries."""
    return WWWAuthenticate("bearer", {"realm": "laneway"})


def install(app: Flask) -> None:
    """Guard every call."""
    app.before_request(guard)


def _look() -> SignedIn | None:
    secret, cookie = bearer(), request.cookies.get(COOKIE)
    if secret is None and not cookie:
        return None
    with glance():
        return sessions.behind_token(secret) if secret is not None else sessions.behind_cookie(cookie or "")
