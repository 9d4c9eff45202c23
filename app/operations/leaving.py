"""Somebody leaves, or comes back: signing in ends at once, and what they hold goes to whoever may take it."""

from sqlalchemy import delete, select

from app.db import session
from app.models.candidate import Candidate
from app.models.person import Person
from app.models.task import Task
from app.operations import assignment, journal, notices, sessions, tasks
from app.operations.locking import Locked, lock
from app.operations.people import keep_an_administrator, person_of
from app.operations.permissions import LANEWAY, Actor, require
from app.operations.roles import ADMINISTRATORS


def deactivate(actor: Actor, login: str) -> Person:
    """Nobody signs in as them any more, their tokens open nothing, and what they hold goes to whoever may take it.
    Raises Forbidden, NotFound, Conflict (the last administrator).
    """
    require(actor, *ADMINISTRATORS)
    row = person_of(login)
    if not row.active:
        return row
    row.active = False
    keep_an_administrator()
    sessions.end_all(row.id)
    sessions.end_links(row.id)
    pass_on(actor, row.id)
    journal.write(0, actor.login, "person.deactivated", f"Deactivated {row.login}.", login=row.login)
    return row


def pass_on_leftovers() -> int:
    """Tasks that reached somebody in the moment in which they left: passed on as well. Returns how many tasks."""
    held = select(Task.assignee_id).join(Person, Person.id == Task.assignee_id)
    leavers = session().scalars(held.where(Task.state == "open", Person.active.is_(False)).distinct().limit(20)).all()
    return sum(pass_on(LANEWAY, person_id) for person_id in leavers if person_id is not None)


def reactivate(actor: Actor, login: str) -> Person:
    """They may sign in again, with the password and the tokens they had. Raises Forbidden, NotFound."""
    require(actor, *ADMINISTRATORS)
    row = person_of(login)
    if not row.active:
        row.active = True
        journal.write(0, actor.login, "person.activated", f"Activated {row.login}.", login=row.login)
    return row


def pass_on(actor: Actor, person_id: int) -> int:
    """Everything a leaving person holds or is offered alone goes back or to their superior. Returns how many tasks."""
    require(actor, *ADMINISTRATORS)
    person = session().get_one(Person, person_id)
    open_ones = (
        select(Task.id).where(Task.assignee_id == person_id, Task.state == "open").order_by(Task.instance_id, Task.id)
    )
    moved = session().scalars(open_ones).all()
    for task_id in moved:
        _pass_one(actor, task_id, person)
    session().execute(delete(Candidate).where(Candidate.person_id == person_id))
    return len(moved)


def _pass_one(actor: Actor, task_id: int, leaver: Person) -> None:
    instance_id = session().scalar(select(Task.instance_id).where(Task.id == task_id))
    held = lock(instance_id or 0)
    task = session().get_one(Task, task_id)
    if task.group_id is not None:
        heir = None
    else:
        heir = _heir(leaver, held, task)
    tasks.hand(task, heir)
    to = heir.name if heir else (task.group.name if task.group else "")
    text = f"{leaver.name} has left: {task.name} goes to {to}."
    facts = {**journal.of_task(task), "from": leaver.name, "who": to}
    journal.write(held.request.id, actor.login, "task.passed_on", text, **facts)
    if heir:
        notices.assigned(task, held.request, heir)


def _heir(leaver: Person, held: Locked, task: Task) -> Person | None:
    """The nearest superior who may act, else a process manager, else an administrator."""
    barred = {leaver.id}
    if task.kind == "approval":
        barred |= {held.request.requester_id, held.request.requested_for_id}
    line = [
        *assignment.line_above(leaver),
        *assignment.holders_of("process_manager"),
        *assignment.holders_of("administrator"),
    ]
    return next((p for p in line if p.id not in barred), None)
