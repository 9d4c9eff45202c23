"""Work that should have been done: what is late, given up, stands still, or belongs to nobody."""

from datetime import timedelta

from sqlalchemy import and_, func, or_, select

from app.db import now, session
from app.doctor.finding import Finding, Findings
from app.models.call import JOBS, Call
from app.models.clock import Clock
from app.models.definition import Definition as DefinitionRow
from app.models.entrance import Entrance
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.message_wait import MessageWait
from app.models.nudge import Nudge
from app.models.outbox import Outbox
from app.models.repair import Repair
from app.models.schedule import Schedule
from app.models.suspension import Suspension
from app.models.task import Task
from app.models.timer import Timer
from app.operations import definitions, entrances, later, leases, stuck

AREA = "work"
LATE = timedelta(minutes=2)
Queue = type[Timer | Call | Outbox | Clock | Nudge | Suspension | Repair]
UNASKED = timedelta(minutes=15)
STUCK = "Decide on them under Stuck."
QUEUES: tuple[tuple[Queue, str, str], ...] = (
    (Timer, "timers", STUCK),
    (Call, "calls of service tasks", STUCK),
    (Outbox, "outgoing mails and messages", "Mend what the log says, then send them again: ./laneway mail --again"),
    (
        Clock,
        "clocks",
        "The history of their requests says why. Do what their ladders would have done.",
    ),
    (Nudge, "reminders of approvals", "The log says why. Remind those approvers, or hand the approval over."),
    (Suspension, "looks at what is paused", ""),
    (Repair, "repairs of many", ""),
)
#: What an end closes, and in which states it would still be open.
LEFT: tuple[tuple[type[Task | Timer | Call | MessageWait | Incident], tuple[str, ...]], ...] = (
    (Task, ("open",)),
    (Timer, stuck.LIVE),
    (Call, stuck.LIVE),
    (MessageWait, ("open",)),
    (Incident, ("open",)),
)


def look() -> Findings:
    """What the doctor finds of this area. To be called inside `reading()`."""
    for queue in QUEUES:
        yield from _queue(*queue)
    yield from _leaving()
    yield from _jobs()
    yield from _schedules()
    yield from _standing()
    yield from _orphans()
    yield from _later()


