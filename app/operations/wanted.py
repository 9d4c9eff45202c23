"""The wanted date of a running request is changed: every open step that is planned back from it moves, and is told;
timers that the diagram reckons from it move, too.

Never changes a step that has no lead, nor one that is done.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select

from app.db import now, ring, session
from app.errors import BadRequest, Conflict, Forbidden
from app.language import gettext as _
from app.models.request import Request
from app.models.task import Task
from app.operations import backward_planning, item_calendars, notices, ownership, seen, suspensions
from app.operations.advance import advance
from app.operations.locking import Locked, lock_request
from app.operations.permissions import Actor, is_party, see_request
from workflows import leads, scopes
from workflows.commands import Change
from workflows.values import dumps, loads


def change(actor: Actor, number: str, day: date) -> Request:
    """Raises NotFound, Forbidden, Conflict (ended, suspended, no wanted date), BadRequest (a day that has passed)."""
    request = see_request(actor, number)
    held = lock_request(request.id)
    process = held.definition.process
    field, before = process.properties.get("wanted", ""), wanted_now(held)
    if not may_change(actor, is_party(actor, held.request), ownership.named(process.properties)):
        raise Forbidden(_("Only who ordered it can choose another date."))
    if before is None:
        raise Conflict(_("This request has no date that it is wanted by."))
    if day < now().astimezone(item_calendars.calendar_of(process.properties).tz).date():
        raise BadRequest(_("This day has passed."))
    if day == before:
        return held.request
    command = Change(at=now(), zone=held.zone, data={field: day.isoformat()}, retime=True)
    facts: dict[str, Any] = {"before": before.isoformat(), "wanted": day.isoformat()}
    advance(held, command, actor, kind="wanted.changed", text=f"Wanted by {day} instead of {before}.", **facts)
    held.request.answers = dumps({**loads(held.request.answers), field: day.isoformat()})
    _move(held, day, before)
    ring(f"request:{held.request.id}")
    return held.request


def may_change(actor: Actor, party: bool, owners: Collection[str]) -> bool:
    """Who ordered it or gets it, the item's owners, the desk, those who answer for all."""
    return party or actor.has("desk") or suspensions.may_suspend(actor, owners)


def wanted_now(held: Locked) -> date | None:
    """By when it is wanted, as its variables have it."""
    return leads.wanted_of(held.definition.process, scopes.root(held.variables))


def _move(held: Locked, day: date, before: date) -> None:
    """The open steps that have a lead, and whoever has them."""
    calendar = item_calendars.calendar_of(held.definition.process.properties)
    query = select(Task).where(Task.request_id == held.request.id, Task.state == "open").order_by(Task.id)
    for task in session().scalars(query):
        lead = leads.days(str(loads(task.properties).get("lead") or ""))
        moment = backward_planning.due(calendar, day, lead) if lead is not None else None
        if moment is None:
            continue
        task.due_at = moment
        notices.moved(task, held.request, before.isoformat(), day.isoformat())
    seen.stir(held.request)
