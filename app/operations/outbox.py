"""The outbox: mails and messages as rows, written in the transaction that causes them, sent later by a worker.

So a mail never tells of something that did not happen, and nothing that happened goes untold. Writes rows and marks
them; never sends (app/jobs/outbox.py does), never opens a transaction.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.beside import keeps
from app.catalogue import notices
from app.db import before_commit, last, now, ring, session, table
from app.models.lease import UNCLAIMED
from app.models.outbox import Outbox
from app.models.person import Person
from app.models.request import Request
from app.operations import house, journal, leases, retries, telling
from app.operations.mail_secrets import Hidden
from app.operations.wording import of_version
from workflows.values import dumps, loads

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def mail(
    person: Person,
    kind: str,
    subject: str,
    body: str,
    request: Request | None = None,
    key: str | None = None,
    secret: Hidden | None = None,
) -> Outbox | None:
    """Write a mail to `person` in plain text. None when a mail of that `key` was written before.

    `kind`: what it is about, for filters and the mailbox page. Payload: {kind, to, name, subject, text, language}. An
    empty `to` (no address known) stays readable on the mailbox page and leaves nowhere. `secret`: what of the body no
    table may hold.
    """
    said: dict[str, Any] = secret.put_away(body) if secret else {"text": body}
    letter = {"kind": kind, "to": person.email, "name": person.name, "language": person.language, **said}
    return write("mail", {**letter, "subject": one_line(subject)}, key=key, request=request, person=person)


def letters(
    people: Iterable[Person],
    kind: str,
    facts: dict[str, Any],
    *,
    key: str,
    request: Request | None = None,
    own: Mapping[int, dict[str, Any]] | None = None,
    event: str = "",
) -> None:
    """Tell each, the way they want it, with words made from `kind` and `facts` when they are read or sent
    (catalogue/mails.py).

    `own`: what only the mail to that person says, by id. `event`: what they chose that way for, where it is not plain
    from the kind (catalogue/notices.py).
    `key` with the person's id must be unique by construction. Nobody who has left is written to.
    """
    event, request_id = event or notices.event_of(kind), request.id if request else None
    most = house.config().max_attempts
    new = {"kind": "mail", "request_id": request_id, "max_attempts": most, "created_at": now(), **UNCLAIMED}
    rows = []
    for person in (person for person in people if person.active):
        own_key, wishes, said = f"{key}:{person.id}", telling.wishes_of(person), _said(facts, person, request)
        telling.tell(person, wishes.way(event), kind, said, own_key, request_id)
        due = telling.mail_at(person, wishes, kind, event)
        if due is None:
            continue
        payload = _letter(person, kind, {**said, **(own or {}).get(person.id, {})}, request)
        rows.append({**new, "key": own_key, "payload": dumps(payload), "person_id": person.id, "run_at": due})
        ring(f"mailbox:{person.id}")
    if rows:
        session().info["letters"].extend(rows)
        ring("outbox")


def digest(person: Person, facts: dict[str, Any], *, key: str) -> None:
    """Write somebody's daily mail; it leaves at once, for its hour is the one they chose."""
    write("mail", _letter(person, "digest", facts, None), key=key, person=person)


def _post(current: Session) -> None:
    """The transaction's letters are written together, as its last act."""
    if current.info["letters"]:
        last(LETTERS, current.info["letters"])
        current.info["letters"] = []


#: RFC 5321, 4.5.4.1: whoever sends mail gives up after four to five days at the earliest.
PATIENCE = timedelta(days=5)
LETTERS = insert(table(Outbox))
before_commit.append(_post)
keeps("letters", list)


def _said(facts: dict[str, Any], person: Person, request: Request | None) -> dict[str, Any]:
    """The facts with the step's name as the item's texts say it in the person's language."""
    if request is None or not facts.get("task"):
        return facts
    return {**facts, "task": of_version(request.version_id, person.language).say(facts["task"])}


def _letter(person: Person, kind: str, facts: dict[str, Any], request: Request | None) -> dict[str, Any]:
    """`thread`: the key of the first mail about the request, to which mail programs add this one."""
    told = {**facts, "zone": person.timezone or house.config().timezone}
    words = {"kind": kind, "to": person.email, "name": person.name, "language": person.language, "facts": told}
    return {**words, "thread": f"{request.number}:submitted:{person.id}"} if request else words


def write(
    kind: str,
    payload: dict[str, Any],
    *,
    key: str | None = None,
    request: Request | None = None,
    person: Person | None = None,
    max_attempts: int | None = None,
) -> Outbox | None:
    """Write any row; `kind` decides who sends it (app/jobs/outbox.py). None when `key` was used before."""
    if key is not None and session().scalar(select(Outbox.id).where(Outbox.key == key)) is not None:
        return None
    moment = now()
    row = Outbox(
        kind=kind,
        key=key or str(uuid4()),
        payload=dumps(payload),
        request_id=request.id if request else None,
        person_id=person.id if person else None,
        max_attempts=max_attempts or house.config().max_attempts,
        run_at=moment,
        created_at=moment,
    )
    session().add(row)
    ring("outbox")
    if person is not None:
        ring(f"mailbox:{person.id}")
    return row


def written(keys: list[str]) -> set[str]:
    """Which of these keys have a row already."""
    return set(session().scalars(select(Outbox.key).where(Outbox.key.in_(keys))))


def one_line(text: str) -> str:
    """A text as one header line: every line break and control character becomes a space (RFC 5322, 2.2)."""
    return _BREAKS.sub(" ", text).strip()[:300]


def sent(outbox_id: int, token: int) -> None:
    """It has left, or needs not to. Raises StaleLease."""
    leases.finished(Outbox, outbox_id, token)


def delayed(outbox_id: int, token: int, error: str, retry_after: float | None) -> None:
    """It may pass: tried again soon, some times. A mail then waits for its server, each time as long again as it has
    waited, at most an hour, for five days. Anything else has `failed`, and in the end a mail, too. Raises StaleLease.
    """
    row = session().get_one(Outbox, outbox_id)
    key, waited = f"outbox:{row.id}", now() - row.created_at
    if row.attempts < row.max_attempts:
        wait = retries.delay(row.attempts, key, house.config().retry_seconds, retry_after)
        leases.postpone(Outbox, outbox_id, token, wait, error)
    elif row.kind == "mail" and waited < PATIENCE:  # the last try stays: a mail that ends its worker is not patient's
        leases.postpone(Outbox, outbox_id, token, retries.patient(waited.total_seconds(), key), error, counted=False)
    else:
        failed(outbox_id, token, error)


def failed(outbox_id: int, token: int, error: str) -> None:
    """It is not tried again by itself, with an entry in the request's journal.

    A dead mail is no incident, for no instance waits for it; the row stays readable and can be sent again.
    Raises StaleLease.
    """
    row = session().get_one(Outbox, outbox_id)
    leases.bury(Outbox, outbox_id, token, error)
    said = loads(row.payload)
    facts = {"outbox": row.id, "error": error}
    if row.kind == "message":
        facts["name"] = said["name"]
    text = f"Could not be sent: {said.get('subject') or row.kind}."
    journal.write(row.request_id or 0, "laneway", f"{row.kind}.failed", text, **facts)


def again() -> int:
    """Send what was given up once more, with all its tries. How many there were."""
    dead = session().scalars(select(Outbox.id).where(Outbox.state == "dead").order_by(Outbox.id)).all()
    for outbox_id in dead:
        leases.again(Outbox, outbox_id)
    ring("outbox")
    return len(dead)
