"""Who is told what, when: mails written to the outbox in the transaction of the change.

Never sends; never decides who does a task (assignment.py).
"""

from typing import Any

from sqlalchemy import select

from app.db import now, session
from app.models.comment import Comment
from app.models.incident import Incident
from app.models.membership import Membership
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.operations import house, outbox
from app.operations.assignment import Offer, holders_of

GROUP_LIMIT = 20  # a larger group is told through its own address only


def submitted(request: Request) -> None:
    """The requester, and whom it is for, have it in writing."""
    for person in _parties(request):
        outbox.letter(person, "submitted", _facts(request), key=f"{request.number}:submitted:{person.id}", request=request)


def offered(task: Task, request: Request, found: Offer) -> None:
    """Whoever may do the task is told once."""
    facts = {**_facts(request), **_task_facts(task)}
    for person in _offered_to(found):
        outbox.letter(person, f"task-{task.kind}", facts, key=f"{request.number}:task:{task.id}:{person.id}", request=request)


def assigned(task: Task, request: Request, person: Person) -> None:
    """Somebody was handed a task by somebody else."""
    facts = {**_facts(request), **_task_facts(task)}
    key = f"{request.number}:assigned:{task.id}:{task.version}:{person.id}"
    outbox.letter(person, f"task-{task.kind}", facts, key=key, request=request)


def commented(comment: Comment, request: Request) -> None:
    """A public comment reaches the other side of the conversation; an internal one nobody outside."""
    if comment.internal:
        return
    facts = {**_facts(request), "author": comment.author.name, "text": comment.text}
    for person in _listeners(comment, request):
        outbox.letter(person, "comment", facts, key=f"{request.number}:comment:{comment.id}:{person.id}", request=request)


def ended(request: Request) -> None:
    """The requester is told how it ended."""
    facts = {**_facts(request), "outcome": request.outcome, "reason": request.reason or ""}
    for person in _parties(request):
        outbox.letter(person, "ended", facts, key=f"{request.number}:ended:{person.id}", request=request)


def stuck(request: Request, incident: Incident) -> None:
    """The process managers get the incident; the requester sees one honest sentence on the request's page."""
    facts = {**_facts(request), "cause": incident.cause, "link": f"{house.config().public_url}/incidents/{incident.id}"}
    for person in holders_of("process_manager"):
        outbox.letter(person, "incident", facts, key=f"{request.number}:incident:{incident.id}:{person.id}", request=request)


def _parties(request: Request) -> list[Person]:
    both = {request.requester_id: request.requester, request.requested_for_id: request.requested_for}
    return list(both.values())


def _offered_to(found: Offer) -> list[Person]:
    people = [p for p in (found.assignee, *found.people) if p is not None]
    if people or found.group is None:
        return people
    query = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.group_id == found.group.id, Person.active)
        .order_by(Person.id)
        .limit(GROUP_LIMIT)
    )
    return list(session().scalars(query))


def _listeners(comment: Comment, request: Request) -> list[Person]:
    workers = select(Person).join(Task, Task.assignee_id == Person.id).where(Task.request_id == request.id, Task.state == "open")
    everyone = {p.id: p for p in [*_parties(request), *session().scalars(workers)]}
    everyone.pop(comment.author_id, None)
    return list(everyone.values())


def _facts(request: Request) -> dict[str, Any]:
    return {
        "number": request.number, "title": request.title, "requester": request.requester.name,
        "requested_for": request.requested_for.name, "at": now().isoformat(),
        "link": f"{house.config().public_url}/requests/{request.number}",
    }


def _task_facts(task: Task) -> dict[str, Any]:
    return {
        "task": task.name, "kind": task.kind, "due": task.due_at.isoformat() if task.due_at else None,
        "link": f"{house.config().public_url}/tasks/{task.id}",
    }
