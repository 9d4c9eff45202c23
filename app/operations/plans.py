"""Plans of groups that work side by side: written before their task is done or with it, changed while the request runs.

Everybody involved sees everybody's (queries/plans.py). A plan moves nothing in the process.
"""

from datetime import date
from typing import Any

from sqlalchemy import select

from app.catalogue import plans
from app.db import now, ring, session
from app.errors import AlreadyDone, Conflict, Forbidden, InvalidForm, NotFound
from app.language import gettext as _
from app.models.plan import Plan
from app.models.task import Task
from app.operations import journal
from app.operations.item_calendars import calendar_of
from app.operations.locking import Locked, lock_request
from app.operations.permissions import Actor, may_act, see_request
from workflows.values import loads

LONGEST = 2000


def write(actor: Actor, number: str, key: str, day: date | None, text: str, version: int | None = None) -> Plan:
    """Say on which day, and how. Raises NotFound, Forbidden (another group's), AlreadyDone, Conflict, InvalidForm."""
    request = see_request(actor, number)
    held = lock_request(request.id)
    element = plans.keys(held.definition.process).get(key)
    task = _task(request.id, element) if element else None
    if task is None:
        raise NotFound()
    if not may_write(actor, task):
        raise Forbidden(_("Another group writes this plan."))
    if request.state == "ended":
        raise AlreadyDone(_("This request has ended already."), at=request.ended_at)
    if len(text) > LONGEST:
        raise InvalidForm({"text": _("This is too long; attach it as a file.")})
    if day is None and not text.strip():
        raise InvalidForm({"day": _("Choose a day.")})
    if day is not None and day < _today(held) and day != _day_before(request.id, key):
        raise InvalidForm({"day": _("This day has passed.")})
    return _keep(held, actor, key, day, text.strip(), version)


def from_answers(held: Locked, task: Task, actor: Actor, given: dict[str, Any]) -> None:
    """What a planning task's own form says of it: the fields WORD_date and WORD_plan."""
    key = str(loads(task.properties).get("plan") or "")
    if not key or key not in plans.keys(held.definition.process):
        return
    said = given.get(f"{key}_date")
    try:
        day = date.fromisoformat(str(said)[:10]) if said else None
    except ValueError:
        day = None
    text = str(given.get(f"{key}_plan") or "")[:LONGEST]
    if day or text:
        _keep(held, actor, key, day, text, None)


def may_write(actor: Actor, task: Task) -> bool:
    """Who has the planning task, or is in its group."""
    return may_act(actor, task) or (task.group_id is not None and task.group_id in actor.groups)


def _keep(held: Locked, actor: Actor, key: str, day: date | None, text: str, version: int | None) -> Plan:
    query = select(Plan).where(Plan.request_id == held.request.id, Plan.element == key)
    row = session().scalar(query.execution_options(populate_existing=True))
    if version is not None and version != (row.version if row else 0):
        raise Conflict(_("This plan was changed meanwhile. Look again, please."))
    if row is not None and (row.day, row.text) == (day, text):
        return row
    if row is None:
        row = Plan(request_id=held.request.id, element=key, version=0)
        session().add(row)
    row.day, row.text, row.by_id, row.at, row.version = day, text, actor.id, now(), row.version + 1
    session().flush()
    element = plans.keys(held.definition.process)[key]
    step = held.definition.elements[element].name or key
    facts = {"plan": key, "element": element, "step": step, "day": day.isoformat() if day else ""}
    journal.write(held.request.id, actor.login, "plan.written", f"Planned: {key}.", **facts)
    ring(f"request:{held.request.id}")
    return row


def _today(held: Locked) -> date:
    return now().astimezone(calendar_of(held.definition.process.properties).tz).date()


def _day_before(request_id: int, key: str) -> date | None:
    """The day that is planned already: it may pass, and only the words be changed."""
    return session().scalar(select(Plan.day).where(Plan.request_id == request_id, Plan.element == key))


def _task(request_id: int, element: str) -> Task | None:
    query = select(Task).where(Task.request_id == request_id, Task.element == element, Task.state != "cancelled")
    return session().scalars(query.order_by(Task.id.desc()).limit(1)).first()
