"""Who is behind a cookie or a bearer token, and which of them a person has. Only reads."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select

from app.db import Moment, now, session
from app.models.person import Person
from app.models.session import Session
from app.models.token import Token
from app.operations.permissions import Actor, actor_of
from app.operations.sessions import IDLE, LOOK, digest

# Every call asks one of these, so they are put together once.
COOKIE = (
    select(Session, Person)
    .join(Person, Person.id == Session.person_id)
    .where(Session.hash == bindparam("hash"), Session.expires_at > bindparam("now", type_=Moment))
    .where(Session.seen_at > bindparam("idle", type_=Moment), Person.active)
)
TOKEN = (
    select(Person)
    .join(Token, Token.person_id == Person.id)
    .where(Token.hash == bindparam("hash"), Token.kind == "api", Token.revoked_at.is_(None), Person.active)
    .where(or_(Token.expires_at.is_(None), Token.expires_at > bindparam("now", type_=Moment)))
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
    moment = now()
    row = session().execute(COOKIE, {"hash": digest(secret), "now": moment, "idle": moment - IDLE}).first()
    if row is None:
        return None
    found, person = row
    return SignedIn(actor_of(person), found.id, moment - found.seen_at > LOOK)


def behind_token(secret: str) -> SignedIn | None:
    """The active person of an unrevoked, unexpired API token."""
    person = session().scalar(TOKEN, {"hash": digest(secret), "now": now()})
    return None if person is None else SignedIn(actor_of(person))


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