def _queue(model: Queue, name: str, undoing: str) -> Findings:
    live = (leases.LIVE, leases.OURS) if model is Call else (leases.LIVE,)  # in the words of the small index
    late = select(func.count(), func.min(model.run_at)).where(
        *live, model.state == "ready", model.run_at < now() - LATE
    )
    count, since = session().execute(late).one()
    if count:
        waited = int((now() - since).total_seconds() // 60)
        advice = "Look whether workers run and what they log; start more if they are busy."
        yield Finding("ill", AREA, f"{count:,} {name} are late, the oldest by {waited:,} minutes.", advice)
    else:
        yield Finding("well", AREA, f"No {name} are late.")
    dead = session().scalar(select(func.count()).where(model.state == "dead")) or 0
    if dead:
        yield Finding("mind", AREA, f"{name[0].upper()}{name[1:]} given up: {dead:,}.", undoing)


def _leaving() -> Findings:
    """What could not leave and is tried again is not late, but somebody should know why before it is given up."""
    failing = select(func.count(), func.max(Outbox.id)).where(
        leases.LIVE, Outbox.state == "ready", Outbox.attempts > 0, Outbox.error != ""
    )
    count, newest = session().execute(failing).one()
    if count:
        why = session().get_one(Outbox, newest).error
        said = f"{count:,} outgoing mails and messages could not leave and are tried again: {why}"
        yield Finding("mind", AREA, said, "If it is the mail server: is LANEWAY_SMTP_URL right, and does it answer?")


def _jobs() -> Findings:
    """Jobs wait for programs of the house's own, of which nothing is known but that they ask."""
    free = or_(Call.state == "ready", and_(Call.state == "leased", Call.lease_until < now()))
    late = select(Call.type, func.count(), func.min(Call.run_at)).where(JOBS, free, Call.run_at < now() - UNASKED)
    for kind, count, since in session().execute(late.group_by(Call.type).order_by(Call.type)):
        said = f"{count:,} jobs of type {kind!r} wait since {since:%Y-%m-%d %H:%M} UTC; no program takes them."
        advice = "Start the program that does them, or look whether its token holds and its types are spelt so."
        yield Finding("mind", AREA, said, advice)


def _schedules() -> Findings:
    """Schedules that should have ordered, and those that stopped, with why; start events of no published version."""
    late = session().scalar(select(func.count()).where(Schedule.state == "ready", Schedule.run_at < now() - LATE))
    if late:
        yield Finding("ill", AREA, f"{late:,} schedules are late.", "Look whether workers run and what they log.")
    query = select(DefinitionRow.key, Schedule.error).join(Schedule, Schedule.definition_id == DefinitionRow.id)
    stopped = session().execute(query.where(Schedule.state == "dead").order_by(Schedule.id)).all()
    for key, error in stopped:
        advice = f"Mend what it says, then “Try again” on the item's page in the Studio (/studio/{key})."
        yield Finding("ill", AREA, f"The schedule of {key} has stopped: {error}", advice)
    shut = _shut()
    for key in shut:
        advice = "Restart the house, which opens them again, or publish the item anew."
        yield Finding("ill", AREA, f"Start events of {key} are not listened to.", advice)
    if not (late or stopped or shut):
        yield Finding("well", AREA, "All schedules and start events are in order.")


def _shut() -> list[str]:
    """Keys of published items with a schedule, message or signal start that has no row."""
    open_ones = {(row.version_id, row.element) for row in session().scalars(select(Entrance))}
    open_ones |= {(row.version_id, row.element) for row in session().scalars(select(Schedule))}
    return [
        key
        for key, version in session().execute(
            select(DefinitionRow.key, DefinitionRow.published_id).where(DefinitionRow.published_id.is_not(None))
        )
        if any((version, element) not in open_ones for element in _beginning(version))
    ]


def _beginning(version_id: int | None) -> set[str]:
    if version_id is None:
        return set()
    starts = entrances.starts(definitions.parsed(version_id).process)
    return {element.id for element, event in starts if event.kind in ("timer", "message", "signal")}


def _standing() -> Findings:
    open_ones = session().scalar(select(func.count(Incident.id)).where(Incident.state == "open")) or 0
    unseen = len(stuck.instances())
    if unseen:
        advice = "Start a scheduler: it makes an incident of each, to be repaired under Stuck."
        yield Finding("ill", AREA, f"{unseen} requests wait for nothing at all.", advice)
    if open_ones:
        yield Finding("mind", AREA, f"Open incidents: {open_ones:,}.", "Repair them under Stuck.")
    elif not unseen:
        yield Finding("well", AREA, "No request is stuck.")


def _orphans() -> Findings:
    lost = 0
    ended = select(Instance.id).where(Instance.status == "ended")
    for model, state in LEFT:
        lost += session().scalar(select(func.count()).where(model.state.in_(state), model.instance_id.in_(ended))) or 0
    running = (Clock.ended_at.is_(None), Clock.instance_id.in_(ended))
    lost += session().scalar(select(func.count(Clock.id)).where(*running)) or 0
    if lost:
        advice = "This must not be: please report it, with a dump of one of them (./laneway dump --json)."
        yield Finding("ill", AREA, f"{lost:,} tasks or other open things belong to requests that have ended.", advice)
    else:
        yield Finding("well", AREA, "Nothing waits for a request that has ended.")


def _later() -> Findings:
    """After the way back to an earlier release."""
    count = session().scalar(select(func.count(Instance.id)).where(Instance.status != "ended", later.theirs()))
    if count:
        said = f"A later release has moved on {count:,} requests, in a form that this one does not read."
        yield Finding("mind", AREA, said, "They wait, whole, until a release that reads it works here again.")
