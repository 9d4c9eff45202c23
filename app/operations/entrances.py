"""Where requests begin that nobody orders: timer, message and signal start events of the published version.

Publishing opens them, retiring closes them; a message with a key begins one request at a time (as Zeebe has it).
Never runs an instance: `beginnings` does.
"""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sqlalchemy import delete, exists, select

from app.db import now, ring, session
from app.models.beginning import Beginning
from app.models.definition import Definition
from app.models.entrance import Entrance
from app.models.message import Message
from app.models.request import Request
from app.models.schedule import Schedule
from app.operations import house, outbox
from workflows import schedules
from workflows.element import Element, Event, Process
from workflows.errors import Problem
from workflows.sentences import of, sentence

HINT = sentence(
    "Write a date, a duration or a cycle such as R/P1D or 0 9 * * MON-FRI; before a request there are no variables."
)


def starts(process: Process) -> Iterator[tuple[Element, Event]]:
    """The start events of the process's own level, with each thing that brings them about."""
    for key in process.starts:
        element = process.elements[key]
        for event in element.event.every if element.event else ():
            yield element, event


def check(process: Process) -> Iterator[Problem]:
    """Schedules that cannot be worked out."""
    for element, event in starts(process):
        if event.kind == "timer":
            try:
                schedules.read(event, now(), zone_of(process))
            except ValueError as error:
                yield Problem("error", "schedule.unreadable", of(error), element.id, element.line, HINT)


def check_zone(process: Process) -> Iterator[Problem]:
    """A time zone that there is not: every date of its requests would be refused."""
    zone = process.properties.get("timezone")
    try:
        ZoneInfo(zone or "UTC")
    except (OSError, ValueError, LookupError):
        message = sentence('"%(zone)s" is not a time zone.', zone=zone)
        yield Problem(
            "error", "process.timezone", message, process.id, process.line, sentence("Write it as Europe/Berlin.")
        )


def zone_of(process: Process) -> str:
    """The zone in which the times of an item are read."""
    return process.properties.get("timezone") or house.config().timezone


def open_all(definition: Definition, version_id: int, process: Process) -> None:
    """The version has been published: its start events take the place of those before."""
    timers = {element.id: (element, event) for element, event in starts(process) if event.kind == "timer"}
    _close_entrances(definition.id)
    _stop(definition.id, but=set(timers))
    for element, event in timers.values():
        _schedule(definition.id, version_id, element, event, zone_of(process))
    rows = {(e.id, event.kind, event.name) for e, event in starts(process) if event.kind in ("message", "signal")}
    for element_id, kind, name in sorted(rows):
        values = {"element": element_id, "kind": kind, "name": name}
        session().add(Entrance(definition_id=definition.id, version_id=version_id, **values))


def close_all(definition_id: int) -> None:
    """No version is published any more: nothing begins by itself."""
    _close_entrances(definition_id)
    _stop(definition_id, but=set())


def of_name(kind: str, name: str) -> list[Entrance]:
    """Where a message or signal of this name begins something."""
    return list(session().scalars(select(Entrance).where(Entrance.kind == kind, Entrance.name == name)))


def is_taken(entrance: Entrance, correlation_key: str) -> bool:
    """A request that this key began is still on its way; without a key there is no such rule."""
    same = (Beginning.definition_id == entrance.definition_id, Beginning.name == entrance.name)
    key = (Beginning.correlation_key == correlation_key, Beginning.state == "open")
    return bool(correlation_key) and session().scalar(select(Beginning.request_id).where(*same, *key)) is not None


def over(request: Request, process: Process) -> None:
    """The request has ended: a kept message with its key may begin the next."""
    if not any(event.kind == "message" for _element, event in starts(process)):
        return
    row = session().get(Beginning, request.id)
    if row is None or row.state == "over":
        return
    row.state = "over"
    kept = (Message.name == row.name, Message.correlation_key == row.correlation_key, Message.state == "kept")
    if session().scalar(select(Message.id).where(*kept, Message.expires_at > now()).limit(1)) is not None:
        payload = {"kind": "kept", "name": row.name, "key": row.correlation_key}
        outbox.write("message", payload, key=f"over:{request.id}", request=request)


def offer_kept(limit: int) -> None:
    """A message and the end of the request before it did not see each other: the outbox brings them together."""
    blocked = exists().where(
        Beginning.definition_id == Entrance.definition_id,
        Beginning.name == Message.name,
        Beginning.correlation_key == Message.correlation_key,
        Beginning.state == "open",
    )
    kept = (Message.state == "kept", Message.expires_at > now(), Entrance.name == Message.name)
    found = select(Message.id, Message.name, Message.correlation_key).where(*kept, Entrance.kind == "message", ~blocked)
    for message, name, key in session().execute(found.limit(limit)).all():
        outbox.write("message", {"kind": "kept", "name": name, "key": key}, key=f"begin:{message}")


def _schedule(definition_id: int, version_id: int, element: Element, event: Event, zone: str) -> None:
    """A schedule that says what it said goes on where it was; a changed one begins anew."""
    said = f"{event.timer_kind} {event.expression} {zone}"[:500]
    row = session().scalar(
        select(Schedule).where(Schedule.definition_id == definition_id, Schedule.element == element.id)
    )
    if row is not None and row.said == said:
        row.version_id = version_id
        return
    moment = now()
    if row is None:
        row = Schedule(definition_id=definition_id, element=element.id, created_at=moment, lease_token=0)
        session().add(row)
    found = schedules.read(event, moment, zone)
    row.version_id, row.said = version_id, said
    row.first_at = row.run_at = found.first
    row.period, row.last, row.turn = found.period, found.last, 0
    row.state, row.attempts, row.error, row.owner = "ready", 0, "", ""
    row.lease_until = row.done_at = None
    row.lease_token = (row.lease_token or 0) + 1  # whoever holds the old turn may not write any more
    ring("schedule")


def _stop(definition_id: int, but: set[str]) -> None:
    """Whoever holds a turn of it finds no row any more, and what they brought does not count."""
    where = (Schedule.definition_id == definition_id, Schedule.element.not_in(but))
    session().execute(delete(Schedule).where(*where).execution_options(synchronize_session="fetch"))


def _close_entrances(definition_id: int) -> None:
    session().execute(delete(Entrance).where(Entrance.definition_id == definition_id))
