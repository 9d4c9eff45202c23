"""Who has a task while the person it waits for is away: their substitute, or that one's, and back when they return.

Called by whoever holds the instance's row, or opens it. A substitute is nobody who asked for the request or is asked
in the same round; what no substitute may have stays with the person.
"""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.orm import aliased

from app.beside import keeps
from app.catalogue.rules import sums
from app.db import ahead, ask, dialect, now, ring, session
from app.errors import Forbidden
from app.language import gettext as _
from app.models.approval import Approval
from app.models.approval_question import ApprovalQuestion
from app.models.person import Person
from app.models.request import Request
from app.models.stand_in import StandIn
from app.models.substitute import Substitute
from app.models.task import Task
from app.operations import journal, notices
from app.session_cache import of_many
from workflows.values import loads

KINDS = ("approval", "fulfilment")
keeps("plans")


def instead_of(person: Person, task: Task, request: Request, also: Collection[int] = ()) -> Person | None:
    """Who has the task while `person` is away; None when they are here, or nobody may. `also`: may not either."""
    if task.kind not in KINDS or not _is_away(person.id):
        return None
    return _found(person, task, request, barred(task, request) | set(also), {person.id})


def look_ahead(person: Person, task: Task) -> None:
    """`instead_of` is asked soon: whether the person is away is found out with the task's row."""
    if task.kind in KINDS and person.id not in _plans():
        ahead(ABSENT, {"person": person.id, "now": now()})


def look_ahead_at_manager(person_id: int) -> None:
    """The manager of this person, both of whom are read next, is probably asked something: when they are away is found
    out with that, and `manager_is` takes it. Nothing on SQLite.
    """
    if dialect() != "sqlite":
        ahead(OF_MANAGER, {"person": person_id})
        session().info["plans"] = {}


def manager_is(manager: Person | None, person_id: int) -> None:
    """They were read. Nothing where nobody looked ahead."""
    known = session().info["plans"]
    if known is not None and manager is not None:
        known[manager.id] = ask(OF_MANAGER, {"person": person_id}).all()


def _plans() -> dict[int, list[Any]]:
    """When people are away, as far as this transaction knows: {person's id: [(starts_at, ends_at), ...]}."""
    return session().info["plans"] or {}


def _found(person: Person, task: Task, request: Request, barred: Collection[int], seen: set[int]) -> Person | None:
    for row in sorted(_absences(person.id, now()), key=_breadth):
        other = session().get_one(Person, row.substitute_id)
        if not _is_meant(row, task, request) or other.id in seen or not other.active:
            continue
        deeper = _found(other, task, request, barred, seen | {other.id})
        if deeper is not None:
            return deeper
        if other.id not in barred and not any(_is_meant(one, task, request) for one in _absences(other.id, now())):
            return other
    return None


def _is_away(person_id: int) -> bool:
    plans = _plans().get(person_id)
    if plans is not None:
        return any(starts_at <= now() < ends_at for starts_at, ends_at in plans)
    known = {"person": person_id, "now": now()}
    return of_many(("away", person_id), lambda: ask(ABSENT, known).first() is not None)


def _breadth(row: Substitute) -> tuple[bool, bool, int]:
    """What says more comes first, then who was named first."""
    return row.above_amount is None, not row.item, row.id


def _absences(person_id: int, at: datetime) -> list[Substitute]:
    return list(session().scalars(ABSENCES, {"person": person_id, "now": at}))


ABSENCES = select(Substitute).where(
    Substitute.person_id == bindparam("person"),
    Substitute.starts_at <= bindparam("now", type_=Substitute.starts_at.type),
    Substitute.ends_at > bindparam("now", type_=Substitute.starts_at.type),
)


ABSENT = ABSENCES.with_only_columns(Substitute.id).limit(1)  # most people are here, and no more is read for them
OF_MANAGER = select(Substitute.starts_at, Substitute.ends_at).where(
    Substitute.person_id == select(Person.manager_id).where(Person.id == bindparam("person")).scalar_subquery(),
    Substitute.state != "over",
)


