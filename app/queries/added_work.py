"""Added work as pages show it: beside its task, as a task itself, and counted for the item's owner. Only reads."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from app.db import session
from app.models.added_work import AddedWork
from app.models.group import Group
from app.models.person import Person
from app.models.task import Task
from app.operations.permissions import Actor, may_act, see_request, see_task, sees_internal


@dataclass(frozen=True)
class Added:
    """`state`: open, done, refused, approve, reject, change, over. `whom`: the group or person it waits (waited) for.

    `beside`: the task it was added to; `yours`: the reader may take it back; `at`: when it was added; `due`: wanted by.
    """

    id: int
    beside: int
    element: str
    name: str
    text: str
    kind: str
    blocking: bool
    internal: bool
    state: str
    whom: str
    by: str
    by_name: str
    answer: str
    answered_by: str
    at: datetime
    due: datetime | None
    until: datetime | None
    yours: bool = False
    process: str = ""


@dataclass(frozen=True)
class Often:
    """How many requests added work for the same group (or for single people) at an element."""

    element: str
    step: str
    whom: str
    kind: str
    requests: int


WHOLE = select(AddedWork).options(
    joinedload(AddedWork.task).options(
        joinedload(Task.group), joinedload(Task.assignee), joinedload(Task.completed_by), joinedload(Task.request)
    ),
    joinedload(AddedWork.beside),
    joinedload(AddedWork.by),
)


def of_task(actor: Actor, task_id: int) -> list[Added]:
    """What was added to a task, oldest first. Raises NotFound."""
    task = see_task(actor, task_id)
    rows = session().scalars(WHOLE.where(AddedWork.beside_id == task.id).order_by(AddedWork.id))
    return [line(actor, row) for row in rows]


def of_request(actor: Actor, number: str | int) -> list[Added]:
    """All of a request; internal work not for its parties and watchers. Raises NotFound."""
    request = see_request(actor, number)
    rows = session().scalars(WHOLE.where(AddedWork.request_id == request.id).order_by(AddedWork.id))
    inside = sees_internal(actor, request)
    return [line(actor, row) for row in rows if inside or not row.task.internal]


def behind(actor: Actor, task_id: int) -> Added | None:
    """Why this task is there, when somebody added it."""
    row = session().scalar(WHOLE.where(AddedWork.task_id == task_id))
    return line(actor, row) if row is not None else None


def often(item: str, least: int = 2) -> list[Often]:
    """Where work was added to an item's requests again and again: the model could have it. Most often first."""
    whom, beside = func.coalesce(Group.name, ""), aliased(Task)
    query = (
        select(AddedWork.element, beside.name, whom, AddedWork.kind, AddedWork.request_id)
        .join(Task, Task.id == AddedWork.task_id)
        .join(beside, beside.id == AddedWork.beside_id)
        .outerjoin(Group, Group.id == Task.group_id)
        .where(AddedWork.item == item)
        .distinct()
    )
    rows = session().execute(query)
    counts = Counter((element, step, name, kind) for element, step, name, kind, _request in rows)
    return [Often(*key, count) for key, count in counts.most_common() if count >= least]


def line(actor: Actor, row: AddedWork) -> Added:
    """A row as pages and programs read it."""
    task = row.task
    state = "open" if task.state == "open" else row.result or "over"
    return Added(
        row.task_id,
        row.beside_id,
        row.element,
        task.name,
        row.text,
        row.kind,
        row.blocking,
        task.internal,
        state,
        _whom(task),
        row.by.login,
        row.by.name,
        row.answer,
        task.completed_by.name if task.completed_by else "",
        task.created_at,
        task.due_at,
        task.completed_at,
        task.state == "open" and (row.by_id == actor.id or may_act(actor, row.beside)),
        row.beside.process,
    )


def _whom(task: Task) -> str:
    holder: Person | None = task.assignee
    if task.group is not None:
        return task.group.called
    return holder.name if holder else ""
