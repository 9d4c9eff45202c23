"""A schedule whose time has come: one request, the next turn, one fence, one transaction."""

from app.db import now, ring, session
from app.errors import NotFound, StaleLease
from app.models.definition import Definition
from app.models.request import Request
from app.models.schedule import Schedule
from app.operations import beginnings, definitions, entrances, journal, leases
from app.operations.permissions import Actor, require
from app.operations.roles import DRAWERS
from workflows import schedules


def fire(schedule_id: int, token: int) -> None:
    """Order the request and wait for the next turn that lies ahead. Raises StaleLease, and nothing of it counts."""
    row = _held(schedule_id)
    owner = session().get_one(Definition, row.definition_id)
    if owner.published_id != row.version_id:
        leases.finished(Schedule, schedule_id, token)
        return
    zone = entrances.zone_of(definitions.parsed(row.version_id).process)
    plan = schedules.Schedule(row.first_at, row.period, row.last)
    following = schedules.next_turn(plan, row.turn, now(), zone)
    if following is None:
        leases.finished(Schedule, schedule_id, token)
    else:
        row.turn, due = following
        leases.next_turn(Schedule, schedule_id, token, due)
    row.request_id = beginnings.by_schedule(row.version_id, row.element).id


def given_up(schedule_id: int, token: int, error: str) -> None:
    """It cannot be fired: dead, with an entry in the house's journal, until somebody starts it again."""
    row = _held(schedule_id)
    leases.bury(Schedule, schedule_id, token, error)
    key = session().get_one(Definition, row.definition_id).key
    text = f"The schedule of {key} has stopped: {error}"
    journal.write(0, "laneway", "schedule.failed", text, key=key, element=row.element, reason=error)


def now_too(actor: Actor, key: str, schedule_id: int) -> Request:
    """Somebody tries it: a request at once, beside the turns, which stay as they are. Raises Forbidden, NotFound,
    Conflict.
    """
    require(actor, *DRAWERS)
    row = _of(key, schedule_id)
    if session().get_one(Definition, row.definition_id).published_id != row.version_id:
        raise NotFound()
    return beginnings.by_person(row.version_id, row.element, actor)


def again(actor: Actor, key: str, schedule_id: int) -> None:
    """Somebody mended why it stopped: a dead schedule of that item is due at once, with an entry in the house's
    journal; any other stays as it is. Raises Forbidden, NotFound.
    """
    require(actor, *DRAWERS)
    row = _of(key, schedule_id)
    if row.state != "dead":
        return
    leases.again(Schedule, schedule_id)
    text = f"Started the schedule of {key} again."
    journal.write(0, actor.login, "schedule.again", text, key=key, element=row.element)
    ring("schedule")


def _of(key: str, schedule_id: int) -> Schedule:
    """The schedule of that item. Raises NotFound."""
    row = session().get(Schedule, schedule_id)
    if row is None or session().get_one(Definition, row.definition_id).key != key:
        raise NotFound()
    return row


def _held(schedule_id: int) -> Schedule:
    """The row; it went when the item stopped having this schedule."""
    row = session().get(Schedule, schedule_id, populate_existing=True)
    if row is None:
        raise StaleLease()
    return row