def _is_meant(row: Substitute, task: Task, request: Request) -> bool:
    """Whether the substitution is for this task: of this item, above this sum."""
    if row.item and row.item != request.item:
        return False
    if row.above_amount is None:
        return True
    total = sums.read(_amount(task), row.above_currency)
    return total is not None and total.currency == row.above_currency and total.amount > Decimal(row.above_amount)


def _amount(task: Task) -> Any:
    return loads(task.properties).get("amount")


def barred(task: Task, request: Request) -> set[int]:
    """Who may not have it for another: the parties of a request to be approved, and who else its round asks."""
    if task.kind != "approval":
        return set()
    other = aliased(ApprovalQuestion)
    seats = select(other.seat_id).join(ApprovalQuestion, ApprovalQuestion.round_id == other.round_id)
    asked = session().scalars(seats.where(ApprovalQuestion.task_id == task.id, other.seat_id.is_not(None)))
    decided = session().scalars(select(Approval.person_id).where(Approval.request_id == request.id))
    found = {one for one in (*asked, *decided) if one is not None}
    return found | {request.requester_id, request.requested_for_id}


def settle(task: Task, request: Request) -> bool:
    """Give the task to whoever should have it now. Returns whether it moved."""
    row = session().get(StandIn, task.id)
    owner = session().get(Person, row.for_id if row else task.assignee_id) if row or task.assignee_id else None
    if owner is None or task.state != "open" or task.kind not in KINDS:
        return False
    right = instead_of(owner, task, request) or owner
    if right.id == task.assignee_id:
        return False
    _ring(task)
    task.assignee_id, task.assignee = right.id, right
    task.version += 1
    note(task, None if right.id == owner.id else owner)
    _ring(task)
    back = right.id == owner.id
    text = f"Back with {owner.name}: {task.name}." if back else f"{right.name} has it for {owner.name}: {task.name}."
    facts = {**journal.of_task(task), "who": right.name, **({} if back else {"for": owner.name})}
    journal.write(request.id, "laneway", "task.returned" if back else "task.stood_in", text, **facts)
    notices.assigned(task, request, right)
    return True


def note(task: Task, owner: Person | None) -> None:
    """The task is held for `owner`; None: for nobody but its holder."""
    session().execute(delete(StandIn).where(StandIn.task_id == task.id))
    if owner is not None:
        session().add(StandIn(task_id=task.id, for_id=owner.id, since=now()))
        session().flush()


def held_for(task: Task) -> int | None:
    """In whose place the holder has it, as it was when the task was read under its lock."""
    return task.stand_in.for_id if task.stand_in else None


def must_last(task: Task) -> None:
    """Raises Forbidden where the holder has it for somebody who is back, or for whom somebody else stands in by now: a
    right ends in its moment, also before a worker has moved the task. Asks nothing of what is held for nobody else.
    """
    if task.stand_in is None:
        return
    owner = session().get_one(Person, task.stand_in.for_id)
    right = instead_of(owner, task, task.request) or owner
    if right.id != task.assignee_id:
        raise Forbidden(_("You had this task for %(name)s, and no longer do.", name=owner.name))


def concerned(person_id: int) -> list[int]:
    """Open tasks that may have to move when an absence of this person begins, changes or ends; in order of locking."""
    people = _upwards(person_id)
    query = select(Task.id).outerjoin(StandIn, StandIn.task_id == Task.id)
    wanted = or_(Task.assignee_id.in_(people), StandIn.for_id.in_(people))
    found = query.where(Task.state == "open", Task.kind.in_(KINDS), wanted).order_by(Task.instance_id, Task.id)
    return list(session().scalars(found))


def _upwards(person_id: int) -> set[int]:
    """The person, those whom they stand in for, and so on: what one has for another may move with them."""
    found, left = {person_id}, [person_id]
    while left:
        query = select(Substitute.person_id).where(Substitute.substitute_id.in_(left), Substitute.state != "over")
        left = [one for one in session().scalars(query) if one not in found]
        found |= set(left)
    return found


def _ring(task: Task) -> None:
    ring(f"task:{task.id}")
    ring(f"request:{task.request_id}")
    if task.assignee_id:
        ring(f"inbox:{task.assignee_id}")
