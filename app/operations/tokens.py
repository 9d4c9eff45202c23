"""Keys for programs (bearer tokens) and links in mails (invitation, forgotten password). Only hashes are stored.

A secret is returned once, to whoever made it, and is never known again.
"""

import secrets
from datetime import timedelta

from sqlalchemy import func, or_, select, update

from app.db import changed, now, session
from app.errors import Conflict, InvalidForm, NotFound
from app.language import gettext as _
from app.models.person import Person
from app.models.token import Token
from app.operations import journal, mail_secrets
from app.operations.mail_secrets import Hidden
from app.operations.permissions import Actor, require
from app.operations.roles import ADMINISTRATORS
from app.operations.sessions import digest

LIFE = {"reset": timedelta(minutes=30), "invite": timedelta(days=7)}
MOST, LONGEST = 50, 3_650


def make(person: Person, name: str, *, days: int | None = None, by: str | None = None) -> tuple[Token, str]:
    """A bearer token: its row and its secret. `days` until it ends by itself; None is never. Raises InvalidForm,
    Conflict.
    """
    if not name.strip():
        raise InvalidForm({"name": _("Say what the token is for.")})
    if days is not None and not 0 < days <= LONGEST:
        raise InvalidForm({"days": _("A whole number of days from 1 to %(num)s, or nothing.", num=LONGEST)})
    if living(person.id) >= MOST:
        raise Conflict(_("There are too many tokens. Revoke one first."))
    ends = now() + timedelta(days=days) if days is not None else None
    row, secret = _store(person, "api", name.strip()[:100], ends, f"lw_{secrets.token_urlsafe(32)}")
    text = f"Made a token for {person.login}."
    journal.write(0, by or person.login, "token.made", text, person=person.login, name=row.name)
    return row, secret


def another(person: Person, name: str, *, keep: int = 20) -> str:
    """The secret of one more bearer token of this name; only the newest `keep` of the name go on working."""
    own = (Token.person_id == person.id, Token.kind == "api", Token.name == name, Token.revoked_at.is_(None))
    older = session().scalars(select(Token).where(*own).order_by(Token.id.desc()).offset(keep - 1))
    for row in older:
        row.revoked_at = now()
    session().flush()
    return make(person, name, by="laneway")[1]


def revoke(actor: Actor, token_id: int) -> None:
    """End one of the actor's own tokens (an administrator: anybody's). Raises NotFound."""
    row = session().get(Token, token_id)
    if row is None or row.kind != "api" or (row.person_id != actor.id and not actor.has("administrator")):
        raise NotFound()
    if row.revoked_at is None:
        row.revoked_at = now()
        journal.write(0, actor.login, "token.revoked", f"Revoked the token {row.name!r}.", token=row.id, name=row.name)


def revoke_all(actor: Actor, person: Person) -> int:
    """End all of the actor's own tokens (an administrator: anybody's). How many these were. Raises Forbidden."""
    if person.id != actor.id:
        require(actor, *ADMINISTRATORS)
    return end_all(person, by=actor.login)


def end_all(person: Person, *, by: str) -> int:
    """No bearer token of the person opens anything any more. How many did until now."""
    ended = living(person.id)
    unrevoked = (Token.person_id == person.id, Token.kind == "api", Token.revoked_at.is_(None))
    session().execute(update(Token).where(*unrevoked).values(revoked_at=now()))
    if ended:
        text = f"Revoked every token of {person.login}: {ended}."
        journal.write(0, by, "token.all_revoked", text, person=person.login, number=ended)
    return ended


def used(mark: str, address: str) -> None:
    """Note that the bearer token with this digest was used just now."""
    own = (Token.hash == mark, Token.kind == "api")
    session().execute(update(Token).where(*own).values(used_at=now(), used_from=address[:64]))


def living(person_id: int) -> int:
    """How many bearer tokens of the person open something."""
    own = (Token.person_id == person_id, Token.kind == "api", Token.revoked_at.is_(None))
    unended = or_(Token.expires_at.is_(None), Token.expires_at > now())
    return session().scalar(select(func.count()).select_from(Token).where(*own, unended)) or 0


def link(person: Person, kind: str) -> Hidden:
    """A fresh link for a mail; an older one of the same kind opens nothing any more."""
    older = update(Token).where(Token.person_id == person.id, Token.kind == kind, Token.used_at.is_(None))
    session().execute(older.values(used_at=now()))
    made = mail_secrets.fresh("link")
    _store(person, kind, "", now() + LIFE[kind], made.secret)
    return made


def owner_of_link(secret: str) -> Person:
    """The active person whose unused, unexpired link this is. Raises NotFound."""
    person = session().scalar(
        select(Person)
        .join(Token, Token.person_id == Person.id)
        .where(Token.hash == digest(secret), Token.kind.in_(tuple(LIFE)), Token.used_at.is_(None))
        .where(Token.expires_at > now(), Person.active)
    )
    if person is None:
        raise NotFound(_("This link was used already, or is too old. Ask for a new one."))
    return person


def use_link(secret: str) -> Person:
    """The link's person; the link opens nothing any more. Two at once: one wins. Raises NotFound."""
    person = owner_of_link(secret)
    unused = update(Token).where(Token.hash == digest(secret), Token.used_at.is_(None))
    if changed(unused.values(used_at=now())) != 1:
        raise NotFound(_("This link was used already, or is too old. Ask for a new one."))
    return person


def _store(person: Person, kind: str, name: str, ends: object, secret: str) -> tuple[Token, str]:
    row = Token(hash=digest(secret), kind=kind, person_id=person.id, name=name, created_at=now(), expires_at=ends)
    session().add(row)
    session().flush()
    return row, secret
