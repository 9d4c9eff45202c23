"""Signed-in browsers: begin, end, look again. The cookie holds 256 random bits, the row their SHA-256.

A new secret at every sign-in (no fixation), 12 hours without a visit or 7 days at most, each ended by itself.
"""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, or_, update

from app.db import now, session
from app.errors import NotFound
from app.models.person import Person
from app.models.session import Session
from app.models.token import Token
from app.operations import journal
from app.operations.permissions import Actor

IDLE = timedelta(hours=12)
ABSOLUTE = timedelta(days=7)
#: A visit is written down at most this often: looking at a page costs no write.
LOOK = timedelta(minutes=10)


def begin(person: Person, *, address: str = "", agent: str = "", old: str = "") -> str:
    """A new session; its secret for the cookie. The session of the secret `old`, if any, ends."""
    moment, secret = now(), secrets.token_urlsafe(32)
    if old:
        session().execute(delete(Session).where(Session.hash == digest(old)))
    _forget_stale()
    session().add(
        Session(
            hash=digest(secret),
            person_id=person.id,
            created_at=moment,
            seen_at=moment,
            expires_at=moment + ABSOLUTE,
            address=address[:64],
            agent=agent[:200],
        )
    )
    journal.write(0, person.login, "session.begun", f"{person.login} signed in.", address=address[:64])
    return secret


def end(secret: str) -> None:
    """Sign out: this session is gone."""
    session().execute(delete(Session).where(Session.hash == digest(secret)))


def end_one(actor: Actor, session_id: int) -> None:
    """End one of the actor's own sessions. Raises NotFound."""
    found = session().get(Session, session_id)
    if found is None or found.person_id != actor.id:
        raise NotFound()
    session().delete(found)


def end_all(person_id: int, *, keep: int | None = None) -> None:
    """End every session of a person, except the one with id `keep`."""
    query = delete(Session).where(Session.person_id == person_id)
    session().execute(query if keep is None else query.where(Session.id != keep))


def end_links(person_id: int) -> None:
    """Invitations and links for a forgotten password that were not used yet open nothing any more."""
    open_links = update(Token).where(Token.person_id == person_id, Token.kind != "api", Token.used_at.is_(None))
    session().execute(open_links.values(used_at=now()))


def seen(session_id: int) -> None:
    """Note in the session's row that it was used just now."""
    session().execute(update(Session).where(Session.id == session_id).values(seen_at=now()))


def digest(secret: str) -> str:
    """SHA-256 of a secret, hex. Without salt on purpose: 256 random bits cannot be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _forget_stale() -> None:
    moment = now()
    session().execute(delete(Session).where(or_(Session.expires_at < moment, Session.seen_at < moment - IDLE)))
