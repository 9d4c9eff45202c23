"""Whoever changes what an instance does takes its row first: one at a time, whichever process they are in.

Inside the caller's transaction, which ends the lock. Never runs the engine (advance.py).
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, select

from app import tracing
from app.db import session, waited
from app.errors import NotFound
from app.loading import Objects
from app.models.instance import Instance
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.models.timer import Timer
from app.operations import definitions, house, journal
from app.session_cache import hold
from workflows.definition import Definition
from workflows.record import Record


@dataclass
class Locked:
    """An instance whose row this transaction holds, with its request and parsed definition."""

    instance: Instance
    request: Request
    definition: Definition
    member: bool = False  # whoever locked it by a task is in the group of that, as the locked row says
    _read: tuple[str, Record] = ("", Record())

    @property
    def variables(self) -> Record:
        """The instance's (workflows/scopes.py), read once: nothing in them is ever changed in place."""
        if self._read[0] is not self.instance.variables:
            self._read = (self.instance.variables, Record.read(self.instance.variables))
        return self._read[1]

    @property
    def zone(self) -> str:
        """The zone in which naive times of this item are read."""
        return self.definition.process.properties.get("timezone") or house.config().timezone


def lock(instance_id: int) -> Locked:
    """Take the instance row FOR UPDATE (on SQLite the transaction itself is exclusive). Raises NotFound."""
    return _lock(BY_INSTANCE, instance_id)


def lock_request(request_id: int) -> Locked:
    """The same, found by the request."""
    return _lock(BY_REQUEST, request_id)


def lock_task(task_id: int) -> Locked:
    """The same, found by one of its tasks."""
    return _lock(BY_TASK, task_id)


def lock_timer(timer_id: int) -> Locked:
    """The same, found by one of its timers."""
    return _lock(BY_TIMER, timer_id)


LOCKING = (
    select(Instance, Request, Person)
    .join(Request, Request.id == Instance.request_id)
    .join(Person, Person.id == Request.requester_id)  # for whom it is: mostly the same person, else one more look
    # the request as well: whoever waited here would else be shown its row as it was before the wait (PostgreSQL reads
    # anew only what it locks); without its key, so that a comment that names it need not wait
    .with_for_update(of=(Instance, Request), key_share=True)
)


def _locking(instance: ColumnElement[bool]) -> Objects:
    return Objects(LOCKING.where(instance), anew=True)


BY_INSTANCE = _locking(Instance.id == bindparam("id"))
BY_REQUEST = _locking(Instance.request_id == bindparam("id"))
BY_TIMER = _locking(Instance.id == select(Timer.instance_id).where(Timer.id == bindparam("id")).scalar_subquery())
BY_TASK = _locking(Instance.id == select(Task.instance_id).where(Task.id == bindparam("id")).scalar_subquery())


def _lock(locking: Objects, row_id: int) -> Locked:
    for instance, request, requester in locking.ask(session(), {"id": row_id}):
        waited()
        journal.holds_lock(request.id)
        tracing.about(request.number)
        session().info["held"] = instance  # sessions keep rows weakly: the answer need not read it again
        hold(request, requester)
        return Locked(instance, request, definitions.parsed(instance.version_id))
    raise NotFound()
