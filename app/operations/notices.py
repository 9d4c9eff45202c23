"""What is told, when: mails and notices written in the transaction of the change, each as its reader wants it.

Never sends; never finds out who hears of something (recipients.py) or who does a task (assignment.py).
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from app.db import now, session
from app.models.added_work import AddedWork
from app.models.comment import Comment
from app.models.incident import Incident
from app.models.person import Person
from app.models.question import Question
from app.models.request import Request
from app.models.suspension import Suspension
from app.models.task import Task
from app.operations import decision_links, house, outbox, recipients
from app.operations.assignment import Offer, holders_of
from app.operations.permissions import Actor
from app.session_cache import of_many


def submitted(request: Request) -> None:
    """The requester, and whom it is for, have it in writing."""
    outbox.letters(
        recipients.parties(request), "submitted", _facts(request), key=f"{request.number}:submitted", request=request
    )


def begun(request: Request, by: str, name: str, actor: Actor) -> None:
    """The requester, and whom it is for, hear of a request that they did not order. `by`: schedule, person, message,
    signal; `name`: of the message or signal."""
    facts = {**_facts(request), "by": by, "task": name, "author": actor.name}
    outbox.letters(recipients.parties(request), "begun", facts, key=f"{request.number}:submitted", request=request)


def offered(task: Task, request: Request, found: Offer) -> None:
    """Whoever may do the task is told once."""
    _ask(task, request, recipients.offered_to(found), f"{request.number}:task:{task.id}")


def remind(instance_id: int, kind: str, element: str, key: str, *, to_requester: bool) -> int:
    """A diagram's own notice (`kind`: reminder, waiting): to those who hold or are offered the open task `element`
    of this instance, or to its requester. Returns how many mails were written; `key` makes each unique.
    """
    query = select(Task).where(Task.instance_id == instance_id, Task.element == element, Task.state == "open")
    waiting = session().scalars(query.order_by(Task.id)).all()
    if not to_requester:
        return sum(len(_remind(kind, task, key)) for task in waiting)
    if not waiting:
        return 0
    task = waiting[-1]
    request, people = task.request, recipients.parties(task.request)
    facts = {**_facts(request), "task": task.name, "hours": _hours(task)}
    outbox.letters(_untold(people, key), kind, facts, key=key, request=request)
    return len(people)


def reminded(task: Task, request: Request, key: str) -> list[Person]:
    """Who has an open task, or may take it, is told that it still waits. Returns them."""
    return _remind("reminder", task, f"{request.number}:{key}")


def delayed(task: Task, request: Request, key: str) -> None:
    """The requester hears that a superior decides now, because nobody did in time."""
    facts = {**_facts(request), "task": task.stage or task.name, "hours": _hours(task)}
    outbox.letters(_untold(recipients.parties(request), key), "waiting", facts, key=key, request=request)


def unheard(task: Task, person: Person, why: str, about: str) -> None:
    """Whoever replied to a mail hears why that decided nothing, once for each reply."""
    key = f"{task.request.number}:unheard:{task.id}:{decision_links.thread(about)}"
    facts = {**_facts(task.request), **_task_facts(task), "why": why}
    outbox.letters(_untold([person], key)[:1], "unheard", facts, key=key, request=task.request)


def _remind(kind: str, task: Task, key: str) -> list[Person]:
    request, people = task.request, recipients.holders(task)
    facts = {**_facts(request), **_task_facts(task), "hours": _hours(task)}
    new = _untold(people, key)
    outbox.letters(new, kind, facts, key=key, request=request, own=decision_links.write(task, new, key))
    return people


def _untold(people: list[Person], key: str) -> list[Person]:
    done = outbox.written([f"{key}:{person.id}" for person in people])
    return [person for person in people if f"{key}:{person.id}" not in done]


def ticking(request: Request, people: list[Person], facts: dict[str, Any], key: str) -> None:
    """A clock has reached a rung of its ladder. `facts`: name, percent, goal, due; `task` and `link` of one task."""
    outbox.letters(people, "clock", {**_facts(request), **facts}, key=key, request=request)


def _hours(task: Task) -> int:
    return int((now() - task.created_at).total_seconds() // 3600)


def progressed(task: Task, request: Request, actor: Actor) -> None:
    """The requester hears that a step is done, unless it was their own, is internal, or ended the request."""
    if task.internal or task.kind == "requester" or request.state == "ended":
        return
    facts = {**_facts(request), "task": task.stage or task.name, "author": actor.name}
    people = [person for person in recipients.parties(request) if person.id != actor.id]
    outbox.letters(people, "progress", facts, key=f"{request.number}:progress:{task.id}", request=request)
    _watchers_hear(request, facts, f"{request.number}:watched:{task.id}", actor.id)


def assigned(task: Task, request: Request, person: Person) -> None:
    """Somebody was handed a task by somebody else."""
    event = "assigned" if task.kind == "fulfilment" else ""
    _ask(task, request, [person], f"{request.number}:assigned:{task.id}:{task.version}", event)


def _ask(task: Task, request: Request, people: list[Person], key: str, event: str = "") -> None:
    """The mail that asks for a task; that of an approval has a link for each to decide by."""
    facts = {**of_many(("facts", request.id), lambda: _facts(request)), **_task_facts(task)}
    own = decision_links.write(task, people, key)
    outbox.letters(people, f"task-{task.kind}", facts, key=key, request=request, own=own, event=event)


def moved(task: Task, request: Request, before: str, wanted: str) -> None:
    """Who has a step, or may take it, hears that it is due at another time because the wanted date changed."""
    facts = {**_facts(request), **_task_facts(task), "before": before, "wanted": wanted}
    key = f"{request.number}:moved:{task.id}:{now().isoformat()}"
    outbox.letters(recipients.holders(task), "moved", facts, key=key, request=request)


def commented(comment: Comment, request: Request, apart: Collection[int] = ()) -> None:
    """A public comment reaches the other side of the conversation and who watches; an internal one nobody outside.

    `apart`: ids of those who hear of it as being named in it.
    """
    if comment.internal:
        return
    facts = {**_facts(request), "author": comment.author.name, "text": comment.text}
    people = [person for person in recipients.listeners(comment, request) if person.id not in apart]
    outbox.letters(people, "comment", facts, key=f"{request.number}:comment:{comment.id}", request=request)


def mentioned(comment: Comment, request: Request, people: list[Person]) -> None:
    """Who is named in a comment hears what it says."""
    facts = {**_facts(request), "author": comment.author.name, "text": comment.text}
    outbox.letters(people, "mention", facts, key=f"{request.number}:mention:{comment.id}", request=request)


def invited(request: Request, person: Person, actor: Actor) -> None:
    """Who may watch a request from now on hears by whom."""
    facts = {**_facts(request), "author": actor.name}
    outbox.letters([person], "invited", facts, key=f"{request.number}:invited:{now().isoformat()}", request=request)


def asked(question: Question) -> None:
    """Who is asked from a task hears the question."""
    request = question.request
    facts = {**_facts(request), "author": question.comment.author.name, "text": question.comment.text}
    key = f"{request.number}:question:{question.id}"
    outbox.letters([question.asked], "question", facts, key=key, request=request)


def replied(question: Question) -> None:
    """The answer reaches who asked, who has the task now, and who stands in for them."""
    request, answer = question.request, question.answer
    if answer is None:
        return
    told = [person for person in recipients.askers(question) if person.id != answer.author_id]
    facts = {**_facts(request), **_task_facts(question.task), "author": answer.author.name, "text": answer.text}
    outbox.letters(told, "answer", facts, key=f"{request.number}:answer:{question.id}", request=request)


def added_done(row: AddedWork, actor: Actor) -> None:
    """Who asked for added work, and who has the task beside it, hear what became of it."""
    ids = {row.by_id, row.beside.assignee_id or row.by_id} - {actor.id}
    people = recipients.active(ids)
    request = row.task.request
    facts = {**_facts(request), **_task_facts(row.beside), "task": row.task.name, "author": actor.name}
    told = {**facts, "text": row.answer, "outcome": row.result}
    outbox.letters(people, "added-done", told, key=f"{request.number}:added:{row.id}", request=request)


def added_over(row: AddedWork, request: Request) -> None:
    """Whoever has added work hears that nobody needs it any more."""
    if row.task.assignee is None:
        return
    facts = {**_facts(request), **_task_facts(row.task)}
    outbox.letters([row.task.assignee], "added-over", facts, key=f"{request.number}:over:{row.id}", request=request)


def ended(request: Request) -> None:
    """The requester is told how it ended."""
    facts = {**_facts(request), "outcome": request.outcome, "reason": request.reason or ""}
    outbox.letters(recipients.parties(request), "ended", facts, key=f"{request.number}:ended", request=request)
    _watchers_hear(request, facts, f"{request.number}:watched:ended")


def paused(request: Request, suspension: Suspension) -> None:
    """The requester, and whom it is for, hear that it stands, why, and until when."""
    until = suspension.ends_at.isoformat() if suspension.ends_at else None
    people = [person for person in recipients.parties(request) if person.id != suspension.person_id]
    facts = {**_facts(request), "reason": suspension.reason, "due": until}
    outbox.letters(people, "paused", facts, key=f"{request.number}:paused:{suspension.id}", request=request)


def stuck(request: Request, incident: Incident) -> None:
    """The process managers get the incident; the requester sees one honest sentence on the request's page."""
    facts = {**_facts(request), "cause": incident.cause, "link": f"{house.config().public_url}/incidents/{incident.id}"}
    key = f"{request.number}:incident:{incident.id}"
    outbox.letters(holders_of("process_manager"), "incident", facts, key=key, request=request)


def _watchers_hear(request: Request, facts: dict[str, Any], key: str, but: int = 0) -> None:
    """How a request that they watch goes on; its parties hear it in words of their own."""
    own = {but, *(person.id for person in recipients.parties(request))}
    people = [person for person in recipients.watchers(request) if person.id not in own]
    outbox.letters(people, "watched", facts, key=key, request=request)


def _facts(request: Request) -> dict[str, Any]:
    return {
        "number": request.number,
        "title": request.title,
        "requester": request.requester.name,
        "requested_for": request.requested_for.name,
        "at": now().isoformat(),
        "link": f"{house.config().public_url}/requests/{request.number}",
    }


def _task_facts(task: Task) -> dict[str, Any]:
    return {
        "task": task.name,
        "kind": task.kind,
        "due": task.due_at.isoformat() if task.due_at else None,
        "link": f"{house.config().public_url}/tasks/{task.id}",
    }
