"""Links in mails to approvers: each opens the page of one decision, for one person, for seven days, once.

What is stored is a hash, and the mail in the outbox holds only a number from which the secret is made with the house's
key when the mail is read or sent: neither table opens anything to whoever copies it. Looking at a link changes nothing.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, joinedload

from app.beside import keeps
from app.catalogue import mails
from app.db import before_commit, last, now, session, table
from app.errors import NotFound
from app.language import gettext as _
from app.models.decision_link import DecisionLink
from app.models.person import Person
from app.models.task import Task
from app.operations import house, mail_secrets
from app.operations.sessions import digest
from workflows.values import loads

LIFE = timedelta(days=7)
FACT = "decide"  # of a mail: the number of its link
PROPERTY = "decide_by_mail"
WAYS = ("login", "link", "reply", "no")  # sign in first; the link is enough; sign in or reply; no link at all


@dataclass(frozen=True)
class Found:
    """A link with whom it is for and what it is about. `way`: whether its holder signs in first."""

    link: DecisionLink
    task: Task
    person: Person
    way: str


def way(task: Task) -> str:
    """`login` unless the step, or its item, says otherwise."""
    said = loads(task.properties).get(PROPERTY)
    return said if said in WAYS else "login"


def write(task: Task, people: Iterable[Person], key: str) -> dict[int, dict[str, Any]]:
    """One link for each of these people, to be told in the mail `key`: what their mail says of it, by person id."""
    if task.kind != "approval" or way(task) == "no":
        return {}
    moment, told = now(), {}
    for person in people:
        number = secrets.token_urlsafe(16)
        told[person.id] = {FACT: number, "reply": way(task) == "reply"}
        row = {
            "hash": digest(secret(number)),
            "thread": thread(f"{key}:{person.id}"),
            "task_id": task.id,
            "task_version": task.version,
            "person_id": person.id,
            "created_at": moment,
            "expires_at": moment + LIFE,
        }
        session().info["links"].append(row)
    return told


def _store(current: Session) -> None:
    """The transaction's links are written together, as its last act."""
    if current.info["links"]:
        last(LINKS, current.info["links"])
        current.info["links"] = []


LINKS = insert(table(DecisionLink))
before_commit.append(_store)
keeps("links", list)


def secret(number: str) -> str:
    """The secret of the link with this number: 128 bits, which only this house can make."""
    return house.sign("decide", number)[:32]


def thread(key: str) -> str:
    """The local part of the Message-ID under which the mail of this key leaves (connectors/mail.py)."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def opened(
    payload: dict[str, Any], own: Mapping[tuple[str, str], mails.Own] | None = None, order: Iterable[Any] = ()
) -> mails.Mail:
    """The mail of an outbox row, with the address of its link where it has one. `own`: the house's own words; `order`:
    [(label, text)] of what is to be decided.
    """
    facts = payload.get("facts", {})
    if FACT not in facts:
        return mails.opened(mail_secrets.revealed(payload), own)
    address = f"{house.config().public_url}/decide/{secret(facts[FACT])}"
    return mails.opened({**payload, "facts": {**facts, "link": address, "order": list(order)}}, own)


def find(given: str) -> Found:
    """The link of this secret, whatever became of its task. Raises NotFound."""
    query = (
        select(DecisionLink, Task, Person)
        .join(Task, Task.id == DecisionLink.task_id)
        .join(Person, Person.id == DecisionLink.person_id)
        .where(DecisionLink.hash == digest(given), Person.active)
        .options(joinedload(Task.request))
    )
    row = session().execute(query).one_or_none()
    if row is None:
        raise NotFound(_("This link is not known here. Look into your inbox instead."))
    return Found(row.DecisionLink, row.Task, row.Person, way(row.Task))
