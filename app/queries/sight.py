"""The newest requests that somebody may see, read way by way: own, their people's, their groups', what they worked on,
what they watch.

Each way is walked from the new end of its index and only as far as a page needs. One OR over all of them
(permissions.visible_requests) has no index, and would look at every request of the house.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select, union
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.db import ask, session
from app.models.approval import Approval
from app.models.candidate import Candidate
from app.models.request import Request
from app.models.task import Task
from app.models.watcher import Watcher
from app.operations.permissions import OVERSEERS, Actor

Clauses = Sequence[ColumnElement[bool]]


def newest(
    actor: Actor, clauses: Clauses, last: int, limit: int, *, parties: set[int] | None = None, words: Clauses = ()
) -> Sequence[Request]:
    """Requests with an id below `last` for which all `clauses` hold, newest first.

    `parties`: only those that these people asked for or get, whom the actor may ask about. `words`: clauses that no
    index answers; they are asked once of each request that is seen, however many ways.
    """
    query = select(Request).options(joinedload(Request.requester), joinedload(Request.requested_for))
    query = query.where(*words).order_by(Request.id.desc()).limit(limit)
    if actor.has(*OVERSEERS) and parties is None:
        query = query.where(*clauses, Request.id < last)
    else:
        ways = _as_party(parties) if parties is not None else _all_of(actor)
        heads = [_head(way, clauses, last, limit, whole=bool(words)) for way in ways]
        query = query.where(Request.id.in_(union(*heads) if words else _cut(heads, limit)))
    return session().scalars(query).all()


def _cut(heads: list[Select[Any]], limit: int) -> list[int]:
    return sorted((row[0] for row in ask(union(*heads))), reverse=True)[:limit]


def _head(way: "Way", clauses: Clauses, last: int, limit: int, *, whole: bool) -> Select[Any]:
    if whole or not way.ordered:  # + 0: else SQLite walks the whole house by this very condition
        return way.select.where(*clauses, way.request + 0 < last)
    found = way.select.where(*clauses, way.request < last).distinct().order_by(way.request.desc()).limit(limit)
    return select(found.subquery())


@dataclass(frozen=True)
class Way:
    """One way to see a request. `ordered`: its index has the ids in order; else all of them are read, which are few."""

    request: InstrumentedAttribute[int]
    select: Select[Any]
    ordered: bool = True


def _all_of(actor: Actor) -> list[Way]:
    watched = Way(Watcher.request_id, _of_request(Watcher).where(Watcher.person_id == actor.id))
    return [*_as_party({actor.id, *actor.manages}), *_at_work(actor), watched]


def _as_party(people: set[int]) -> list[Way]:
    columns = (Request.requester_id, Request.requested_for_id)
    return [
        Way(Request.id, select(Request.id).where(_any(column, sorted(people))), len(people) == 1) for column in columns
    ]


def _at_work(actor: Actor) -> list[Way]:
    """What they hold or held, were offered by name or group, did, decided."""
    people = [actor.id, *actor.stands_for]
    named = select(Candidate.task_id).where(_any(Candidate.person_id, people))
    worked = [
        *(_worked(Task.assignee_id == person) for person in people),
        *(_worked(Task.group_id == group) for group in sorted(actor.groups)),
        _worked(Task.completed_by_id == actor.id),
        _worked(Task.id.in_(named), ordered=False),
    ]
    return [*worked, Way(Approval.request_id, _of_request(Approval).where(Approval.person_id == actor.id))]


def _worked(how: ColumnElement[bool], *, ordered: bool = True) -> Way:
    return Way(Task.request_id, _of_request(Task).where(how), ordered)


def _of_request(model: type[Task] | type[Approval] | type[Watcher]) -> Select[Any]:
    return select(model.request_id).join(Request, Request.id == model.request_id)


def _any(column: InstrumentedAttribute[int], values: list[int]) -> ColumnElement[bool]:
    return column == values[0] if len(values) == 1 else column.in_(values)
