"""Who hears of a request, of a task, of what is said: plain lists of people, each once.

Never writes; never decides who does a task (assignment.py).
"""

from collections.abc import Collection

from sqlalchemy import or_, select

from app.db import now, session
from app.models.candidate import Candidate
from app.models.comment import Comment
from app.models.membership import Membership
from app.models.person import Person
from app.models.question import Question
from app.models.request import Request
from app.models.substitute import Substitute
from app.models.task import Task
from app.models.watcher import Watcher
from app.operations.assignment import Offer

GROUP_LIMIT = 20  # a larger group is told through its own address only


def parties(request: Request) -> list[Person]:
    """Who asked, and whom it is for."""
    both = {request.requester_id: request.requester, request.requested_for_id: request.requested_for}
    return list(both.values())


def offered_to(found: Offer) -> list[Person]:
    """Whom a task is offered to."""
    people = [p for p in (found.assignee, *found.people) if p is not None]
    return people or list(found.members[:GROUP_LIMIT])


def holders(task: Task) -> list[Person]:
    """Who has an open task, or may take it."""
    if task.assignee is not None:
        return [task.assignee]
    named = (
        select(Person)
        .join(Candidate, Candidate.person_id == Person.id)
        .where(Candidate.task_id == task.id, Person.active)
    )
    return [*members(task.group_id or 0), *session().scalars(named)]


def members(group_id: int) -> list[Person]:
    """Those of a group who are told, at most GROUP_LIMIT."""
    query = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.group_id == group_id, Person.active)
        .order_by(Person.id)
        .limit(GROUP_LIMIT)
    )
    return list(session().scalars(query))


def listeners(comment: Comment, request: Request) -> list[Person]:
    """The other side of the conversation, and who watches; not who speaks."""
    workers = (
        select(Person)
        .join(Task, Task.assignee_id == Person.id)
        .where(Task.request_id == request.id, Task.state == "open")
    )
    everyone = {p.id: p for p in [*parties(request), *session().scalars(workers), *watchers(request)]}
    everyone.pop(comment.author_id, None)
    return list(everyone.values())


def watchers(request: Request) -> list[Person]:
    """Who follows a request that is not theirs."""
    if not request.watchers:
        return []
    query = select(Person).join(Watcher, Watcher.person_id == Person.id).where(Watcher.request_id == request.id)
    return list(session().scalars(query.where(Person.active)))


def askers(question: Question) -> list[Person]:
    """Who waits for an answer: who asked, who has the task now, and who stands in for them."""
    wait_for_it = {question.comment.author_id, question.task.assignee_id or question.comment.author_id}
    standing_in = select(Substitute.substitute_id).where(
        Substitute.person_id.in_(wait_for_it), Substitute.starts_at <= now(), Substitute.ends_at > now()
    )
    people = select(Person).where(or_(Person.id.in_(wait_for_it), Person.id.in_(standing_in)), Person.active)
    return list(session().scalars(people))


def active(ids: Collection[int]) -> list[Person]:
    """Those of them who still work here."""
    return list(session().scalars(select(Person).where(Person.id.in_(ids), Person.active)))
