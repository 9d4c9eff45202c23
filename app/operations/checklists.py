"""The checklist of a task: points ticked one by one by whoever may do it, each journalled. What has to be ticked and is
not blocks finishing; all of it goes to the process as a variable.
"""

from typing import Any

from sqlalchemy import delete, select

from app.db import now, ring, session
from app.errors import Conflict, NotFound
from app.language import gettext as _
from app.models.task import Task
from app.models.tick import Tick
from app.operations import journal
from app.operations.permissions import Actor
from workflows import checklists
from workflows.checklists import Point
from workflows.values import loads


def tick(task: Task, actor: Actor, point: str, *, on: bool) -> None:
    """Under the task's lock, by somebody who may act (tasks.tick). Raises NotFound (no such point)."""
    if point not in {one.words for one in of(task)}:
        raise NotFound()
    there = session().get(Tick, (task.id, point), populate_existing=True)
    if on == (there is not None):
        return
    if there is None:
        session().add(Tick(task_id=task.id, point=point, person_id=actor.id, at=now()))
    else:
        session().execute(delete(Tick).where(Tick.task_id == task.id, Tick.point == point))
    text = f"{'Ticked' if on else 'Took the tick away'}: {task.name}."
    kind = "task.ticked" if on else "task.unticked"
    facts = {**journal.of_task(task), "point": point}
    journal.write(task.request_id, actor.login, kind, text, **facts)
    ring(f"task:{task.id}")
    ring(f"request:{task.request_id}")


def of(task: Task) -> list[Point]:
    """The points of a task; most have none."""
    return (
        checklists.points(loads(task.properties).get(checklists.POINTS)) if checklists.POINTS in task.properties else []
    )


def gathered(task: Task) -> dict[str, Any]:
    """What finishing gives to the process. Raises Conflict while something is not ticked that has to be."""
    listed = of(task)
    if not listed:
        return {}
    ticked = set(session().scalars(select(Tick.point).where(Tick.task_id == task.id)))
    missing = [one.words for one in listed if one.required and one.words not in ticked]
    if missing:
        raise Conflict(_("Tick this first: %(points)s.", points=", ".join(missing)))
    return checklists.result(loads(task.properties), ticked)
