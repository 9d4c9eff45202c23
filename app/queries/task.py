"""One task with its form, as its reader may see it. Only reads."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.db import session
from app.models.instance import Instance
from app.models.task import Task
from app.operations import approvals, corrections, definitions, habits, secret_answers
from app.operations.permissions import Actor, may_act, may_assign, see_request, see_task
from app.queries import checklists
from app.queries.showing import shown
from app.queries.tasks import TaskLine, lines, people
from workflows import scopes
from workflows.record import Record
from workflows.values import loads


@dataclass(frozen=True)
class StepLine:
    """A step of an ad-hoc sub-process that may be begun: the diagram's element and what it is called."""

    element: str
    name: str


@dataclass(frozen=True)
class TaskPage:
    """One task: its form's schema, the values that form shows, what the reader may do with it.

    `steps`: of an ad-hoc sub-process, what may be begun now; `may_finish`: and whether people say when it is over.
    """

    line: TaskLine
    version: int
    version_id: int
    form: dict[str, Any] | None
    data: dict[str, Any]
    answers: dict[str, Any] | None
    may_act: bool
    may_assign: bool
    element: str
    properties: dict[str, Any] = field(default_factory=dict)
    steps: tuple[StepLine, ...] | None = None
    may_finish: bool = False
    checklist: list[checklists.Line] = field(default_factory=list)


def one(actor: Actor, task_id: int) -> TaskPage:
    """A task with its form. Raises NotFound where the actor may not see it."""
    task = see_task(actor, task_id)
    instance = session().get_one(Instance, task.instance_id)
    definition = definitions.parsed(instance.version_id)
    form = corrections.schema(task, definition)
    seen = scopes.visible(Record.read(instance.variables), task.scope if task.state == "open" else scopes.ROOT)
    seen = {**seen, **approvals.asked(task)}
    given = loads(task.answers) if task.answers else None
    mine = task.state == "open" and may_act(actor, task)
    if mine:
        habits.met(task, instance.version_id)
    if not mine:  # whose form it is has to see what it shows
        seen = secret_answers.values(instance.version_id, seen)
    return TaskPage(
        lines([task])[0],
        task.version,
        instance.version_id,
        form,
        shown(form, {**seen, **(given or {})}),
        given,
        mine,
        task.state == "open" and may_assign(actor, task),
        task.element,
        loads(task.properties),
        *_steps(task),
        checklists.of_task(task),
    )


def to_begin(actor: Actor, number: str) -> list[TaskPage]:
    """The ad-hoc sub-processes of a request in which the actor may begin steps. Raises NotFound."""
    row = see_request(actor, number)
    query = select(Task).where(Task.request_id == row.id, Task.state == "open", Task.steps.is_not(None))
    found = session().scalars(query.order_by(Task.id).options(*people())).all()
    return [one(actor, task.id) for task in found if may_act(actor, task)]


def _steps(task: Task) -> tuple[tuple[StepLine, ...] | None, bool]:
    if task.steps is None:
        return None, False
    told = loads(task.steps)
    return tuple(StepLine(step["element"], step["name"]) for step in told["steps"]), told["may_finish"]
