"""Steps that people begin in an ad-hoc sub-process. Nothing is begun but what the engine offers (choices.py)."""

from app.db import now
from app.errors import Conflict
from app.language import gettext as _
from app.models.task import Task
from app.operations import added_work, locked_tasks, seen, tasks
from app.operations.advance import advance
from app.operations.permissions import Actor
from workflows.commands import Begin
from workflows.values import loads


def begin(actor: Actor, task_id: int, element: str | None) -> Task:
    """Begin a step; None: nothing more is to be done, and the process goes on when what was begun has ended.

    Raises AlreadyDone, Conflict (not one that may be begun now), Forbidden, NotFound.
    """
    held, task = locked_tasks.locked(actor, task_id)
    locked_tasks.must_be_open(task)
    locked_tasks.must_act(held, actor, task)
    known = loads(task.steps) if task.steps else {}
    name = next((one["name"] for one in known.get("steps", ()) if one["element"] == element), "")
    if not (name if element is not None else known.get("may_finish")):
        raise Conflict(_("This cannot be begun now. Look again, please."))
    kind, text = "step.begun", f"Began: {name}."
    if element is None:
        added_work.must_not_wait(held.instance, task)
        kind, text = "step.closed", f"Nothing more to do: {task.name}."
        tasks.finished(task, actor, {})
    command = Begin(at=now(), zone=held.zone, choice=task.engine_id, element=element)
    facts = {"task": task.id, "element": element or task.element, "step": name or task.name}
    advance(held, command, actor, kind=kind, text=text, **facts)
    seen.mark(actor, task.request_id, task.id)
    return task
