"""Everything about one person, for the desk and those who oversee. Only reads."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from app.db import session
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.operations.people import person_of
from app.operations.permissions import Actor, actor_of, require
from app.operations.roles import OVERSEERS
from app.queries import questions, resets, substitutes, tasks
from app.queries.people import PersonView, view_of
from app.queries.questions import Asked
from app.queries.requests import NEWEST, RequestLine, line
from app.queries.resets import Resets
from app.queries.sight import newest
from app.queries.substitutes import Absence
from app.queries.tasks import TaskLine

READERS = OVERSEERS
MOST = 20


@dataclass(frozen=True)
class Dossier:
    """`going` and `ended`: the newest requests by or for the person; `tasks`: what waits for them by name;
    `questions`: what they are asked; `resets`: how often they needed a new password; `most`: how many
    requests are listed.
    """

    person: PersonView
    manager_name: str
    going: list[RequestLine]
    ended: list[RequestLine]
    tasks: list[TaskLine]
    absences: list[Absence]
    resets: Resets
    questions: list[Asked]
    most: int


def dossier(actor: Actor, login: str) -> Dossier:
    """One person whole. Raises Forbidden, NotFound."""
    require(actor, *READERS)
    row = person_of(login)
    theirs = actor_of(row)
    return Dossier(
        view_of(row.login),
        row.manager.name if row.manager else "",
        _requests(actor, row, ended=False),
        _requests(actor, row, ended=True),
        tasks.page(theirs, scope="mine", limit=MOST).items,
        substitutes.of(theirs),
        resets.of(actor, row.login),
        questions.waiting_for(theirs),
        MOST,
    )


@dataclass(frozen=True)
class Glance:
    """How much there is of somebody: open requests, tasks they hold, new passwords so far."""

    going: int = 0
    tasks: int = 0
    resets: int = 0


def glances(actor: Actor, logins: list[str]) -> dict[str, Glance]:
    """The same for each of a few people, in one statement. Raises Forbidden."""
    require(actor, *READERS)
    mine = or_(Request.requester_id == Person.id, Request.requested_for_id == Person.id)
    going = select(func.count()).where(mine, Request.state != "ended").correlate(Person)
    held = select(func.count()).where(Task.assignee_id == Person.id, Task.state == "open").correlate(Person)
    counted = (going.scalar_subquery(), held.scalar_subquery(), resets.counted().scalar_subquery())
    rows = session().execute(select(Person.login, *counted).where(Person.login.in_(logins)))
    return {login: Glance(*numbers) for login, *numbers in rows}


def _requests(actor: Actor, person: Person, *, ended: bool) -> list[RequestLine]:
    state = Request.state == "ended" if ended else Request.state != "ended"
    return [line(row) for row in newest(actor, [state], NEWEST, MOST, parties={person.id})]
