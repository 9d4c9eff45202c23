"""Open tasks when their request follows another version: what the new diagram says of them, for whoever has them.

A task that somebody took stays with them; one that only waits is offered anew where the new version asks somebody else.
When it is due was promised and stays. Never opens or closes a task.
"""

from collections.abc import Mapping

from sqlalchemy import select

from app.db import ring, session
from app.models.instance import Instance
from app.models.request import Request
from app.models.task import HELD, Task
from app.operations import openings, routing, standing_approvals
from app.operations.assignment import kind_of, offer
from workflows import step as engine
from workflows.definition import Definition
from workflows.values import loads

Pairs = Mapping[str, tuple[engine.Task, engine.Task]]
WHO = ("kind", "approver", "amount", "group")
OF_CALLER = ("stage", standing_approvals.PROPERTY)  # said by the call activity, for the steps of a called process


def hindrance(pairs: Pairs) -> tuple[str, engine.Task] | None:
    """A task that cannot become what the new version says, and the word for why."""
    for old, new in pairs.values():
        if old.properties.get("rules") != new.properties.get("rules"):
            return "round", old
        if kind_of(old) != kind_of(new):
            return "person", old
    return None


def carry(
    request: Request, instance: Instance, old: Definition, new: Definition, pairs: Pairs, *, offers: bool = True
) -> None:
    """Write what the new version says of each task; `offers`: whether those that nobody took may change hands."""
    mine = (Task.instance_id == instance.id, Task.engine_id.in_(pairs), Task.state.in_(("open", HELD)))
    for row in session().scalars(select(Task).where(*mine)).all():
        before, after = pairs[row.engine_id]
        if _said(row, before, openings.with_items_words(new, after), new) or _form(old, before) != _form(new, after):
            row.version += 1  # who has it open is told, instead of answering a form that has changed
        asks_others = _who(before) != _who(after)
        if offers and asks_others and row.claimed_at is None and row.state == "open":
            owner = new.process.properties.get("owner", "")
            found = routing.routed(after, offer(after, request, owner), instance.id)
            openings.again(row, request, found.offer)
            routing.keep(row.id, found.facts)
        ring(f"task:{row.id}")


def _said(row: Task, before: engine.Task, after: engine.Task, definition: Definition) -> bool:
    """Put what the element says into the row; whether any of it is new."""
    properties = dict(after.properties)
    if after.process not in ("", definition.key):
        kept = loads(row.properties)
        properties |= {name: kept[name] for name in OF_CALLER if name in kept}
    values = openings.said(after, properties)
    if before.priority != after.priority and row.priority == before.priority:
        values["priority"] = after.priority
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def _form(definition: Definition, task: engine.Task) -> object:
    return definition.forms.get(task.process or definition.key, {}).get(task.form or "")


def _who(task: engine.Task) -> tuple[object, ...]:
    return (task.assignee, task.groups, task.people, *(task.properties.get(name) for name in WHO))
