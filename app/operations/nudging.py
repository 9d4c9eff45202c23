"""Reminders of approvals, and handing them to a superior: as the step says (nudge.py), or at once because the requester
asks for it, once a day. Runs no engine; the question stays the same task.
"""

from datetime import timedelta

from sqlalchemy import select

from app.db import now, ring, session
from app.errors import Conflict, Forbidden
from app.language import gettext as _
from app.models.nudge import Nudge
from app.models.task import Task
from app.operations import escalating, item_calendars, journal, leases, notices
from app.operations.locking import Locked, lock_request, lock_task
from app.operations.nudge import following, plan_of
from app.operations.permissions import Actor, see_request

DAY = timedelta(days=1)  # between two that a requester asks for
LATER = timedelta(hours=1)  # a request that stands still is looked at again


def turn(nudge_id: int, token: int) -> None:
    """What is due: remind, or pass on; then wait for the next. Raises StaleLease, and nothing of it counts."""
    held = lock_task(session().scalar(select(Nudge.task_id).where(Nudge.id == nudge_id)) or 0)
    row = session().get_one(Nudge, nudge_id, populate_existing=True)
    task = session().get_one(Task, row.task_id, populate_existing=True)
    if task.state != "open":
        leases.finished(Nudge, row.id, token)
        return
    if held.request.state == "suspended":
        leases.next_turn(Nudge, row.id, token, now() + LATER)
        return
    calendar = item_calendars.calendar_of(held.definition.process.properties)
    plan = plan_of(calendar, task)
    due = following(row, calendar, plan)
    if due is not None and due[0] <= now():
        _act(held, row, task, passes=due[1])
        due = following(row, calendar, plan)
    if due is None:
        leases.finished(Nudge, row.id, token)
    else:
        leases.next_turn(Nudge, row.id, token, due[0])


def please(actor: Actor, number: str) -> list[Task]:
    """The requester wants those who decide reminded now. Returns the approvals reminded of.

    Raises Conflict (nobody is asked, or they were reminded lately), Forbidden (not their request), NotFound.
    """
    request = see_request(actor, number)
    held = lock_request(request.id)
    if actor.id not in (request.requester_id, request.requested_for_id):
        raise Forbidden()
    if request.state != "running":
        raise Conflict(_("Nobody is asked just now."))
    waiting = [task for task in _approvals(request.id) if task.assignee_id != actor.id]
    if not waiting:
        raise Conflict(_("Nobody is asked just now."))
    rows = {row.task_id: row for row in _rows([task.id for task in waiting])}
    early = now() - DAY
    fresh = [task for task in waiting if not (row := rows.get(task.id)) or not row.asked_at or row.asked_at <= early]
    if not fresh:
        raise Conflict(_("They were reminded within the last day. Tomorrow you can remind them again."))
    for task in fresh:
        row = rows.get(task.id)
        if row is None:
            row = Nudge(task_id=task.id, since=now(), times=0, passed_on=False, state="done", run_at=now())
            session().add(row)
        row.asked_at = now()
        _remind(held, task, actor.login, f"asked:{now().isoformat()}")
    session().flush()
    return fresh


def _approvals(request_id: int) -> list[Task]:
    query = select(Task).where(Task.request_id == request_id, Task.state == "open", Task.kind == "approval")
    return list(session().scalars(query.order_by(Task.id)))


def _rows(task_ids: list[int]) -> list[Nudge]:
    return list(session().scalars(select(Nudge).where(Nudge.task_id.in_(task_ids))))


def _act(held: Locked, row: Nudge, task: Task, *, passes: bool) -> None:
    if passes:
        row.passed_on = True
        if escalating.pass_on(held, task, f"nudge:{row.id}:escalated"):
            row.since, row.times = now(), 0
        return
    row.times += 1
    _remind(held, task, "laneway", f"{int(row.passed_on)}:{row.times}")


def _remind(held: Locked, task: Task, by: str, what: str) -> None:
    people = notices.reminded(task, held.request, f"nudge:{task.id}:{what}")
    text = f"Reminded {', '.join(person.name for person in people) or 'nobody'}: {task.name}."
    facts = {**journal.of_task(task), "who": [person.name for person in people]}
    journal.write(held.request.id, by, "task.reminded", text, **facts)
    ring(f"request:{held.request.id}")
