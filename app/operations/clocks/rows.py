"""One clock's row: begun, stopped, started, ended; each turn is written to its ledger. Under the instance's lock."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import joinedload

from app.catalogue.calendars import goals
from app.catalogue.calendars.calendar import Calendar as Value
from app.catalogue.calendars.counting import ENDED, Count, Turn, share
from app.catalogue.calendars.walking import NeverOpen, add, whole
from app.db import ask, session
from app.models.clock import Clock, ClockSegment
from app.models.instance import Instance
from app.models.request import Request
from app.models.task import Task
from app.operations import calendars, leases
from app.operations.clocks.standing import State
from workflows.clocks import Rule, Rung

BREACH = Rung(100, "")
OPEN = (
    select(Clock)
    .where(Clock.instance_id == bindparam("instance"), Clock.key.in_(bindparam("keys", expanding=True)))
    .options(joinedload(Clock.calendar, innerjoin=True))
)
DUES = (
    update(Task)
    .where(Task.instance_id == bindparam("instance"), Task.engine_id.in_(bindparam("ids", expanding=True)))
    .values(due_at=bindparam("due"))
    .execution_options(synchronize_session="fetch")
)


def remembered(instance: Instance) -> State:
    """How the clocks stand, as the last Step left it in the instance's column `clocks` (JSON)."""
    return State(**json.loads(instance.clocks or "{}"))


def remember(instance: Instance, state: State) -> None:
    """Keep it, with the row that every command writes anyway."""
    instance.clocks = json.dumps(vars(state), separators=(",", ":"))


def of_keys(instance: Instance, keys: Iterable[str]) -> list[Clock]:
    """Open or ended clocks of an instance, with their calendars."""
    wanted = list(keys)
    return list(session().scalars(OPEN, {"instance": instance.id, "keys": wanted})) if wanted else []


def begun(instance: Instance, request: Request, rule: Rule, key: str, goal: str, at: datetime, group: str) -> Clock:
    """The row of a clock that runs from `at` on, not flushed. `key`: which clock of the instance; `goal`: ISO 8601."""
    calendar = calendars.current(rule.calendar)
    value = calendars.value(calendar)
    row = Clock(
        instance_id=instance.id,
        request_id=request.id,
        item=request.item,
        kind=rule.kind,
        key=key,
        element=rule.element,
        name=rule.name[:300],
        group_key=group[:64],
        calendar_id=calendar.id,
        goal=goal,
        goal_seconds=goals.seconds(value, goal),
        elapsed=0,
        since=whole(at),
        started_at=whole(at),
        run_at=at,
        rung=0,
        lease_token=0,
    )
    row.calendar, row.instance = calendar, instance
    arm(row, value, rule)
    session().add(ClockSegment(clock=row, at=whole(at)))
    return row


def stand(row: Clock, rule: Rule, cause: str, at: datetime, note: str = "") -> None:
    """Stop it, let it run again (`cause` ""), or only say another cause; its ledger says so."""
    value = calendars.value(row.calendar)
    count = count_of(row).stopped(value, at)
    row.elapsed, row.since = count.elapsed, (None if cause else whole(at))
    row.cause = cause[:210]
    session().add(ClockSegment(clock=row, at=whole(at), cause=row.cause, note=note[:300]))
    arm(row, value, rule)


def end(row: Clock, at: datetime, *, counts: bool = True) -> None:
    """It is over: met, unless it was breached; `counts`: False where it was broken off."""
    row.elapsed, row.since = count_of(row).stopped(calendars.value(row.calendar), at).elapsed, None
    row.ended_at, row.cause, row.due_at = at, ENDED, None
    if row.elapsed > row.goal_seconds and row.breached_at is None:
        row.breached_at = at  # over before the worker came to say so
    row.verdict = "breached" if row.breached_at else ("met" if counts else "stopped")
    session().add(ClockSegment(clock=row, at=whole(at), cause=ENDED))
    leases.arm(row, None)
    row.state, row.done_at = "done", at


def arm(row: Clock, value: Value, rule: Rule) -> None:
    """When it is over, and when its next rung is due, as it stands now."""
    count, rungs = count_of(row), ladder(rule)
    row.due_at = due(value, count)
    following = rungs[row.rung] if row.rung < len(rungs) else None
    leases.arm(row, due(value, count, following.percent) if following else None)


def due(value: Value, count: Count, percent: int = 100) -> datetime | None:
    """When that share is reached; None while it stands, or where the calendar never opens again. A moment that is
    behind stays where it was: late is late."""
    if count.since is None:
        return None
    left = share(count.goal, percent) - count.elapsed
    try:
        return add(value, count.since, left)
    except NeverOpen:
        return None


def ladder(rule: Rule) -> tuple[Rung, ...]:
    """The rungs in order; that the goal is over is one, whether the diagram says so or not."""
    return tuple(sorted((*rule.ladder, BREACH), key=lambda one: (one.percent, bool(one.action))))


def count_of(row: Clock) -> Count:
    """The row's figures as a value."""
    return Count(row.goal_seconds, row.elapsed, row.since)


def turns_of(rows: Sequence[ClockSegment]) -> list[Turn]:
    """A ledger as values."""
    return [Turn(row.at, row.cause, row.note) for row in rows]


def set_dues(instance: Instance, ids: Sequence[str], moment: datetime | None) -> None:
    """The open tasks under a clock are due when it is over."""
    if ids:
        ask(DUES, {"instance": instance.id, "ids": list(ids), "due": moment})
