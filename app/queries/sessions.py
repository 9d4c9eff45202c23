"""Who is behind a cookie or a bearer token, and which of them a person has. Only reads."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from app.database_clock import CLOCK
from app.db import ask, now, session, tell
from app.models.person import Person
from app.models.session import Session
from app.models.token import Token
from app.operations.actors import ACTOR, actor_of_row
from app.operations.permissions import Actor
from app.operations.sessions import IDLE, LOOK, digest

# Every call asks one of these, so they are put together once.
COOKIE = (
    select(*CLOCK, Session.id.label("session_id"), Session.expires_at, Session.seen_at, *ACTOR)
    .join(Person, Person.id == Session.person_id)
    .where(Session.hash == bindparam("hash"), Person.active)
)
TOKEN = (
    select(*CLOCK, Token.expires_at, *ACTOR)
    .join(Person, Person.id == Token.person_id)
    .where(Token.hash == bindparam("hash"), Token.kind == "api", Token.revoked_at.is_(None), Person.active)
)


@dataclass(frozen=True)
class SignedIn:
    """`session_id` is None for a bearer token. `stale`: the visit should be written down."""

    actor: Actor
    session_id: int | None = None
    stale: bool = False


@dataclass(frozen=True)
class OpenSession:
    """A line of the profile's list of signed-in browsers."""

    id: int
    created_at: datetime
    seen_at: datetime
    address: str
    agent: str


@dataclass(frozen=True)
class ApiToken:
    """A line of the profile's list of tokens; the secret is never known again."""

    id: int
    name: str
    created_at: datetime
    expires_at: datetime | None
    seen_at: datetime | None


def behind_cookie(secret: str) -> SignedIn | None:
    """The active person of an unexpired session."""
    row = _asked(COOKIE, secret)
    if row is None or row.expires_at <= now() or row.seen_at <= now() - IDLE:
        return None
    return SignedIn(actor_of_row(row), row.session_id, now() - row.seen_at > LOOK)


def behind_token(secret: str) -> SignedIn | None:
    """The active person of an unrevoked, unexpired API token."""
    row = _asked(TOKEN, secret)
    if row is None or (row.expires_at is not None and row.expires_at <= now()):
        return None
    return SignedIn(actor_of_row(row))


def _asked(statement: Select[Any], secret: str) -> Row[Any] | None:
    """The row behind a secret; with it comes the time, so that a call asks the clock in passing."""
    row = ask(statement, {"hash": digest(secret)}).first()
    if row is not None:
        tell(row[0], row[1])
    return row


def sessions(actor: Actor) -> list[OpenSession]:
    """The actor's own, newest first."""
    moment = now()
    rows = session().scalars(
        select(Session)
        .where(Session.person_id == actor.id, Session.expires_at > moment, Session.seen_at > moment - IDLE)
        .order_by(Session.id.desc())
    )
    return [OpenSession(row.id, row.created_at, row.seen_at, row.address, row.agent) for row in rows]


def tokens(actor: Actor) -> list[ApiToken]:
    """The actor's own that still open something, newest first."""
    rows = session().scalars(
        select(Token)
        .where(Token.person_id == actor.id, Token.kind == "api", Token.revoked_at.is_(None))
        .order_by(Token.id.desc())
    )
    return [ApiToken(row.id, row.name, row.created_at, row.expires_at, row.used_at) for row in rows]
