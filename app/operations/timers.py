"""A timer that is due fires: one fence, one engine step, one transaction."""

import json

from sqlalchemy import bindparam, select

from app import meters
from app.database_clock import CLOCK
from app.db import now, session, tell
from app.errors import AlreadyDone, Conflict
from app.language import gettext as _
from app.loading import Objects
from app.models.timer import Timer
from app.operations import journal, leases, quality
from app.operations.advance import advance
from app.operations.locking import lock_timer
from app.operations.permissions import LANEWAY
from workflows.commands import Tick
from workflows.definition import Definition


def fire(timer_id: int, token: int) -> None:
    """Fire it. A suspended request's timer waits, and one for an answer that a quality check keeps from being asked
    for; one that nobody waits for any more just ends.

    Raises StaleLease, Conflict (the engine waits for it and holds it not for due yet: it is looked at again).
    """
    UNDER_LOCK.ahead(session(), {"id": timer_id})  # behind the lock
    held = lock_timer(timer_id)
    ((timer, wall, offset, *last),) = UNDER_LOCK.ask(session(), {"id": timer_id})
    tell(wall, offset)
    journal.found(timer.request_id, *last)
    if held.request.state == "suspended" or quality.keeps(held, timer):
        leases.lay_down(Timer, timer_id, token)
        return
    leases.finished(Timer, timer_id, token)
    meters.note(meters.timers, (now() - timer.run_at).total_seconds())
    command = Tick(at=now(), zone=held.zone, timers=(timer.engine_id,))
    name, step = _named(held.definition, timer.element)
    facts = {"timer": timer_id, "element": timer.element, "name": name, "step": step}
    try:
        advance(held, command, LANEWAY, kind="timer.fired", text=f"Time is up: {name}.", **facts)
    except AlreadyDone as error:
        if timer.engine_id in json.loads(held.instance.waits).get("timers", ()):
            raise Conflict(_("It is not due yet.")) from error


def _named(definition: Definition, element: str) -> tuple[str, str]:
    """The name of a timer, and of the step at whose edge it stands ("" where it stands alone)."""
    found = definition.elements.get(element)
    host = definition.elements.get(found.attached_to or "") if found else None
    return (found.name if found else "") or element, (host.name or host.id) if host else ""


UNDER_LOCK = Objects(
    select(Timer, *CLOCK, *journal.newest(Timer.request_id)).where(Timer.id == bindparam("id")), anew=True
)
