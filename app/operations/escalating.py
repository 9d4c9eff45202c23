"""Approvals that nobody gave in time go to the superiors of those asked; the requester hears that it takes longer.

Asked for by the diagram (a notice of the kind escalate) or by the step itself (nudging.py). Runs no engine; the
question stays the same task.
"""

from sqlalchemy import select

from app.db import now, ring, session
from app.models.group import Group
from app.models.person import Person
from app.models.task import Task
from app.operations import journal, notices, outbox, reasons, standing_in
from app.operations.assignment import line_above
from app.operations.locking import Locked, lock
from app.operations.reasons import Because


def escalate(instance_id: int, element: str, key: str) -> int:
    """Hand every open approval of `element` to a superior. Returns how many; a second time finds nothing to do."""
    held = lock(instance_id)
    if outbox.written([f"{key}:{held.request.requester_id}"]):
        return 0
    open_ones = select(Task).where(
        Task.instance_id == instance_id, Task.element == element, Task.kind == "approval", Task.state == "open"
    )
    moved = [task for task in session().scalars(open_ones.order_by(Task.id)).all() if _moved(held, task, key)]
    notices.remind(instance_id, "waiting", element, key, to_requester=True)
    return len(moved)


def pass_on(held: Locked, task: Task, key: str) -> bool:
    """The same for one approval, because its step says so; tells whether anybody above may decide."""
    moved = _moved(held, task, key)
    if moved:
        notices.delayed(task, held.request, key)
    return moved


def _moved(held: Locked, task: Task, key: str) -> bool:
    above = _superior(held, task)
    if above is None:
        return False
    late = task.assignee.name if task.assignee else task.group.name if task.group else ""
    _ring(task)
    task.assignee_id, task.assignee, task.group_id = above.id, above, None
    reasons.keep(task, Because("late", late))
    task.claimed_at, task.version = now(), task.version + 1
    standing_in.note(task, None)
    standing_in.settle(task, held.request)
    _ring(task)
    text = f"Passed on: {task.name}."
    facts = {**journal.of_task(task), "key": key, "from": late, "to": above.login, "who": above.name}
    journal.write(held.request.id, "laneway", "task.passed_on", text, **facts)
    if task.assignee_id == above.id:  # else whoever stands in for them has been told
        notices.assigned(task, held.request, above)
    return True


def _superior(held: Locked, task: Task) -> Person | None:
    barred = standing_in.barred(task, held.request) | {task.assignee_id}
    line = list(line_above(task.assignee)) if task.assignee else _line_of(task.group)
    return next((person for person in line if person.id not in barred), None)


def _line_of(group: Group | None) -> list[Person]:
    head = session().get(Person, group.manager_id) if group and group.manager_id else None
    return ([head] if head and head.active else []) + list(line_above(head))


def _ring(task: Task) -> None:
    ring(f"task:{task.id}")
    ring(f"inbox:{task.assignee_id}" if task.assignee_id else f"group:{task.group_id}")
