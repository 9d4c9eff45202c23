"""Does an approval given before a correction still stand? Then its step is not asked again.

It stands while every field that it rests on is what it was (earlier_approvals.py): those that the step, or the call
activity that it stands in, names in its property `depends`, else the whole order. Only a correction brings this about:
a diagram that asks again by a loop of its own means it. Rule sets ask earlier_approvals.py by themselves.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import exists, select

from app.beside import keeps
from app.db import session
from app.models.approval import Approval
from app.models.correction import Correction
from app.models.instance import Instance
from app.models.request import Request
from app.models.task import Task
from app.operations import journal
from app.operations.assignment import Offer
from app.operations.earlier_approvals import unlike
from workflows import scopes
from workflows import step as engine
from workflows.record import Record
from workflows.values import loads

PROPERTY = "depends"
NAME = re.compile(r"[^\W\d]\w*")
keeps("stood", set)


@dataclass(frozen=True)
class Earlier:
    """`answers` of the approval, for the process; `changed`: the fields that it rests on and that are otherwise now."""

    approval: Approval
    answers: dict[str, Any]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What a task that nobody needs to be asked goes on with, and how the journal says so."""

    data: dict[str, Any]
    kind: str = "approval.by_rule"
    text: str = "Decided by rules."
    facts: dict[str, Any] = field(default_factory=dict)


def earlier(instance: Instance, request: Request, task: engine.Task, found: Offer) -> Earlier | None:
    """The approval given to this step before a correction, by somebody who would be asked again; None without one."""
    just_ordered = instance.version <= 1
    if found.kind != "approval" or just_ordered or _once_already(task):
        return None
    corrected = exists().where(Correction.request_id == request.id, Correction.answered_at >= Approval.decided_at)
    query = (
        select(Approval, Task.answers)
        .join(Task, Task.id == Approval.task_id)
        .where(Approval.request_id == request.id, Approval.decision == "approve", corrected)
        .where(Task.element == task.element, Task.process == task.process)
        .where(Task.stage == str(task.properties.get("stage") or "")[:300])
        .where(Approval.rule == str(task.properties.get("approver") or "")[:100])
        .order_by(Approval.id.desc())
        .limit(1)
    )
    row = session().execute(query).first()
    if row is None or not _asked_again(found, row.Approval):
        return None
    context = scopes.visible(Record.read(instance.variables), task.scope)
    names = NAME.findall(str(task.properties.get(PROPERTY) or ""))
    changed = unlike(names, request, loads(row.Approval.seen), context)
    return Earlier(row.Approval, loads(row.answers or "{}"), changed)


def fell(row: Task, found: Earlier) -> None:
    """Say that this task is asked again, and why."""
    facts = {**journal.of_task(row), "who": found.approval.person.name, "changed": list(found.changed)}
    text = f"Asked again: {row.name}."
    journal.write(row.request_id, "laneway", "approval.fell", text, **facts)


def answer(task: engine.Task, found: Earlier) -> Answer:
    """What the process goes on with where nobody is asked again."""
    made = found.approval
    facts = {"element": task.element, "step": task.name, "who": made.person.name, "approval": made.id}
    return Answer(found.answers, "approval.stands", f"Still stands: {task.name}.", facts)


def _once_already(task: engine.Task) -> bool:
    """A step that stands a second time in one transaction goes round in a circle: somebody is asked."""
    stood = session().info["stood"]
    known = (task.process, task.element, task.properties.get("stage")) in stood
    stood.add((task.process, task.element, task.properties.get("stage")))
    return known


def _asked_again(found: Offer, made: Approval) -> bool:
    """Whether one of those who would be asked is the one who answered, or for whom it was answered."""
    people = {made.person_id, made.for_id}
    offered = {person.id for person in (found.assignee, *found.people, *found.members) if person is not None}
    return bool(people & offered)
