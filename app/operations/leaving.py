"""Somebody leaves, or comes back: signing in ends at once, and what they hold goes to whoever may take it."""

from sqlalchemy import select

from app.db import session
from app.models.person import Person
from app.models.task import Task
from app.operations import journal, sessions, tasks
from app.operations.people import keep_an_administrator, person_of
from app.operations.permissions import LANEWAY, Actor


def deactivate(actor: Actor, login: str) -> Person:
    """Nobody signs in as them any more, and what they hold goes to whoever may take it."""
    row = person_of(login)
    if not row.active:
        return row
    row.active = False
    keep_an_administrator()
    sessions.end_all(row.id)
    sessions.end_links(row.id)
    tasks.pass_on(actor, row.id)
    journal.write(0, actor.login, "person.deactivated", f"Deactivated {row.login}.", login=row.login)
    return row


def pass_on_leftovers() -> int:
    """Tasks that reached somebody in the moment in which they left: passed on as well. Returns how many tasks."""
    held = select(Task.assignee_id).join(Person, Person.id == Task.assignee_id)
    leavers = session().scalars(held.where(Task.state == "open", Person.active.is_(False)).distinct().limit(20)).all()
    return sum(tasks.pass_on(LANEWAY, person_id) for person_id in leavers if person_id is not None)


def reactivate(actor: Actor, login: str) -> Person:
    """They may sign in again, with the password they had."""
    row = person_of(login)
    if not row.active:
        row.active = True
        journal.write(0, actor.login, "person.activated", f"Activated {row.login}.", login=row.login)
    return row
