"""What somebody decided, and what lay before them when they did. Only reads.

The approval keeps the values of that moment and the version of the item; what others had said and written until then
is found by time. So a decision opens as it was, whatever became of the request.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from app.catalogue.folding import fold
from app.db import session
from app.errors import BadRequest, NotFound
from app.language import current
from app.language import gettext as _
from app.models.approval import Approval
from app.models.comment import Comment
from app.models.definition import Definition
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.operations import secret_answers
from app.operations.permissions import Actor
from app.operations.roles import TASK_OVERSEERS
from app.operations.wording import Wording, of_versions
from app.queries.approvals import Said
from app.queries.pages import Page, after, cut
from app.queries.start_forms import said as start_form
from workflows.values import loads

DECISIONS = ("approve", "reject", "change")
NEWEST = 2**62 - 1
SUMS = ("amount", "cost", "price")


@dataclass(frozen=True)
class Decided:
    """One decision as the list shows it. `for_name`: in whose place it was taken; `by_name`: who took it."""

    id: int
    number: str
    title: str
    item: str
    step: str
    version_id: int
    requester_name: str
    by_name: str
    for_name: str
    decision: str
    reason: str
    at: datetime
    state: str
    outcome: str | None
    amount: Any


@dataclass(frozen=True)
class Heard:
    """A comment that stood there at the time."""

    author_name: str
    text: str
    internal: bool
    at: datetime


@dataclass(frozen=True)
class Snapshot:
    """A decision with what was seen: `seen` are the values of that moment, `form` the start form of that version."""

    line: Decided
    requested_for: str
    department: str
    cost_centre: str
    ordered_at: datetime
    seen: dict[str, Any]
    form: dict[str, Any] | None
    said: list[Said]
    heard: list[Heard]


def page(
    actor: Actor, *, item: str = "", month: str = "", decision: str = "", zone: str = "UTC", cursor: str = ""
) -> Page[Decided]:
    """The person's decisions and those taken in their place, newest first. `month`: 2026-03, by `zone`.

    Raises BadRequest.
    """
    query = _lines().where(_own(actor), Approval.id < after(cursor, NEWEST))
    if decision:
        query = query.where(Approval.decision == decision)
    if item:
        query = query.where(Request.item == item)
    if month:
        first, end = _month(month, ZoneInfo(zone))
        query = query.where(Approval.decided_at >= first, Approval.decided_at < end)
    rows = session().execute(query.order_by(Approval.id.desc()).limit(26)).all()
    found = cut(rows, 25, lambda row: row.Approval.id)
    return Page([_line(*row) for row in found.items], found.next)


def items(actor: Actor) -> list[tuple[str, str]]:
    """The items that the person has decided about: key and title in the reader's language, by title."""
    query = select(Request.item, Definition.title, Definition.published_id)
    query = query.join(Definition, Definition.key == Request.item).join(Approval, Approval.request_id == Request.id)
    rows = session().execute(query.where(_own(actor)).distinct()).all()
    spoken = of_versions((version for _key, _title, version in rows if version), current.get())
    found = [(key, spoken.get(version or 0, Wording()).say(title or key)) for key, title, version in rows]
    return sorted(found, key=lambda one: fold(one[1]))


def first(actor: Actor) -> datetime | None:
    """When the person first decided anything."""
    return session().scalar(select(func.min(Approval.decided_at)).where(_own(actor)))


def one(actor: Actor, approval_id: int, language: str) -> Snapshot:
    """A decision as it was taken. Raises NotFound for another person's, except for those who oversee tasks."""
    row = session().execute(_lines().where(Approval.id == approval_id)).one_or_none()
    if row is None:
        raise NotFound()
    approval: Approval = row.Approval
    if actor.id not in (approval.person_id, approval.for_id) and not actor.has(*TASK_OVERSEERS):
        raise NotFound()
    seen = secret_answers.values(approval.version_id, {**loads(row.Request.answers), **loads(approval.seen)})
    whom: dict[str, Any] = seen["requested_for"] if isinstance(seen.get("requested_for"), dict) else {}
    return Snapshot(
        _line(*row),
        str(whom.get("name") or row.Request.requested_for.name),
        str(whom.get("department") or ""),
        str(whom.get("cost_centre") or ""),
        row.Request.created_at,
        seen,
        start_form(approval.version_id, language),
        _said(approval),
        _heard(approval),
    )


def _lines() -> Any:
    return (
        select(Approval, Request, Task, Person.name)
        .join(Request, Request.id == Approval.request_id)
        .join(Task, Task.id == Approval.task_id)
        .outerjoin(Person, Person.id == Approval.for_id)
        .options(joinedload(Approval.person), joinedload(Request.requester), joinedload(Request.requested_for))
    )


def _own(actor: Actor) -> ColumnElement[bool]:
    return or_(Approval.person_id == actor.id, Approval.for_id == actor.id)


def _line(approval: Approval, request: Request, task: Task, stood_for: str | None) -> Decided:
    return Decided(
        approval.id,
        request.number,
        request.title,
        request.item,
        task.stage or task.name,
        approval.version_id,
        request.requester.name,
        approval.person.name,
        stood_for or "",
        approval.decision,
        approval.reason,
        approval.decided_at,
        request.state,
        request.outcome,
        amount_of(loads(approval.seen)),
    )


def amount_of(seen: dict[str, Any]) -> Any:
    """The sum that was asked for: {amount, currency}, a number, or None."""
    for name in SUMS:
        value = seen.get(name)
        plain = value.get("amount") if isinstance(value, dict) else value
        if plain is not None and not isinstance(plain, (bool, str, list)):
            return value
    return None


def _said(approval: Approval) -> list[Said]:
    """What others had decided before."""
    query = (
        select(Approval, Task.stage, Task.name, Person.name)
        .join(Task, Task.id == Approval.task_id)
        .outerjoin(Person, Person.id == Approval.for_id)
        .where(Approval.request_id == approval.request_id, Approval.id < approval.id)
        .options(joinedload(Approval.person))
        .order_by(Approval.id)
    )
    rows = session().execute(query)
    return [
        Said(stage or name, row.person.name, stood_for or "", row.decision, row.reason, row.decided_at)
        for row, stage, name, stood_for in rows
    ]


def _heard(approval: Approval) -> list[Heard]:
    """What stood in the conversation."""
    before = (Comment.request_id == approval.request_id, Comment.created_at <= approval.decided_at)
    rows = session().scalars(select(Comment).where(*before).options(joinedload(Comment.author)).order_by(Comment.id))
    return [Heard(row.author.name, row.text, row.internal, row.created_at) for row in rows]


def _month(text: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    year, _sep, number = text.partition("-")
    if not (year.isdecimal() and number.isdecimal() and len(year) == 4 and 1 <= int(number) <= 12 and int(year) > 1900):
        raise BadRequest(_("A month is written as 2026-03."))
    begin = datetime(int(year), int(number), 1, tzinfo=zone)
    return begin, datetime(int(year) + int(number) // 12, int(number) % 12 + 1, 1, tzinfo=zone)
