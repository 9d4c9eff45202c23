"""A clock's next rung is due: one fence, one lock, one transaction; the breach is a rung of every clock.

What a rung does, it does to the open tasks under the clock: reminds who has them, raises, hands over, tells, or sends a
message that a diagram waits for or begins with.
"""

from typing import Any

from sqlalchemy import select

from app.catalogue.calendars.counting import share
from app.db import now, ring, session
from app.models.clock import Clock
from app.models.task import Task
from app.operations import calendars, journal, leases
from app.operations.clocks import acting, rows, standing
from app.operations.locking import Locked, lock
from workflows import clocks
from workflows.clocks import Rung


def fire(clock_id: int, token: int) -> None:
    """Climb every rung that is due, and wait for the next. Raises StaleLease, and nothing of it counts."""
    held = lock(session().scalar(select(Clock.instance_id).where(Clock.id == clock_id)) or 0)
    row = session().get_one(Clock, clock_id, populate_existing=True)
    if row.ended_at is not None or row.since is None:
        leases.finished(Clock, clock_id, token)
        return
    rule = clocks.of(held.definition).get(row.element or row.kind)
    rungs = rows.ladder(rule) if rule else (rows.BREACH,)
    value, count = calendars.value(row.calendar), rows.count_of(row)
    used, first = count.used(value, now()), row.rung
    while row.rung < len(rungs) and used >= share(row.goal_seconds, rungs[row.rung].percent):
        _climb(held, row, rungs[row.rung])
        row.rung += 1
    following = rows.due(value, count, rungs[row.rung].percent) if row.rung < len(rungs) else None
    if following is None:
        leases.finished(Clock, clock_id, token)
    else:
        leases.next_turn(Clock, clock_id, token, following)
    if row.rung > first:
        ring(f"request:{row.request_id}")


def given_up(clock_id: int, token: int, error: str) -> None:
    """It cannot be fired: dead, and the request's journal says so. Raises StaleLease."""
    row = session().get_one(Clock, clock_id)
    leases.bury(Clock, clock_id, token, error)
    facts = {"clock": row.id, "name": row.name, "reason": error, "internal": row.kind == "ola"}
    journal.write(row.request_id, "laneway", "clock.failed", f"The ladder of {row.name} stopped: {error}", **facts)


def _climb(held: Locked, row: Clock, rung: Rung) -> None:
    facts: dict[str, Any] = {"clock": row.id, "name": row.name, "clock_kind": row.kind, "percent": rung.percent}
    internal = row.kind == "ola"
    if not rung.action:
        row.breached_at, row.verdict = row.due_at or now(), "breached"
        text = f"Clock of {row.name} is over: {row.goal}."
        journal.write(row.request_id, "laneway", "clock.breached", text, internal=internal, goal=row.goal, **facts)
        return
    done = acting.act(held, row, rung, _tasks(held, row))
    text = f"{row.name}, {rung.percent} %: {done.text}."
    facts = {**facts, "internal": True, "action": rung.action, "done": done.what, "done_to": done.name}
    journal.write(row.request_id, "laneway", "clock.rung", text, **facts)


def _tasks(held: Locked, row: Clock) -> list[Task]:
    """The open tasks under a clock; of a request's clock all but the requester's own."""
    query = select(Task).where(Task.instance_id == row.instance_id, Task.state == "open", Task.kind != "requester")
    found = list(session().scalars(query.order_by(Task.id)))
    if row.kind != "ola":
        return found
    mine = standing.tasks_of(held.definition, row.key, rows.remembered(held.instance))
    return [task for task in found if task.engine_id in mine]
