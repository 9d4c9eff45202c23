"""Suspensions for pages and programs: what stands, until when, by whom, and what a new one would pause. Only reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, TextClause, func, or_, select
from sqlalchemy.orm import joinedload

from app.db import now, session
from app.models.call import Call
from app.models.definition import Definition
from app.models.message_wait import MessageWait
from app.models.person import Person
from app.models.request import Request
from app.models.standstill import Standstill
from app.models.suspension import LIVE, Suspension
from app.models.task import Task
from app.models.timer import Timer
from app.operations import coverage, ownership
from app.operations import suspensions as verbs
from app.operations.permissions import Actor
from app.operations.roles import SUSPENDERS
from app.operations.wording import of_version

LATEST = 20
WAITING = ("ready", "leased", "paused")


@dataclass(frozen=True)
class Stop:
    """Why a request stands and until when (None: until somebody lets it go on)."""

    reason: str
    until: datetime | None
    by: str
    began_at: datetime


@dataclass(frozen=True)
class SuspensionLine:
    """A suspension in a list; `title`: the item's or the one request's; `requests`: how many stand under it."""

    id: int
    scope: str
    what: str
    title: str
    reason: str
    pauses_clocks: bool
    began_at: datetime
    ends_at: datetime | None
    by: str
    by_name: str
    requests: int
    state: str
    may_end: bool


@dataclass(frozen=True)
class Consequences:
    """How many requests, tasks, timers, calls and message waits a suspension would pause."""

    requests: int
    tasks: int
    timers: int
    calls: int
    messages: int


def of_requests(ids: Iterable[int]) -> dict[int, Stop]:
    """Request id -> what holds it longest; those that go on are left out."""
    wanted = list(ids)
    if not wanted:
        return {}
    query = select(Standstill, Suspension, Person.login).join(Standstill.suspension).join(Suspension.person)
    open_ones = query.where(Standstill.request_id.in_(wanted), Standstill.ended_at.is_(None))
    found: dict[int, Stop] = {}
    for one, row, login in session().execute(open_ones.order_by(Standstill.id)):
        known = found.get(one.request_id)
        if known is None or (known.until is not None and (row.ends_at is None or row.ends_at > known.until)):
            found[one.request_id] = Stop(row.reason, row.ends_at, login, row.began_at)
    return found


def standing(actor: Actor) -> list[SuspensionLine]:
    """What holds now, newest first: everything for those who answer for the house, else one's own and one's items'."""
    moment = now()
    ahead = or_(Suspension.ends_at.is_(None), Suspension.ends_at > moment)
    return _lines(actor, [LIVE, ahead], "standing")


def over(actor: Actor) -> list[SuspensionLine]:
    """The suspensions that ended last, newest first."""
    return _lines(actor, [Suspension.ends_at <= now()], "over")


def one(actor: Actor, row: Suspension) -> SuspensionLine:
    """The suspension as its readers see it."""
    live = row.state in ("ready", "leased") and (row.ends_at is None or row.ends_at > now())
    return _line(actor, row, _counts([row.id]), _titles([row]), "standing" if live else "over")


def consequences(actor: Actor, scope: str, what: str, numbers: Sequence[str] = ()) -> Consequences:
    """What suspending this now would pause. Raises as operations.suspensions.check does."""
    chosen = verbs.check(actor, scope, what, numbers)
    ids = [one.id for one in chosen]
    wanted = Request.id.in_(ids) if scope == "requests" else coverage.wanted(scope, what)
    inside = select(Request.id).where(wanted, Request.state.in_(coverage.STANDING))

    def count(model: type[Task] | type[Timer] | type[Call] | type[MessageWait], *states: str) -> int:
        query = select(func.count()).where(model.state.in_(states), model.request_id.in_(inside))
        return session().scalar(query) or 0

    requests = session().scalar(select(func.count()).select_from(inside.subquery())) or 0
    timers, calls = count(Timer, *WAITING), count(Call, *WAITING)
    return Consequences(requests, count(Task, "open"), timers, calls, count(MessageWait, "open"))


def items(actor: Actor, language: str) -> list[tuple[str, str]]:
    """(key, title in the reader's language) of the items that the actor may suspend."""
    query = select(Definition.key, Definition.title, Definition.published_id)
    rows = session().execute(
        query.where(Definition.published_id.is_not(None)).order_by(Definition.title, Definition.key)
    )
    return [
        (row.key, of_version(row.published_id or 0, language).say(row.title))
        for row in rows
        if verbs.may_suspend(actor, ownership.of_version(row.published_id or 0))
    ]


def services(actor: Actor) -> list[str]:
    """Connectors and job types that the actor may suspend."""
    return coverage.services() if actor.has(*SUSPENDERS) else []


def _lines(actor: Actor, where: Sequence[ColumnElement[bool] | TextClause], state: str) -> list[SuspensionLine]:
    query = select(Suspension).where(*where).options(joinedload(Suspension.person))
    rows = session().scalars(query.order_by(Suspension.id.desc()).limit(200 if state == "standing" else LATEST)).all()
    seen = [row for row in rows if verbs.may_end(actor, row)]
    counts, titles = _counts([row.id for row in seen]), _titles(seen)
    return [_line(actor, row, counts, titles, state) for row in seen]


def _line(actor: Actor, row: Suspension, counts: dict[int, int], titles: dict[int, str], state: str) -> SuspensionLine:
    return SuspensionLine(
        row.id,
        row.scope,
        row.what,
        titles.get(row.id, row.what),
        row.reason,
        row.pauses_clocks,
        row.began_at,
        row.ends_at,
        row.person.login,
        row.person.name,
        counts.get(row.id, 0),
        state,
        state == "standing" and verbs.may_end(actor, row),
    )


def _counts(ids: Sequence[int]) -> dict[int, int]:
    query = select(Standstill.suspension_id, func.count()).where(
        Standstill.suspension_id.in_(ids), Standstill.ended_at.is_(None)
    )
    return dict(session().execute(query.group_by(Standstill.suspension_id)).all())


def _titles(rows: Sequence[Suspension]) -> dict[int, str]:
    """What it is about: the item's title; of chosen requests, the first one's number and title."""
    keys = {row.what for row in rows if row.scope == "item"}
    query = select(Definition.key, Definition.title).where(Definition.key.in_(keys))
    named = dict(session().execute(query).all())
    found = {row.id: named.get(row.what, row.what) for row in rows if row.scope == "item"}
    chosen = [row.id for row in rows if row.scope == "requests"]
    first = select(Standstill.suspension_id, func.min(Standstill.request_id)).where(
        Standstill.suspension_id.in_(chosen)
    )
    firsts = dict(session().execute(first.group_by(Standstill.suspension_id)).all())
    titled = {row.id: row for row in session().scalars(select(Request).where(Request.id.in_(firsts.values())))}
    return found | {key: f"{titled[one].number} {titled[one].title}" for key, one in firsts.items() if one in titled}
