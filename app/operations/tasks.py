"""Tasks: claim, release, assign, complete. A task is completed at most once; an accepted completion is never lost."""

from typing import Any

from sqlalchemy import select

from app import meters
from app.db import now, ring, session
from app.errors import Conflict, Forbidden, NotFound
from app.language import gettext as _
from app.models.candidate import Candidate
from app.models.person import Person
from app.models.task import Task
from app.operations import (
    added_work,
    answers,
    approvals,
    checklists,
    completion,
    corrections,
    delegating,
    grounds,
    habits,
    journal,
    linking,
    notices,
    plans,
    quality,
    seen,
    standing_in,
    standstills,
)
from app.operations.clocks import holds
from app.operations.locked_tasks import locked, must_act, must_be_open
from app.operations.locking import Locked
from app.operations.permissions import Actor, may_assign
from workflows import scopes
from workflows.values import dumps


def claim(actor: Actor, task_id: int) -> Task:
    """Take a task that is offered; claiming what one holds is nothing. Raises Conflict when somebody else has it."""
    held, task = locked(actor, task_id)
    if task.assignee_id == actor.id:
        return task
    must_be_open(task)
    if task.assignee_id is not None and task.assignee_id not in actor.stands_for:
        raise Conflict(_("%(name)s has this already.", name=task.assignee.name if task.assignee else ""))
    must_act(held, actor, task)
    standstills.must_go_on(held.request, actor)
    away = task.assignee
    hand(task, session().get_one(Person, actor.id))
    holds.responded(held, task, actor)
    standing_in.note(task, away)
    seen.mark(actor, task.request_id, task.id)
    journal.write(held.request.id, actor.login, "task.claimed", f"Took: {task.name}.", **journal.of_task(task))
    return task


def release(actor: Actor, task_id: int) -> Task:
    """Give a task back to its group or candidates. A task with neither stays with its holder."""
    held, task = locked(actor, task_id)
    must_be_open(task)
    if task.assignee_id is None:
        return task
    if task.assignee_id != actor.id and not may_assign(actor, task):
        raise Forbidden(_("Only who holds a task can release it."))
    named = session().scalar(select(Candidate.person_id).where(Candidate.task_id == task.id).limit(1))
    if task.group_id is None and named is None:
        raise Conflict(_("Nobody else is offered this task; assign it to somebody instead."))
    hand(task, None)
    journal.write(held.request.id, actor.login, "task.released", f"Gave back: {task.name}.", **journal.of_task(task))
    return task


def assign(actor: Actor, task_id: int, login: str) -> Task:
    """Hand a task to somebody. Raises Forbidden, NotFound (no such person), Conflict (own request)."""
    held, task = locked(actor, task_id)
    must_be_open(task)
    if not may_assign(actor, task):
        raise Forbidden()
    person = session().scalar(select(Person).where(Person.login == login, Person.active))
    if person is None:
        raise NotFound(_("There is no active person with this name."))
    if task.kind == "approval" and person.id in (held.request.requester_id, held.request.requested_for_id):
        raise Conflict(_("Nobody decides on their own request."))
    delegating.note(task, actor, person)
    hand(task, person)
    standing_in.settle(task, held.request)
    text = f"Handed to {person.name}: {task.name}."
    facts = {**journal.of_task(task), "to": person.login, "who": person.name}
    journal.write(held.request.id, actor.login, "task.assigned", text, **facts)
    notices.assigned(task, held.request, person)
    return task


