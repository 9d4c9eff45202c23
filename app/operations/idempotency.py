"""One call, one effect: the first answer to a POST with an Idempotency-Key is given again when the call comes again.

Kept in the transaction of the change, so there is never a change without its answer, nor an answer without its change.
A call that was refused changed nothing and leaves no key. Keys live 24 hours (stuck.tidy forgets them).
"""

import hashlib
from dataclasses import dataclass

from sqlalchemy import select, update

from app.db import now, session, upsert
from app.errors import BadRequest, KeyReused
from app.language import gettext as _
from app.models.idempotency_key import IdempotencyKey
from app.operations.permissions import Actor

LONGEST = 200


@dataclass(frozen=True)
class Kept:
    """The first answer: HTTP status and JSON text."""

    status: int
    answer: str


def fingerprint(method: str, path: str, body: bytes) -> str:
    """SHA-256 of what makes two calls the same, hex."""
    return hashlib.sha256(b"\0".join((method.encode(), path.encode(), body))).hexdigest()


def begin(actor: Actor, key: str, body_hash: str) -> Kept | None:
    """Take the key, or give the first answer. A twin in flight is waited for. Raises BadRequest, KeyReused."""
    _check(key)
    row = upsert(IdempotencyKey).values(
        person_id=actor.id, key=key, body_hash=body_hash, status=0, answer="", created_at=now()
    )
    if session().execute(row.on_conflict_do_nothing().returning(IdempotencyKey.key)).first() is not None:
        return None
    return kept(actor, key, body_hash)


def kept(actor: Actor, key: str, body_hash: str) -> Kept | None:
    """The first answer, where there is one. Raises BadRequest, KeyReused."""
    _check(key)
    found = session().scalar(
        select(IdempotencyKey).where(IdempotencyKey.person_id == actor.id, IdempotencyKey.key == key)
    )
    if found is not None and found.body_hash != body_hash:
        raise KeyReused()
    return None if found is None else Kept(found.status, found.answer)


def _check(key: str) -> None:
    if not 1 <= len(key) <= LONGEST or not key.isprintable():
        raise BadRequest(_("An Idempotency-Key has 1 to 200 printable characters."))


def keep(actor: Actor, key: str, status: int, answer: str) -> None:
    """Store the answer of the call that `begin` let through."""
    mine = (IdempotencyKey.person_id == actor.id, IdempotencyKey.key == key)
    session().execute(update(IdempotencyKey).where(*mine).values(status=status, answer=answer))
