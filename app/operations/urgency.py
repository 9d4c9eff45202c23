"""How urgent a task is, said by those who answer for it. It orders nothing by itself; rules and ladders read it."""

from app.db import ring
from app.errors import BadRequest, Forbidden
from app.language import gettext as _
from app.models.task import Task
from app.operations import journal
from app.operations.locked_tasks import locked, must_be_open
from app.operations.permissions import Actor, may_assign

LEAST, MOST = 0, 100


def put(actor: Actor, task_id: int, priority: int) -> Task:
    """Raises NotFound, Forbidden (another group's), AlreadyDone, BadRequest (no number from 0 to 100)."""
    if not LEAST <= priority <= MOST:
        raise BadRequest(_("A priority is a number from 0 to 100."))
    held, task = locked(actor, task_id)
    must_be_open(task)
    if not may_assign(actor, task):
        raise Forbidden()
    if task.priority != priority:
        task.priority = priority
        ring(f"request:{held.request.id}")
        text = f"Priority {priority}: {task.name}."
        facts = {**journal.of_task(task), "priority": priority}
        journal.write(held.request.id, actor.login, "task.priority", text, **facts)
    return task
