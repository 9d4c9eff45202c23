"""Work that should have been done: what is late, given up, stands still, or belongs to nobody."""

from datetime import timedelta

from sqlalchemy import and_, func, or_, select

from app.db import now, session
from app.doctor.finding import Finding, Findings
from app.models.call import JOBS, Call
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.outbox import Outbox
from app.models.task import Task
from app.models.timer import Timer
from app.operations import stuck

AREA = "work"
LATE = timedelta(minutes=2)
UNASKED = timedelta(minutes=15)
QUEUES = ((Timer, "timers"), (Call, "calls of service tasks"), (Outbox, "outgoing mails and messages"))


def look() -> Findings:
    """Inside a reading()."""
    for model, name in QUEUES:
        yield from _queue(model, name)
    yield from _jobs()
    yield from _standing()
    yield from _orphans()


def _queue(model: type[Timer | Call | Outbox], name: str) -> Findings:
    late = select(func.count(), func.min(model.run_at)).where(model.state == "ready", model.run_at < now() - LATE)
    if model is Call:
        late = late.where(~Call.outside)
    count, since = session().execute(late).one()
    if count:
        waited = int((now() - since).total_seconds() // 60)
        advice = "Look whether workers run and what they log; start more if they are busy."
        yield Finding("ill", AREA, f"{count:,} {name} are late, the oldest by {waited:,} minutes.", advice)
    else:
        yield Finding("well", AREA, f"No {name} are late.")
    dead = session().scalar(select(func.count()).where(model.state == "dead")) or 0
    if dead:
        yield Finding("mind", AREA, f"{dead:,} {name} were given up.", "Decide on them under Stuck.")


def _jobs() -> Findings:
    """Jobs wait for programs of the house's own, of which nothing is known but that they ask."""
    free = or_(Call.state == "ready", and_(Call.state == "leased", Call.lease_until < now()))
    late = select(Call.type, func.count(), func.min(Call.run_at)).where(JOBS, free, Call.run_at < now() - UNASKED)
    for kind, count, since in session().execute(late.group_by(Call.type).order_by(Call.type)):
        said = f"{count:,} jobs of type {kind!r} wait since {since:%Y-%m-%d %H:%M} UTC; no program takes them."
        advice = "Start the program that does them, or look whether its token holds and its types are spelt so."
        yield Finding("mind", AREA, said, advice)


def _standing() -> Findings:
    open_ones = session().scalar(select(func.count(Incident.id)).where(Incident.state == "open")) or 0
    unseen = len(stuck.instances())
    if unseen:
        advice = "Start a scheduler: it makes an incident of each, to be repaired under Stuck."
        yield Finding("ill", AREA, f"{unseen} requests wait for nothing at all.", advice)
    if open_ones:
        yield Finding("mind", AREA, f"{open_ones:,} incidents are open.", "Repair them under Stuck.")
    elif not unseen:
        yield Finding("well", AREA, "No request is stuck.")


def _orphans() -> Findings:
    lost = 0
    for model, state in ((Task, ("open",)), (Timer, ("ready", "leased")), (Call, ("ready", "leased"))):
        ended = select(Instance.id).where(Instance.status == "ended")
        lost += session().scalar(select(func.count()).where(model.state.in_(state), model.instance_id.in_(ended))) or 0
    if lost:
        advice = "This must not be: please report it, with a dump of one of them (./laneway dump --json)."
        yield Finding("ill", AREA, f"{lost:,} tasks, timers or calls belong to requests that have ended.", advice)
    else:
        yield Finding("well", AREA, "Nothing waits for a request that has ended.")
