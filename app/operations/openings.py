"""A task begins: its row, to whom it is offered, journal, letters, bells. One way for each, and many together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, insert

from app.db import later, ring, session, table
from app.models.candidate import Candidate
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.operations import habits, journal, just_made, notices, nudge, reasons, standing_in
from app.operations.assignment import Offer
from workflows import step as engine
from workflows.definition import Definition
from workflows.routing import routing as effort
from workflows.values import dumps

CANDIDATES = insert(table(Candidate))


def write(row: Task, request: Request, found: Offer, barred: Collection[int] = ()) -> Task:
    """Keep `row`, offered as `found` says, and tell whoever it waits for.

    Who is away is stood in for at once; `barred`: ids of those who may not stand in.
    """
    look_ahead(row, found)
    write_all([(row, found)], request, barred)
    return row


def look_ahead(row: Task, found: Offer) -> None:
    """The row is written soon: what is then asked comes with what is asked until then."""
    if found.assignee:
        standing_in.look_ahead(found.assignee, row)


def write_all(opened: Sequence[tuple[Task, Offer]], request: Request, barred: Collection[int] = ()) -> None:
    """The same for several of one request: their rows come first, then each is told of, in this order."""
    for row, _found in opened:
        session().put(row)
    session().flush()
    _name(opened)
    habits.begun([row for row, _found in opened], request)
    for row, found in opened:
        _offered(row, request, found, barred)
        nudge.begin(row, request)


def _name(opened: Sequence[tuple[Task, Offer]]) -> None:
    """Those to whom tasks are offered by name."""
    named = [{"task_id": row.id, "person_id": one.id} for row, found in opened for one in found.people]
    if named:
        later(CANDIDATES, named)
    just_made.opened(opened[0][0].request_id, [row for row, _found in opened], {one["task_id"] for one in named})


def again(row: Task, request: Request, found: Offer) -> Task:
    """Offer a task that nobody took to others than before, who are told."""
    row.group_id = found.group.id if found.group else None
    reasons.keep(row, *found.because)
    row.assignee_id = found.assignee.id if found.assignee else None
    row.group, row.assignee = found.group, found.assignee
    session().execute(delete(Candidate).where(Candidate.task_id == row.id))
    session().flush()
    _name([(row, found)])
    return _offered(row, request, found, ())


def _offered(row: Task, request: Request, found: Offer, barred: Collection[int]) -> Task:
    away = found.assignee
    instead = standing_in.instead_of(away, row, request, barred) if away else None
    if away is not None and instead is not None:
        row.assignee_id, row.assignee = instead.id, instead
        standing_in.note(row, away)
        just_made.forget()
        found = replace(found, assignee=instead)
    _tell(row, request, found, away if instead is not None else None)
    notices.offered(row, request, found)
    for person in _told(found):
        ring(f"inbox:{person}")
    if found.group:
        ring(f"group:{found.group.id}")
    return row


def _tell(row: Task, request: Request, found: Offer, away: Person | None) -> None:
    """In the journal; `away`: for whom somebody stands in."""
    whom = who(found)
    text = f"Waits for {whom or 'nobody'}: {row.name}."
    data: dict[str, Any] = {**journal.of_task(row), "who": whom, "rule": found.rule}
    if found.because:
        text, data["because"] = f"{text} {reasons.kept(found.because)['why']}", found.because
    if away is not None:
        text, data["for"] = f"{text} {whom} has it for {away.name}.", away.name
    journal.write(request.id, "laneway", "task.opened", text, **data)


def who(found: Offer) -> str:
    """Whom it waits for: a person's name, else the group's, else up to five names; "" for nobody."""
    if found.assignee:
        return found.assignee.name
    if found.group:
        return found.group.name
    return ", ".join(p.name for p in found.people[:5])


def _told(found: Offer) -> list[int]:
    people = [found.assignee, *found.people]
    return [p.id for p in people if p is not None]


def said(task: engine.Task, properties: Mapping[str, Any]) -> dict[str, Any]:
    """What the element says of its task, as the row has it. `properties`: the task's, or more than those."""
    return {
        "element": task.element,
        "process": task.process,
        "name": (task.name or task.element)[:300],
        "stage": str(properties.get("stage") or "")[:300],
        "internal": str(properties.get("internal", "")).lower() == "true",
        "form": task.form,
        "properties": dumps(properties),
        "points": effort(properties).points,
    }


OF_ITEM = ("decide_by_mail",)  # what a step says, or else its item


def with_items_words(definition: Definition, task: engine.Task) -> engine.Task:
    """The task with what its item says for all its steps, where the step itself says nothing."""
    item = definition.process.properties
    words = {name: item[name] for name in OF_ITEM if item.get(name)}
    return replace(task, properties={**words, **task.properties}) if words else task
