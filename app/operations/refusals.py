"""Giving a task back with a reason: it goes to the next person, or to the group; never to the same one again."""

from sqlalchemy import select

from app.db import now, session
from app.errors import Conflict, Forbidden, InvalidForm
from app.language import gettext as _
from app.models.candidate import Candidate
from app.models.person import Person
from app.models.refusal import REASONS, Refusal
from app.models.task import Task
from app.operations import assignment, journal, locked_tasks, notices, routing, tasks
from app.operations.permissions import Actor

LONGEST = 500


def refuse(actor: Actor, task_id: int, reason: str, words: str = "") -> Task:
    """Give it back. Raises AlreadyDone, Conflict (nobody else could do it), Forbidden, InvalidForm, NotFound."""
    held, task = locked_tasks.locked(actor, task_id)
    locked_tasks.must_be_open(task)
    if task.kind != "fulfilment":
        raise Conflict(_("Only work of a group is given back with a reason."))
    if task.assignee_id is None or task.assignee_id not in {actor.id, *actor.stands_for}:
        raise Forbidden(_("Only who has a task can give it back."))
    if reason not in REASONS:
        raise InvalidForm({"reason": _("Choose a reason.")})
    session().add(_refusal(task, actor.id, reason, words.strip()[:LONGEST]))
    session().flush()
    heir, facts = routing.again(task)
    if heir is None:
        heir = _somebody(task)
    tasks.hand(task, heir)
    routing.keep(task.id, facts)
    data = {**journal.of_task(task), "reason": reason, "to": heir.login if heir else ""}
    journal.write(held.request.id, actor.login, "task.refused", f"Gave back: {task.name}.", **data)
    if heir is not None:
        notices.assigned(task, held.request, heir)
    return task


def _refusal(task: Task, person_id: int, reason: str, words: str) -> Refusal:
    facts = {"group_id": task.group_id, "item": task.request.item, "reason": reason, "words": words}
    return Refusal(task_id=task.id, person_id=person_id, at=now(), **facts)


def _somebody(task: Task) -> Person | None:
    """None for the group, or those it was offered to by name; else the nearest above who has not given it back."""
    named = session().scalar(select(Candidate.person_id).where(Candidate.task_id == task.id).limit(1))
    if task.group_id is not None or named is not None:
        return None
    refused = set(session().scalars(select(Refusal.person_id).where(Refusal.task_id == task.id)))
    line = [*assignment.line_above(task.assignee), *assignment.holders_of("process_manager")]
    heir = next((person for person in line if person.id not in refused), None)
    if heir is None:
        raise Conflict(_("Nobody else is offered this task; assign it to somebody instead."))
    return heir
