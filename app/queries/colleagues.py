"""To whom a task can be handed: its group first, else whoever a few letters name. Only reads."""

from sqlalchemy import select

from app.catalogue.folding import fold
from app.db import session
from app.models.membership import Membership
from app.models.person import Person
from app.operations.permissions import Actor, see_task
from app.queries.people import Name

MOST = 12


def of_task(actor: Actor, task_id: int, question: str = "") -> list[Name]:
    """Active people but the reader and who has it: without a question the members of the task's group.

    Raises NotFound.
    """
    task = see_task(actor, task_id)
    apart = [one for one in (actor.id, task.assignee_id) if one]
    if task.kind == "approval":
        apart += [task.request.requester_id, task.request.requested_for_id]
    query = select(Person).where(Person.active, Person.id.not_in(apart))
    for word in fold(question).split()[:5]:
        query = query.where(Person.search.contains(word, autoescape=True))
    if not question:
        members = select(Membership.person_id).where(Membership.group_id == (task.group_id or 0))
        query = query.where(Person.id.in_(members))
    rows = session().scalars(query.order_by(Person.name).limit(MOST))
    return [Name(row.login, row.name, row.department) for row in rows]
