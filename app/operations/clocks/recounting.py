"""A calendar was changed: open clocks keep what they were counted by until somebody has them counted anew, seen before.

Each turn of the ledger counts again by the new hours; rungs that are behind stay behind. Every change is journalled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.catalogue.calendars import counting, goals
from app.catalogue.calendars.calendar import Calendar as Value
from app.catalogue.calendars.counting import Count, share
from app.db import now, ring, session
from app.models.calendar import Calendar
from app.models.clock import Clock, ClockSegment
from app.models.request import Request
from app.operations import calendars, journal
from app.operations.clocks import rows, standing
from app.operations.locking import Locked, lock
from app.operations.permissions import Actor, require
from workflows import clocks


@dataclass(frozen=True)
class Change:
    """One open clock, as it is and as it would be."""

    instance_id: int
    number: str
    title: str
    name: str
    kind: str
    before: datetime | None
    after: datetime | None
    used_before: int
    used_after: int


def outdated(key: str, limit: int) -> Sequence[Clock]:
    """Open clocks that go by an earlier state of this calendar, oldest first, at most so many."""
    old = select(Calendar.id).where(Calendar.key == key, Calendar.current.is_(False))
    query = select(Clock).where(Clock.calendar_id.in_(old), Clock.ended_at.is_(None))
    return session().scalars(query.options(joinedload(Clock.calendar)).order_by(Clock.id).limit(limit)).all()


def changes(actor: Actor, key: str, limit: int) -> list[Change]:
    """What counting anew would change. Raises Forbidden, NotFound."""
    require(actor, *calendars.KEEPERS)
    fresh, moment = calendars.value(calendars.of_key(key)), now()
    found = outdated(key, limit)
    requests = _requests({row.request_id for row in found})
    ledgers = _ledgers([row.id for row in found])
    return [_change(row, requests[row.request_id], ledgers[row.id], fresh, moment) for row in found]


def recount(actor: Actor, key: str, instance_id: int) -> None:
    """Count the clocks of one instance anew. Raises Forbidden, NotFound."""
    require(actor, *calendars.KEEPERS)
    calendar = calendars.of_key(key)
    held = lock(instance_id)
    query = select(Clock).join(Calendar).where(Clock.instance_id == instance_id, Clock.ended_at.is_(None))
    for row in session().scalars(query.where(Calendar.key == key, Calendar.id != calendar.id)).all():
        _recount(actor, held, row, calendar)
    ring(f"request:{held.request.id}")


def _recount(actor: Actor, held: Locked, row: Clock, calendar: Calendar) -> None:
    rule = clocks.of(held.definition).get(row.element or row.kind)
    value, before = calendars.value(calendar), row.due_at
    count = _counted(value, row, _ledgers([row.id])[row.id])
    row.calendar, row.goal_seconds, row.elapsed, row.since = calendar, count.goal, count.elapsed, count.since
    used = count.used(value, now())
    if row.breached_at is not None and used < count.goal:
        row.breached_at = row.verdict = None
    if rule is not None:
        reached = sum(used >= share(count.goal, one.percent) for one in rows.ladder(rule))
        row.rung = min(row.rung, reached)
        rows.arm(row, value, rule)
    _tell_dues(held, row)
    text = f"Counted anew by the calendar {calendar.name}: {row.name}."
    facts = {"clock": row.id, "name": row.name, "internal": row.kind == "ola", "before": before, "after": row.due_at}
    journal.write(row.request_id, actor.login, "clock.recounted", text, calendar=calendar.key, **facts)


def _tell_dues(held: Locked, row: Clock) -> None:
    if row.key == "resolution":
        held.request.due_at = row.due_at
    elif row.kind == "ola":
        ids = standing.undated(held.definition, row.key, rows.remembered(held.instance))
        rows.set_dues(held.instance, ids, row.due_at)


def _change(row: Clock, request: Request, ledger: list[ClockSegment], fresh: Value, moment: datetime) -> Change:
    count = _counted(fresh, row, ledger)
    used = rows.count_of(row).used(calendars.value(row.calendar), moment)
    return Change(
        row.instance_id,
        request.number,
        request.title,
        row.name,
        row.kind,
        row.due_at,
        rows.due(fresh, count),
        used,
        count.used(fresh, moment),
    )


def _counted(value: Value, row: Clock, ledger: list[ClockSegment]) -> Count:
    return counting.recounted(value, rows.turns_of(ledger), goals.seconds(value, row.goal))


def _requests(ids: set[int]) -> dict[int, Request]:
    return {row.id: row for row in session().scalars(select(Request).where(Request.id.in_(ids)))}


def _ledgers(ids: Sequence[int]) -> dict[int, list[ClockSegment]]:
    found: dict[int, list[ClockSegment]] = {one: [] for one in ids}
    query = select(ClockSegment).where(ClockSegment.clock_id.in_(ids)).order_by(ClockSegment.id)
    for turn in session().scalars(query):
        found[turn.clock_id].append(turn)
    return found
