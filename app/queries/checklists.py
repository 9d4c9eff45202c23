"""Checklists as pages show them: each point, whether it is ticked, by whom and when. Only reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import session
from app.language import current
from app.models.task import Task
from app.models.tick import Tick
from app.operations import definitions
from app.operations.permissions import Actor, see_request, sees_internal
from app.operations.wording import of_version
from workflows import checklists
from workflows.values import loads


@dataclass(frozen=True)
class Line:
    """`words` name the point, `called` is what the reader reads; `by` and `at`: None while it is open."""

    words: str
    called: str
    required: bool
    by: str | None
    at: datetime | None


@dataclass(frozen=True)
class Listed:
    """The checklist of a step."""

    step: str
    lines: list[Line]


def of_task(task: Task) -> list[Line]:
    """Of a task that the reader may see; nothing is asked where it has none."""
    return _lines(task, _ticks([task.id])) if checklists.POINTS in task.properties else []


def of_request(actor: Actor, number: str | int) -> list[Listed]:
    """Those of a request that the reader may see: who works on it all, others what the owner shows. Raises NotFound."""
    request = see_request(actor, number)
    elements = definitions.parsed(request.version_id).elements.values()
    if not any(element.properties.get(checklists.POINTS) for element in elements):
        return []
    query = select(Task).where(Task.request_id == request.id, Task.state != "cancelled").order_by(Task.id)
    tasks = [task for task in session().scalars(query) if checklists.POINTS in task.properties]
    if not sees_internal(actor, request):
        tasks = [task for task in tasks if not task.internal and _shown(task)]
    ticks, say = _ticks([task.id for task in tasks]), of_version(request.version_id, current.get()).say
    found = [Listed(say(task.stage or task.name), _lines(task, ticks)) for task in tasks]
    return [one for one in found if one.lines]


def _shown(task: Task) -> bool:
    return str(loads(task.properties).get(checklists.SEEN, "")).lower() == "true"


def _ticks(ids: list[int]) -> Sequence[Tick]:
    query = select(Tick).where(Tick.task_id.in_(ids)).options(joinedload(Tick.person))
    return session().scalars(query).all() if ids else ()


def _lines(task: Task, ticks: Sequence[Tick]) -> list[Line]:
    say = of_version(task.request.version_id, current.get()).say
    done = {row.point: row for row in ticks if row.task_id == task.id}
    return [
        Line(
            point.words,
            say(point.words),
            point.required,
            done[point.words].person.name if point.words in done else None,
            done[point.words].at if point.words in done else None,
        )
        for point in checklists.points(loads(task.properties).get(checklists.POINTS))
    ]