def complete(actor: Actor, task_id: int, data: dict[str, Any], version: int | None = None) -> Task:
    """Finish a task with a form's answers; the process moves on in the same transaction.

    Raises AlreadyDone (with who and when), Conflict (`version` is old), Forbidden, InvalidForm, NotFound.
    """
    habits.look_ahead_from(task_id)
    held, task = locked(actor, task_id)
    _must_be_ready(held, task, actor, version)
    points = checklists.gathered(task)
    context = {**scopes.visible(held.variables, task.scope), **approvals.asked(task)}
    correction = corrections.waiting(task, held.definition)
    form = corrections.form(held, task, correction, actor.language)
    decided: dict[str, str] = {}
    data, ticked = corrections.ticked(data) if task.kind == "approval" else (data, [])
    cleaned = answers.clean(form, data, actor, context=context, zone=held.zone)
    if task.kind == "approval":
        decided = approvals.record(held, task, actor, cleaned.answers, context)
        corrections.ask(held, task, actor, cleaned.answers, ticked)
    elif corrections.shows_order(task, held.definition):
        corrections.answered(held, task, actor, cleaned.answers, correction)
    finished(task, actor, answers.kept(form, cleaned.answers))
    holds.responded(held, task, actor)
    answers.attach(form, cleaned.answers, actor, held.request.id)
    if task.added:
        added_work.done(held.instance, task, actor, cleaned.answers)
    elif task.checks:
        quality.done(held, task, actor, cleaned.answers)
    else:
        facts = {"dropped": list(cleaned.dropped), **decided}
        _go_on(held, task, actor, {**cleaned.answers, **points}, facts)
    habits.learn_from(task, held.request.version_id)
    seen.mark(actor, task.request_id, task.id)
    return task


def _must_be_ready(held: Locked, task: Task, actor: Actor, version: int | None) -> None:
    """Everything that keeps this person from finishing the task now. Raises what `complete` says."""
    must_be_open(task)
    must_act(held, actor, task)
    standstills.must_go_on(held.request, actor)
    if version is not None and version != task.version:
        raise Conflict(_("This task has changed since you opened it. Look again, please."))
    if task.steps is not None:
        raise Conflict(_("Begin its steps, or say that nothing more is to be done."))
    added_work.must_not_wait(held.instance, task)
    if task.checks:
        quality.must_be_others_work(task, actor)
    linking.must_not_wait(task)


def _go_on(held: Locked, task: Task, actor: Actor, given: dict[str, Any], facts: dict[str, Any]) -> None:
    """The engine takes the answers; `facts`: what the journal says of them."""
    grounds.keep(held.request, task, given)
    plans.from_answers(held, task, actor, given)
    facts = {**journal.of_task(task), **facts, **actor.extra}
    completion.go_on(held, task, actor, given, _kind(task, given), _sentence(task, given, actor), facts)
    notices.progressed(task, held.request, actor)


def tick(actor: Actor, task_id: int, point: str, *, on: bool) -> Task:
    """A point of the task's checklist. Raises AlreadyDone, Forbidden, NotFound (no such task, no such point)."""
    held, task = locked(actor, task_id)
    must_be_open(task)
    must_act(held, actor, task)
    checklists.tick(task, actor, point, on=on)
    return task


def hand(task: Task, person: Person | None) -> None:
    """The task is that person's now; None: its group's, or of those it was offered to by name."""
    _tell(task)
    standing_in.note(task, None)
    task.assignee_id, task.assignee = (person.id, person) if person else (None, None)
    task.claimed_at = now() if person else None
    task.version += 1
    ring(f"request:{task.request_id}")
    _tell(task)


def finished(task: Task, actor: Actor, given: dict[str, Any]) -> None:
    task.state, task.completed_at, task.completed_by_id = "completed", now(), actor.id
    task.answers = dumps(given)
    task.version += 1
    meters.note(meters.completed, kind=task.kind)
    _tell(task)


def _tell(task: Task) -> None:
    """The lists in which the task stands, before and after: its holder's, else its group's."""
    ring(f"task:{task.id}")
    if task.assignee_id:
        ring(f"inbox:{task.assignee_id}")
    elif task.group_id:
        ring(f"group:{task.group_id}")


def _kind(task: Task, given: dict[str, Any]) -> str:
    return f"approval.{given['decision']}" if task.kind == "approval" else "task.completed"


def _sentence(task: Task, given: dict[str, Any], actor: Actor) -> str:
    if task.kind != "approval":
        return f"Done: {task.name}."
    word = {"approve": "Approved", "reject": "Rejected", "change": "Asked for a change"}[given["decision"]]
    reason = str(given.get("reason") or "").strip()
    way = f", by {actor.extra['way']}" if actor.extra.get("way") else ""
    return f"{word}{way}: {task.name}. {reason}".strip()
