"""Added work beside a running request, once it is there: what waits for it, what becomes of it, when it is over.

The engine knows nothing of it. `instance.waits` lists the open ones under `added`, so that an instance without any
pays nothing for them. Adding and taking back are verbs of their own (adding.py).
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import now, ring, session
from app.errors import Conflict
from app.language import gettext as _
from app.models.added_work import AddedWork
from app.models.instance import Instance
from app.models.request import Request
from app.models.task import Task
from app.operations import journal, notices
from app.operations.permissions import Actor

KEY = "added"


def must_not_wait(instance: Instance, task: Task) -> None:
    """Raises Conflict while work that was added to the task must be finished first."""
    if not listed(instance):
        return
    names = [one.task.name for one in open_of(task.id) if one.blocking]
    if names:
        raise Conflict(_("Wait for what was added first: %(names)s.", names=", ".join(names)))


def open_of(task_id: int) -> Sequence[AddedWork]:
    """What was added to a task and is still open, oldest first."""
    query = select(AddedWork).join(Task, Task.id == AddedWork.task_id).options(joinedload(AddedWork.task))
    return (
        session()
        .scalars(query.where(AddedWork.beside_id == task_id, Task.state == "open").order_by(AddedWork.id))
        .all()
    )


def of(task: Task) -> AddedWork:
    """The row behind a task that was added."""
    return session().scalars(select(AddedWork).where(AddedWork.task_id == task.id)).one()


def done(instance: Instance, task: Task, actor: Actor, given: dict[str, Any]) -> None:
    """It has its answer: who asked for it hears it, and what it held up may go on."""
    row = of(task)
    row.result = str(given.get("decision") or given.get("result") or "done")
    row.answer = str(given.get("reason") or given.get("answer") or "").strip()
    unlist(instance, {task.engine_id})
    facts = {**journal.of_task(task), "element": row.element, "result": row.result}
    kind = f"approval.{row.result}" if task.kind == "approval" else f"added.{row.result}"
    words = "Refused" if row.result == "refused" else "Done"
    journal.write(task.request_id, actor.login, kind, f"{words}: {task.name}.", **facts)
    notices.added_done(row, actor)
    _tell(row)


def carry(request: Request, instance: Instance, before: dict[str, list[str]], after: dict[str, list[str]]) -> None:
    """After a Step: what was added to a task that is over ends with it; the rest is still listed."""
    open_ones = before.pop(KEY, [])
    if not open_ones:
        return
    session().flush()
    query = select(AddedWork).join(Task, Task.id == AddedWork.task_id).options(joinedload(AddedWork.task))
    rows = session().scalars(query.where(Task.instance_id == instance.id, Task.state == "open")).all()
    standing = [row for row in rows if after and _state(row.beside_id) == "open"]
    for row in rows:
        if row not in standing:
            over(row, request, "laneway")
    if standing:
        after[KEY] = [row.task.engine_id for row in standing]


def over(row: AddedWork, request: Request, by: str) -> None:
    """Nobody needs it any more: whoever has it hears so."""
    row.task.state, row.task.completed_at = "cancelled", now()
    text = f"Not needed any more: {row.task.name}."
    facts = {**journal.of_task(row.task), "element": row.element}
    journal.write(request.id, by, "added.over", text, **facts)
    notices.added_over(row, request)
    _tell(row)


def listed(instance: Instance) -> list[str]:
    """Engine ids of the open added work."""
    found: list[str] = json.loads(instance.waits).get(KEY, [])
    return found


def list_also(instance: Instance, engine_id: str) -> None:
    """Add the engine id of added work that is open now to the instance's list of what it waits for."""
    _relist(instance, [*listed(instance), engine_id])


def unlist(instance: Instance, gone: set[str]) -> None:
    """Take the engine ids of added work that is over from that list."""
    _relist(instance, [one for one in listed(instance) if one not in gone])


def _relist(instance: Instance, ids: list[str]) -> None:
    waits = json.loads(instance.waits)
    waits.pop(KEY, None)
    instance.waits = json.dumps({**waits, KEY: ids} if ids else waits, separators=(",", ":"))
    instance.updated_at = now()


def _state(task_id: int) -> str | None:
    return session().scalar(select(Task.state).where(Task.id == task_id))


def _tell(row: AddedWork) -> None:
    task = row.task
    ring(f"task:{row.task_id}")
    ring(f"task:{row.beside_id}")
    ring(f"request:{row.request_id}")
    ring(f"inbox:{row.by_id}")
    if task.assignee_id:
        ring(f"inbox:{task.assignee_id}")
    elif task.group_id:
        ring(f"group:{task.group_id}")
