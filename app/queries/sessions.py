"""Who is behind a cookie or a bearer token, and which of them a person has. Only reads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, bindparam, or_, select

from app.database_clock import CLOCK
from app.db import ask, later, now, session, tell
from app.lately import Lately
from app.models.person import Person
from app.models.session import Session
from app.models.token import Token
from app.operations.actors import ACTOR, actor_of_row
from app.operations.permissions import Actor, require
from app.operations.roles import ADMINISTRATORS
from app.operations.sessions import IDLE, LOOK, digest

#: For so long a token that ended by itself is listed.
ENDED = timedelta(days=30)
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
class Recognised:
    """What was known of a token when it was last asked for: `row` without the time. Nothing rests on it."""

    hash: str
    row: tuple[Any, ...]
    signed: SignedIn


#: The tokens that this process was called with last. Of a secret only its hash is kept.
_lately: Lately[str, Recognised] = Lately(1000)


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
    """A line of a list of tokens; the secret is never known again. `ended`: by itself, its days are over."""

    id: int
    name: str
    created_at: datetime
    expires_at: datetime | None
    seen_at: datetime | None
    address: str
    ended: bool


def behind_cookie(secret: str) -> SignedIn | None:
    """The active person of an unexpired session."""
    row = _asked(COOKIE, digest(secret))
    if row is None or row.expires_at <= now() or row.seen_at <= now() - IDLE:
        return None
    return SignedIn(actor_of_row(row), row.session_id, now() - row.seen_at > LOOK)


def behind_token(secret: str) -> SignedIn | None:
    """The active person of an unrevoked, unexpired API token."""
    mark = digest(secret)
    row = _asked(TOKEN, mark)
    if row is None or _is_over(row):
        return None
    found = SignedIn(actor_of_row(row))
    if not row.absent:  # whom a substitute stands for now is asked beside the row
        _lately.keep(mark, Recognised(mark, _without_time(row), found))
    return found


def recognised(secret: str) -> Recognised | None:
    """Whose token it was when this process was last called with it. For `ask_again`."""
    return _lately.get(digest(secret))


def ask_again(known: Recognised, then: Callable[[bool], None]) -> None:
    """In a transaction: with its next question, and before the answer of that comes back, `then` hears whether
    everything is as it was known.
    """
    later(TOKEN, {"hash": known.hash}, then=lambda answer: then(_is_still(known, answer.first())))


def is_still(known: Recognised) -> bool:
    """The same, asked at once."""
    return _is_still(known, ask(TOKEN, {"hash": known.hash}).first())


def _is_still(known: Recognised, row: Any) -> bool:
    if row is not None:
        tell(row[0], row[1])
        if _without_time(row) == known.row and not _is_over(row):
            return True
    _lately.forget(known.hash)
    return False


def _is_over(row: Any) -> bool:
    return row.expires_at is not None and row.expires_at <= now()


def _without_time(row: Any) -> tuple[Any, ...]:
    return tuple(row)[len(CLOCK) :]


def _asked(statement: Select[Any], mark: str) -> Row[Any] | None:
    """The row with this digest; with it comes the time, so that a call asks the clock in passing."""
    row = ask(statement, {"hash": mark}).first()
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


def tokens(actor: Actor, person_id: int) -> list[ApiToken]:
    """A person's that were not revoked, newest first; those that ended by themselves for a while, too, so that it is
    seen why a program was refused. One's own, or an administrator's to see. Raises Forbidden.
    """
    if actor.id != person_id:
        require(actor, *ADMINISTRATORS)
    moment = now()
    rows = session().scalars(
        select(Token)
        .where(Token.person_id == person_id, Token.kind == "api", Token.revoked_at.is_(None))
        .where(or_(Token.expires_at.is_(None), Token.expires_at > moment - ENDED))
        .order_by(Token.id.desc())
    )
    return [_api_token(row, moment) for row in rows]


def _api_token(row: Token, moment: datetime) -> ApiToken:
    ended = row.expires_at is not None and row.expires_at <= moment
    return ApiToken(row.id, row.name, row.created_at, row.expires_at, row.used_at, row.used_from, ended)
