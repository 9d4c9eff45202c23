"""Somebody leaves, or comes back: signing in ends at once, and what they hold goes to whoever may take it."""

from app.models.person import Person
from app.operations import journal, sessions, tasks
from app.operations.people import keep_an_administrator, person_of
from app.operations.permissions import Actor


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


def reactivate(actor: Actor, login: str) -> Person:
    """They may sign in again, with the password they had."""
    row = person_of(login)
    if not row.active:
        row.active = True
        journal.write(0, actor.login, "person.activated", f"Activated {row.login}.", login=row.login)
    return row
