"""The newest requests that somebody may see, read way by way: own, their people's, their groups', what they worked on,
what they watch.

Each way is walked from the new end of its index and only as far as a page needs. One OR over all of them
(permissions.visible_requests) has no index, and would look at every request of the house. Who searches is different:
no index knows both the words and who sees what. Of those who see few, all they see is read; of those who see many the
house is walked from its new end, for much of what has the words is theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, union, union_all
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.db import ask, plan_anew, session
from app.models.approval import Approval
from app.models.candidate import Candidate
from app.models.request import Request
from app.models.task import Task
from app.models.watcher import Watcher
from app.operations.permissions import Actor
from app.operations.roles import OVERSEERS

Clauses = Sequence[ColumnElement[bool]]

MANY = 2_000  # requests seen in one way


def newest(
    actor: Actor, clauses: Clauses, last: int, limit: int, *, parties: set[int] | None = None, words: Clauses = ()
) -> Sequence[Request]:
    """Requests with an id below `last` for which all `clauses` hold, newest first.

    `parties`: only those that these people asked for or get, whom the actor may ask about. `words`: clauses that no
    index answers; they are asked once of each request that is seen, however many ways.
    """
    query = select(Request).options(joinedload(Request.requester), joinedload(Request.requested_for))
    query = query.where(*words).order_by(Request.id.desc()).limit(limit)
    everything = actor.has(*OVERSEERS) and parties is None
    if words or everything:
        plan_anew()
    if everything:
        query = query.where(*clauses, Request.id < last)
    else:
        ways = _as_party(parties) if parties is not None else _all_of(actor)
        if words and _sees_many(ways):
            query = query.where(*clauses, Request.id < last, or_(*(way.seen for way in ways)))
        else:
            heads = [_head(way, clauses, last, limit, whole=bool(words)) for way in ways]
            query = query.where(Request.id.in_(union(*heads) if words else _cut(heads, limit)))
    return session().scalars(query).all()


def _sees_many(ways: list["Way"]) -> bool:
    """Asked no further than MANY."""
    counted = [select(func.count()).select_from(way.ids.limit(MANY).subquery()) for way in ways if way.ordered]
    return bool(counted) and any(row[0] >= MANY for row in ask(union_all(*counted)))


def _cut(heads: list[Select[Any]], limit: int) -> list[int]:
    return sorted((row[0] for row in ask(union(*heads))), reverse=True)[:limit]


def _head(way: "Way", clauses: Clauses, last: int, limit: int, *, whole: bool) -> Select[Any]:
    if whole or not way.ordered:  # + 0: else SQLite walks the whole house by this very condition
        return way.ids.where(*clauses, way.request + 0 < last)
    found = way.ids.where(*clauses, way.request < last).distinct().order_by(way.request.desc()).limit(limit)
    return select(found.subquery())


@dataclass(frozen=True)
class Way:
    """One way to see a request: `how` a row tells that its `request` is seen. `ordered`: an index has the ids in order;
    else all of them are read, which are few.
    """

    request: InstrumentedAttribute[int]
    how: ColumnElement[bool]
    ordered: bool = True

    @property
    def ids(self) -> Select[Any]:
        """The ids of the requests that are seen in this way, as a statement."""
        found = select(self.request)
        if self.request is not Request.id:
            found = found.join(Request, Request.id == self.request)
        return found.where(self.how)

    @property
    def seen(self) -> ColumnElement[bool]:
        """Whether the request of the statement around it is seen so."""
        return self.how if self.request is Request.id else exists().where(self.request == Request.id, self.how)


def _all_of(actor: Actor) -> list[Way]:
    watched = Way(Watcher.request_id, Watcher.person_id == actor.id)
    return [*_as_party({actor.id, *actor.manages}), *_at_work(actor), watched]


def _as_party(people: set[int]) -> list[Way]:
    columns = (Request.requester_id, Request.requested_for_id)
    return [Way(Request.id, _any(column, sorted(people)), len(people) == 1) for column in columns]


def _at_work(actor: Actor) -> list[Way]:
    """What they hold or held, were offered by name or group, did, decided."""
    people = [actor.id, *actor.stands_for]
    named = select(Candidate.task_id).where(_any(Candidate.person_id, people))
    held = [Task.assignee_id == person for person in people]
    of_groups = [Task.group_id == group for group in sorted(actor.groups)]
    worked = [Way(Task.request_id, how) for how in (*held, *of_groups, Task.completed_by_id == actor.id)]
    by_name = Way(Task.request_id, Task.id.in_(named), ordered=False)
    return [*worked, by_name, Way(Approval.request_id, Approval.person_id == actor.id)]


def _any(column: InstrumentedAttribute[int], values: list[int]) -> ColumnElement[bool]:
    return column == values[0] if len(values) == 1 else column.in_(values)
