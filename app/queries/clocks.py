"""The clocks of one request with their ledgers, as pages and the API show them. Only reads.

What a clock shows as used is what the lines of its ledger add up to. Clocks of lanes and steps are for those who work
on the request.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.catalogue.calendars import counting, explaining
from app.catalogue.calendars.counting import ENDED, Line
from app.db import now, session
from app.models.clock import Clock, ClockSegment
from app.operations import calendars
from app.operations.clocks import rows
from app.operations.permissions import Actor, see_request, sees_internal


@dataclass(frozen=True)
class ClockLine:
    """One clock. Seconds are working seconds; `cause`: why it stands ("" runs, "ended"); `verdict`: met, breached,
    stopped, or None while it is open and in time. `why`: how its due moment comes about; `ledger` adds up to `used`.
    """

    kind: str
    element: str
    name: str
    goal: str
    goal_seconds: int
    used: int
    left: int
    started_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    breached_at: datetime | None
    cause: str
    verdict: str | None
    calendar: str
    why: str
    ledger: tuple[Line, ...]


def of_request(actor: Actor, number: str | int) -> list[ClockLine]:
    """Those that the actor may see, the request's own first. Raises NotFound."""
    request = see_request(actor, number)
    query = select(Clock).where(Clock.request_id == request.id).options(joinedload(Clock.calendar, innerjoin=True))
    found = list(session().scalars(query.order_by(Clock.id)))
    if not sees_internal(actor, request):
        found = [row for row in found if row.kind != "ola"]
    if not found:
        return []
    ledgers: dict[int, list[ClockSegment]] = {row.id: [] for row in found}
    turns = select(ClockSegment).where(ClockSegment.clock_id.in_(list(ledgers))).order_by(ClockSegment.id)
    for turn in session().scalars(turns):
        ledgers[turn.clock_id].append(turn)
    return [_line(row, ledgers[row.id]) for row in sorted(found, key=lambda row: (ORDER[row.kind], row.id))]


ORDER = {"resolution": 0, "response": 1, "ola": 2}


def _line(row: Clock, turns: list[ClockSegment]) -> ClockLine:
    value = calendars.value(row.calendar)
    ledger = counting.ledger(value, rows.turns_of(turns), now())
    used = counting.used(ledger)
    running = row.since is not None and row.due_at is not None
    why = explaining.in_words(value, row.since, row.due_at) if running and row.since and row.due_at else ""
    return ClockLine(
        row.kind, row.element, row.name, row.goal, row.goal_seconds, used, max(0, row.goal_seconds - used),
        row.started_at, row.due_at, row.ended_at, row.breached_at, row.cause, row.verdict, row.calendar.name, why,
        tuple(line for line in ledger if line.cause != ENDED),
    )  # fmt: skip
