"""A task under its instance's lock: read as it is by then, and asked again whether this person may act on it now.

Refuses, and never changes a task: that is for the verbs (tasks.py and those beside it).
"""

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import set_committed_value

from app.database_clock import CLOCK
from app.db import session, tell
from app.errors import AlreadyDone, Forbidden, NotFound
from app.language import gettext as _
from app.loading import Objects
from app.models.membership import Membership
from app.models.person import Person
from app.models.stand_in import StandIn
from app.models.task import Task
from app.operations import journal, reasons, standing_in
from app.operations.locking import Locked, lock_task
from app.operations.permissions import Actor, afresh, may_act, may_see_task


def locked(actor: Actor, task_id: int) -> tuple[Locked, Task]:
    """Lock the task's instance, then read the task as it is under the lock. Raises NotFound."""
    asked = {"id": task_id, "actor": actor.id}
    UNDER_LOCK.ahead(session(), asked)  # behind the lock
    held = lock_task(task_id)
    ((task, holder, stand_in, held.member, wall, offset, *last),) = UNDER_LOCK.ask(session(), asked)
    set_committed_value(task, "assignee", holder)
    set_committed_value(task, "stand_in", stand_in)
    tell(wall, offset)
    journal.found(task.request_id, *last)
    if not may_see_task(actor, task):
        raise NotFound()
    return held, task


ACTOR = aliased(Person)
MEMBER = exists().where(Membership.person_id == bindparam("actor"), Membership.group_id == Task.group_id)
THERE = exists().where(ACTOR.id == bindparam("actor"), ACTOR.active)
UNDER_LOCK = Objects(
    select(Task, Person, StandIn, and_(MEMBER, THERE), *CLOCK, *journal.newest(Task.request_id))
    .outerjoin(Person, Person.id == Task.assignee_id)
    .outerjoin(StandIn, StandIn.task_id == Task.id)
    .where(Task.id == bindparam("id")),
    anew=True,
)


def must_be_open(task: Task) -> None:
    """Raises AlreadyDone: by whom and when, or why it is not needed any more."""
    if task.state == "open":
        return
    if task.state == "completed" and task.completed_by is not None:
        name = task.completed_by.name
        raise AlreadyDone(
            _("%(name)s completed this already.", name=name), who=task.completed_by.login, at=task.completed_at
        )
    others = reasons.said([one for one in reasons.of(task) if one.kind == "others"])
    raise AlreadyDone(others or _("This task is not needed any more."), who=None, at=task.completed_at)


def must_act(held: Locked, actor: Actor, task: Task) -> None:
    """Raises Forbidden unless the actor may claim or finish the task now.

    Who somebody is was read when the call came in. A right by group or absence may have ended while it waited here for
    the lock, so it is asked again; a holder is known by the locked row itself, a member of its group beside it.
    """
    offered = task.assignee_id is None and task.group_id in actor.groups
    known = actor.id == task.assignee_id or (offered and held.member)
    if may_act(actor, task) and (known or may_act(afresh(actor), task)):
        standing_in.must_last(task)
        return
    if task.assignee is not None and task.assignee_id != actor.id:
        raise Forbidden(_("%(name)s has this task.", name=task.assignee.name))
    raise Forbidden()
