"""The quality check before a request closes: passed, its requester is asked; not passed, the work goes back.

The engine knows nothing of it. It waits at the requester's step, whose task is held meanwhile; work that did not pass
goes the way that the diagram has for a requester who says no (`confirmed` = false, with `remark`).
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.db import now, ring, session
from app.errors import Forbidden
from app.language import gettext as _
from app.models.membership import Membership
from app.models.person import Person
from app.models.quality_check import QualityCheck
from app.models.task import CHECK, HELD, Task
from app.models.timer import Timer
from app.operations import comments, journal, leases, openings
from app.operations.advance import advance
from app.operations.assignment import Offer
from app.operations.clocks import holds
from app.operations.locking import Locked
from app.operations.permissions import Actor
from app.operations.sampling import GROUP
from workflows.commands import Complete


def must_be_others_work(task: Task, actor: Actor) -> None:
    """Raises Forbidden for who did the work themselves, while the group has others who can look. To have looked
    before, when it went back, is no work on it.
    """
    did = (Task.request_id == task.request_id, Task.completed_by_id == actor.id, Task.kind == "fulfilment")
    work = select(Task.id).where(*did, Task.engine_id.not_like(f"{CHECK}%")).limit(1)
    if session().scalar(work) is None or task.group_id is None:
        return
    others = select(Person.id).join(Membership, Membership.person_id == Person.id)
    if session().scalar(others.where(Membership.group_id == task.group_id, Person.active, Person.id != actor.id)):
        raise Forbidden(_("You worked on this yourself: somebody else looks at it."))


def done(held: Locked, task: Task, actor: Actor, given: dict[str, Any]) -> None:
    """Somebody has looked; the task of the check is finished already."""
    passed, reason = bool(given["passed"]), str(given.get("reason") or "").strip()
    kept = QualityCheck(request_id=task.request_id, task_id=task.id, item=held.definition.key, element=task.element)
    kept.by_id, kept.passed, kept.reason, kept.at = actor.id, passed, "" if passed else reason, now()
    session().add(kept)
    behind = _behind(task)
    if passed:
        _ask(held, behind, actor)
    else:
        _send_back(held, behind, actor, reason)


def keeps(held: Locked, timer: Timer) -> bool:
    """Whether the timer is for an answer that nobody has been asked for yet."""
    if not held.definition.process.properties.get(GROUP):
        return False
    element = held.definition.elements.get(timer.element)
    at = element.attached_to if element else None
    if not at:
        return False
    where = (Task.instance_id == timer.instance_id, Task.element == at, Task.state == HELD)
    return session().scalar(select(Task.id).where(*where).limit(1)) is not None


def _behind(task: Task) -> Task:
    """The requester's task that the check holds."""
    where = (Task.instance_id == task.instance_id, Task.engine_id == task.engine_id[1:], Task.state == HELD)
    return session().scalars(select(Task).where(*where)).one()


def _ask(held: Locked, behind: Task, actor: Actor) -> None:
    facts = {"task": behind.id, "element": behind.element}
    journal.write(held.request.id, actor.login, "quality.passed", f"Passed: {behind.name}.", **facts)
    waited = now() - behind.created_at
    behind.state, behind.created_at = "open", now()
    openings.write(behind, held.request, Offer("requester", assignee=held.request.requester, rule="requester"))
    _put_off(held, behind, waited)
    holds.hold(held, holds.asked(behind))
    ring(f"request:{held.request.id}")


def _put_off(held: Locked, behind: Task, by: timedelta) -> None:
    """What counts the time to answer begins now, when the requester is asked."""
    at = [one.id for one in held.definition.elements.values() if one.attached_to == behind.element]
    leases.put_off(held.instance.id, at, by)


def _send_back(held: Locked, behind: Task, actor: Actor, reason: str) -> None:
    behind.state, behind.completed_at = "cancelled", now()
    said = _("Quality check: %(words)s", words=reason)
    comments.say(held.request, actor, said, internal=True, files=())
    answer = {"confirmed": False, "remark": said}
    command = Complete(at=now(), zone=held.zone, task=behind.engine_id, data=answer)
    facts = {"task": behind.id, "element": behind.element, "reason": reason}
    advance(held, command, actor, kind="quality.returned", text=f"Did not pass: {behind.name}.", **facts)
