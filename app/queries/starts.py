"""What begins an item beside an order: its schedules, messages and signals, with the next time. Only reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.db import session
from app.models.definition import Definition
from app.models.entrance import Entrance
from app.models.request import Request
from app.models.schedule import Schedule
from app.operations import definitions
from app.operations.permissions import Actor, require
from app.operations.roles import DRAWERS
from workflows.definition import Definition as Parsed


@dataclass(frozen=True)
class Start:
    """`kind`: timer, message, signal. `what`: the timer's text, or the name. `requester`: as whom, "" the sender.

    Of a timer `next_at` is its next time (None after the last), `stopped` why it no longer orders, `row` its id, and
    `last` the request it ordered last.
    """

    kind: str
    name: str
    what: str
    requester: str
    next_at: datetime | None = None
    stopped: str = ""
    row: int = 0
    last: str = ""


def of(actor: Actor, key: str) -> list[Start]:
    """Those of the published version; schedules first. Raises Forbidden."""
    require(actor, *DRAWERS)
    owner = session().scalar(select(Definition).where(Definition.key == key))
    if owner is None or owner.published_id is None:
        return []
    parsed = definitions.parsed(owner.published_id)
    return [*_schedules(owner.id, parsed), *_entrances(owner.id, parsed)]


def _schedules(definition_id: int, parsed: Parsed) -> Iterator[Start]:
    rows = select(Schedule).where(Schedule.definition_id == definition_id).order_by(Schedule.run_at)
    for row in session().scalars(rows).all():
        element = parsed.elements[row.element]
        event = next((one for one in element.event.every if one.kind == "timer"), None) if element.event else None
        last = session().get(Request, row.request_id) if row.request_id else None
        yield Start(
            kind="timer",
            name=element.name,
            what=(event.expression or "") if event else "",
            requester=_requester(parsed, row.element),
            next_at=row.run_at if row.state in ("ready", "leased") else None,
            stopped=row.error if row.state == "dead" else "",
            row=row.id,
            last=last.number if last else "",
        )


def _entrances(definition_id: int, parsed: Parsed) -> Iterator[Start]:
    rows = select(Entrance).where(Entrance.definition_id == definition_id).order_by(Entrance.kind, Entrance.name)
    for row in session().scalars(rows).all():
        yield Start(row.kind, parsed.elements[row.element].name, row.name, _requester(parsed, row.element))


def _requester(parsed: Parsed, element: str) -> str:
    said = parsed.elements[element].properties.get("requester", "")
    return said or parsed.process.properties.get("owner", "")
