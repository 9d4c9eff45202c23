"""Who watches a request, and who may read along: for naming them. Only reads."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, select, union

from app.catalogue.folding import fold
from app.db import session
from app.errors import NotFound
from app.models.approval import Approval
from app.models.candidate import Candidate
from app.models.comment import Comment
from app.models.membership import Membership
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.models.watcher import Watcher
from app.operations.mentions import named
from app.operations.permissions import Actor, is_party, may_invite, see_request
from app.queries.people import Name

MOST = 8


@dataclass(frozen=True)
class Watching:
    """`people`: who watches; `mine`: the reader does; `invites`: the reader may invite others and take them off."""

    people: list[Name]
    mine: bool
    invites: bool
    party: bool


def of_request(actor: Actor, number: str | int) -> Watching:
    """Who watches the request, and what the actor may do about it. Raises NotFound."""
    request = see_request(actor, number)
    query = select(Person).join(Watcher, Watcher.person_id == Person.id).where(Watcher.request_id == request.id)
    rows = session().scalars(query.order_by(Person.name)).all() if request.watchers else []
    people = [Name(row.login, row.name, row.department) for row in rows]
    mine = any(row.id == actor.id for row in rows)
    return Watching(people, mine, may_invite(actor, request), is_party(actor, request))


def sees(actor: Actor, request_id: int) -> bool:
    """Whether the actor may (still) see the request."""
    try:
        see_request(actor, request_id)
    except NotFound:
        return False
    return True


def unheard(actor: Actor, number: str | int, text: str, *, internal: bool) -> list[tuple[Name, bool]]:
    """Who is named in words that they may not read, and whether they may see the request at all."""
    request = see_request(actor, number)
    found = named(request, text, internal=internal, but=actor.id)
    return [(Name(one.person.login, one.person.name, ""), one.sees) for one in found if not one.reads]


def readers(actor: Actor, number: str | int, q: str) -> list[Name]:
    """Those who have to do with a request and whose name, login or department begins or holds the words."""
    request = see_request(actor, number)
    query = select(Person).where(Person.active, Person.id != actor.id, Person.id.in_(_concerned(request)))
    for word in fold(q).split()[:3]:
        query = query.where(Person.search.contains(word, autoescape=True))
    rows = session().scalars(query.order_by(Person.name).limit(MOST))
    return [Name(row.login, row.name, row.department) for row in rows]


def _concerned(request: Request) -> list[int]:
    """Parties, who has or had its tasks or may take them, who decided, wrote or watches."""
    tasks = select(Task.id).where(Task.request_id == request.id)
    groups = select(Task.group_id).where(Task.request_id == request.id, Task.state == "open")
    found: CompoundSelect[Any] = union(
        select(Task.assignee_id).where(Task.request_id == request.id, Task.assignee_id.is_not(None)),
        select(Task.completed_by_id).where(Task.request_id == request.id, Task.completed_by_id.is_not(None)),
        select(Candidate.person_id).where(Candidate.task_id.in_(tasks)),
        select(Membership.person_id).where(Membership.group_id.in_(groups)),
        select(Approval.person_id).where(Approval.request_id == request.id),
        select(Comment.author_id).where(Comment.request_id == request.id, Comment.internal.is_(False)),
        select(Watcher.person_id).where(Watcher.request_id == request.id),
    )
    return [request.requester_id, request.requested_for_id, *session().scalars(found)]
