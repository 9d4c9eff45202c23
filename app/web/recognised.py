"""A program that calls again is known by its token: whether what was known still holds is asked on the way of its work.

That saves each write of the API a transaction of its own (PostgreSQL: a way there and back). The question goes with the
first one of the transaction, before any answer of that is looked at; where somebody was blocked, joined a group or lost
the token since, nothing has happened yet and the call is carried out anew (again.py). Nothing may be read, committed or
answered for a guess: outside of a transaction `identity` looks, as it does for every other call.
"""

from functools import partial
from typing import Any

from flask import g, has_request_context, request

from app import tracing
from app.beside import keeps
from app.db import before_commit, session, writing
from app.queries import sessions
from app.queries.sessions import Recognised, SignedIn

UNASKED: Any = object()
keeps("recognised", bool)  # whether this transaction has asked


class ChangedMeanwhile(Exception):
    """It is not as it was known. No answer: the call begins anew."""


def guess(secret: str | None) -> SignedIn | None:
    """Who called with this secret last, where the call may begin on that. For a greeting, not for a decision."""
    known: Recognised | None = g.get("guess", UNASKED)
    if known is UNASKED:
        known = g.guess = sessions.recognised(secret) if secret is not None and _writes() else None
    return known.signed if known else None


def asking() -> SignedIn | None:
    """In a transaction: the same, and it asks. None where nothing was guessed, or nothing is written."""
    known: Recognised | None = g.get("guess")
    if known is None or not writing():
        return None
    info = session().info
    if not info["recognised"]:
        info["recognised"] = True
        sessions.ask_again(known, partial(_heard, known))
    return known.signed


def forget() -> None:
    """Nothing is guessed from here on."""
    g.guess = None


def unconfirmed() -> SignedIn | None:
    """Who was guessed, while nobody has confirmed it."""
    known: Recognised | None = g.get("guess")
    return known.signed if known else None


def _writes() -> bool:
    """A body that was read as a file cannot be read anew."""
    return request.method == "POST" and request.is_json and request.path.startswith("/api/")


def _heard(known: Recognised, still: bool) -> None:
    if not still:
        raise ChangedMeanwhile()
    forget()
    g.signed = known.signed
    tracing.learn(actor=known.signed.actor.login)


def _confirm(_session: object) -> None:
    """Nothing is committed that nobody has asked for by name."""
    if has_request_context() and g.get("guess"):
        _heard(g.guess, sessions.is_still(g.guess))


before_commit.append(_confirm)
