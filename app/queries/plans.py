"""The plan board of a request: every group's day and plan, and where they do not fit. Only reads."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.catalogue import plans
from app.db import session
from app.models.plan import Plan
from app.models.request import Request
from app.models.task import Task
from app.operations import definitions
from app.operations.permissions import Actor, see_request
from app.operations.plans import may_write
from workflows.element import Process


@dataclass(frozen=True)
class Planned:
    """One group's plan; `day` None where none is written yet. `yours`: the reader may write it."""

    key: str
    group: str
    day: date | None
    text: str
    by: str
    at: datetime | None
    version: int
    yours: bool


@dataclass(frozen=True)
class Board:
    """`differ`: the days are not the same; `order`: (what must come first, before what) that is not kept."""

    plans: tuple[Planned, ...] = ()
    differ: bool = False
    order: tuple[tuple[str, str], ...] = ()


def of_request(actor: Actor, number: str | int) -> Board:
    """Empty where the item has no board, or nobody was told to plan yet. Raises NotFound."""
    request = see_request(actor, number)
    process = definitions.parsed(request.version_id).process
    keys = plans.keys(process)
    return _board(actor, request, process, keys) if keys else Board()


def _board(actor: Actor, request: Request, process: Process, keys: dict[str, str]) -> Board:
    where = (Task.request_id == request.id, Task.element.in_(keys.values()), Task.state != "cancelled")
    people = (joinedload(Task.group), joinedload(Task.assignee))
    tasks = {task.element: task for task in session().scalars(select(Task).where(*where).options(*people))}
    query = select(Plan).where(Plan.request_id == request.id).options(joinedload(Plan.by))
    rows = {row.element: row for row in session().scalars(query)}
    found = [_planned(actor, key, tasks[element], rows.get(key)) for key, element in keys.items() if element in tasks]
    days = {one.key: one.day for one in found if one.day}
    names = {one.key: one.group for one in found}
    broken = plans.broken(plans.rules(process), days)
    order = tuple((names[one.first], names[one.then]) for one in broken if one.first)
    return Board(tuple(found), any(not one.first for one in broken), order)


def _planned(actor: Actor, key: str, task: Task, row: Plan | None) -> Planned:
    group = task.group.called if task.group else task.assignee.name if task.assignee else task.name
    yours = task.request.state != "ended" and may_write(actor, task)
    if row is None:
        return Planned(key, group, None, "", "", None, 0, yours)
    return Planned(key, group, row.day, row.text, row.by.name, row.at, row.version, yours)
