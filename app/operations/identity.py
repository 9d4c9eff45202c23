"""Proof of identity by a one-time code: six digits to the verified address of an account, five tries, fifteen minutes.

Answers are the same whether the account exists, has a verified address, or not (OWASP ASVS 5.0.0, 6.3.8). A code is
never stored, returned or written into a journal; only its mail has it.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.db import now, session
from app.errors import NotFound, TooMany
from app.language import gettext as _
from app.language import using
from app.models.person import Person
from app.models.proof import Proof
from app.operations import attempts, house, journal, mail_secrets, outbox, people
from app.operations.roles import MANAGERS

LIFE = timedelta(minutes=15)
TRIES = 5
#: Whose reset one person alone may not bring about.
PRIVILEGED = frozenset(MANAGERS)


@dataclass(frozen=True)
class Checked:
    """`tries_left` of this request; 0 leads to the desk."""

    ok: bool
    tries_left: int


def send(instance_id: int, key: str, account: str) -> datetime:
    """Mail a new code, if there is somewhere to; the moment (aware UTC) at which it expires.

    Raises TooMany after three for one name in an hour, whether the name means somebody or not. A repeated `key` sends
    nothing more.
    """
    proof = _of(instance_id)
    if proof is not None and proof.sent_key == key:
        return proof.expires_at
    if not attempts.allowed(attempts.CODE, account.strip()):
        raise TooMany(retry_after=attempts.CODE.forget)
    person, expires = people.find(account), now() + LIFE
    code = mail_secrets.fresh("code")
    reached = person is not None and _mail(person, code, key)
    if proof is None:
        proof = Proof(instance_id=instance_id, tries=0)
        session().add(proof)
    proof.person_id, proof.sent_key = person.id if person else None, key
    proof.code = _hash(instance_id, code.secret) if reached else ""
    proof.expires_at, proof.proved_at = expires, None
    return expires


def check(instance_id: int, key: str, code: str) -> Checked:
    """One try, counted before the code is looked at. A right code is used up. A repeated `key` is the same try."""
    proof = _of(instance_id)
    if proof is None:
        return Checked(ok=False, tries_left=0)
    if proof.checked_key != key:
        proof.tries, proof.checked_key = proof.tries + 1, key
        if _matches(proof, code):
            proof.proved_at, proof.code = now(), ""
            _note(proof, "identity.proved", "A one-time code proved who asked.")
        elif proof.tries >= TRIES:
            proof.code = ""
            _note(proof, "identity.refused", "Too many wrong codes.")
    return Checked(ok=proof.proved_at is not None, tries_left=max(0, TRIES - proof.tries))


def owner(instance_id: int, account: str) -> tuple[str, bool]:
    """Login of the account, and whether its reset needs a second person. For after the proof. Raises NotFound."""
    proof = _of(instance_id)
    proved = proof.person_id if proof is not None and proof.proved_at is not None else None
    person = people.by_id(proved) if proved is not None else people.find(account)
    if person is None:
        raise NotFound(_("There is no account of this name."))
    return person.login, bool(PRIVILEGED & set(person.roles))


def _matches(proof: Proof, code: str) -> bool:
    alive = bool(proof.code) and proof.tries <= TRIES and now() < proof.expires_at
    return hmac.compare_digest(proof.code or "-", _hash(proof.instance_id, code.strip())) and alive


def _mail(person: Person, code: mail_secrets.Hidden, key: str) -> bool:
    """False where there is no verified address, or its owner got enough mails this hour under other names."""
    if not (person.email and person.email_verified) or not attempts.allowed(attempts.CODE_OWNER, person.login):
        return False
    with using(person.language):
        words = _(
            "Hello %(name)s,\n\nyour code for a new password is\n\n%(code)s\n\nIt is valid for 15 minutes. If you did "
            "not ask for it, do nothing, and never tell it to anybody who calls you.",
            name=person.name,
            code=code.secret,
        )
        outbox.mail(person, "code", _("Your code for a new password"), words, key=f"code:{key}", secret=code)
    return True


def _of(instance_id: int) -> Proof | None:
    return session().scalar(select(Proof).where(Proof.instance_id == instance_id))


def _hash(instance_id: int, code: str) -> str:
    return house.sign("identity", f"{instance_id}:{code}")


def _note(proof: Proof, kind: str, text: str) -> None:
    journal.write(0, "laneway", kind, text, instance=proof.instance_id, person=proof.person_id)
