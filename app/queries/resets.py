"""How often somebody needed a new password, by whatever way it came about. Only reads."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from app.db import session
from app.errors import NotFound
from app.models.instance import Instance
from app.models.person import Person
from app.models.proof import Proof
from app.models.request import Request
from app.operations.permissions import Actor, see_task
from app.operations.roles import OVERSEERS


@dataclass(frozen=True)
class Resets:
    """`count`: fulfilled requests for a new password of this account; `latest`: when the last one ended, aware UTC."""

    count: int
    latest: datetime | None


def behind(actor: Actor, task_id: int) -> Resets | None:
    """Of the person whose identity a task is about; None where it is about nobody's, or the reader may not know.

    Raises NotFound for a task that the reader may not see.
    """
    task = see_task(actor, task_id)
    query = select(Person).join(Proof, Proof.person_id == Person.id).where(Proof.instance_id == task.instance_id)
    person = session().scalar(query) if actor.has(*OVERSEERS) else None
    return _counted(person) if person else None


def of(actor: Actor, login: str) -> Resets:
    """One's own; the desk, process managers and administrators see everybody's. Raises NotFound."""
    person = session().scalar(select(Person).where(Person.login == login))
    if person is None or (person.id != actor.id and not actor.has(*OVERSEERS)):
        raise NotFound()
    return _counted(person)


def counted() -> Select[int]:
    """How many new passwords, of the Person of a statement around it."""
    return (
        select(func.count())
        .select_from(Proof)
        .join(Instance, Instance.id == Proof.instance_id)
        .join(Request, Request.id == Instance.request_id)
        .where(Proof.person_id == Person.id, Request.outcome == "fulfilled")
        .correlate(Person)
    )


def _counted(person: Person) -> Resets:
    query = (
        select(func.count(), func.max(Request.ended_at))
        .select_from(Proof)
        .join(Instance, Instance.id == Proof.instance_id)
        .join(Request, Request.id == Instance.request_id)
        .where(Proof.person_id == person.id, Request.outcome == "fulfilled")
    )
    count, latest = session().execute(query).one()
    return Resets(count, latest)
