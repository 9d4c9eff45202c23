"""Who may see and do what: every rule of access on one page.

Pure questions over rows; never writes, never asks who is signed in (an edge builds the Actor). Where a person may not
see a thing, the answer is NotFound, the same as for a thing that does not exist.
"""

from dataclasses import dataclass, field, replace

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    literal,
    or_,
    select,
    true,
    union_all,
)

from app.db import Moment, ask, now, session
from app.errors import Forbidden, NotFound
from app.models.candidate import Candidate
from app.models.membership import Membership
from app.models.person import Person
from app.models.request import Request
from app.models.substitute import Substitute
from app.models.task import Task
from app.operations import concerned
from app.operations.roles import OVERSEERS, TASK_OVERSEERS
from app.session_cache import once

_MOMENT = bindparam("now", type_=Moment)
RELATED = union_all(
    select(literal("self"), Person.id).where(Person.id == bindparam("person"), Person.active),
    select(literal("group"), Membership.group_id).where(Membership.person_id == bindparam("person")),
    select(literal("report"), Person.id).where(Person.manager_id == bindparam("person"), Person.active),
    select(literal("absent"), Substitute.person_id).where(
        Substitute.substitute_id == bindparam("person"),
        Substitute.starts_at <= _MOMENT,
        Substitute.ends_at > _MOMENT,
        Substitute.item == "",  # one for some things only has what is given to them (standing_in.py), and no more
        Substitute.above_amount.is_(None),
    ),
)


@dataclass(frozen=True)
class Actor:
    """A person as the rules need them. `groups`: ids; `stands_for`: ids of those whose substitute they are now.

    `extra`: facts for the journal, beside who it was: `way`, by which a decision came in.
    """

    id: int
    login: str
    name: str
    roles: frozenset[str] = frozenset()
    groups: frozenset[int] = frozenset()
    manages: frozenset[int] = frozenset()
    stands_for: frozenset[int] = frozenset()
    language: str = "en"
    timezone: str = "UTC"
    extra: dict[str, str] = field(default_factory=dict)

    def has(self, *roles: str) -> bool:
        """True when the person holds any of the roles."""
        return bool(self.roles & set(roles))


LANEWAY = Actor(id=0, login="laneway", name="Laneway", roles=frozenset({"administrator"}))


def actor_of(person: Person) -> Actor:
    """The Actor of a person: groups, direct reports and whom they stand in for, now."""
    related = related_to(person.id)
    return Actor(
        id=person.id,
        login=person.login,
        name=person.name,
        roles=frozenset(person.roles or ()),
        groups=related["group"],
        manages=related["report"],
        stands_for=related["absent"],
        language=person.language,
        timezone=person.timezone,
    )


def afresh(actor: Actor) -> Actor:
    """The same person with today's groups, reports and absences: for a right that may have ended since it was asked.

    Raises Forbidden when they have left.
    """
    related = related_to(actor.id)
    if not related["self"]:
        raise Forbidden()
    return replace(actor, groups=related["group"], manages=related["report"], stands_for=related["absent"])


def related_to(person_id: int) -> dict[str, frozenset[int]]:
    """Ids of groups, of direct reports and of those they stand in for now: one statement, for every call asks it.

    `self`: their own id, unless they have left.
    """
    found: dict[str, set[int]] = {"self": set(), "group": set(), "report": set(), "absent": set()}
    for kind, other in ask(RELATED, {"person": person_id, "now": now()}):
        found[kind].add(other)
    return {kind: frozenset(ids) for kind, ids in found.items()}


def require(actor: Actor, *roles: str) -> None:
    """Raise Forbidden unless the actor holds one of the roles."""
    if not actor.has(*roles):
        raise Forbidden()


def offered_tasks(actor: Actor) -> ColumnElement[bool]:
    """Tasks that the actor holds or is offered by name or group, their own or as somebody's substitute."""
    people = [actor.id, *actor.stands_for]
    named = exists().where(Candidate.task_id == Task.id, Candidate.person_id.in_(people))
    return or_(Task.assignee_id.in_(people), Task.group_id.in_(actor.groups or {0}), named)


def visible_requests(actor: Actor) -> ColumnElement[bool]:
    """Requests that the actor may see: their own, their people's, those they work or worked on, those where they (or
    whom they stand in for) were asked something, those they watch; overseers see all.
    """
    if actor.has(*OVERSEERS):
        return true()
    return concerned.seen_by(_near(actor))


def _near(actor: Actor) -> concerned.Near:
    me = actor.id
    return concerned.Near(me, [me, *actor.stands_for], [me, *actor.manages], sorted(actor.groups or {0}))


def see_request(actor: Actor, number: str | int) -> Request:
    """The request by its number (REQ-000123) or id. Raises NotFound."""
    request = session().get(Request, request_id(number))
    if request is None or not (_plainly_visible(actor, request) or _visible(actor, request)):
        raise NotFound()
    return request


def _plainly_visible(actor: Actor, request: Request) -> bool:
    """What most who look are: a party, a party's manager, an overseer. Saves the long question."""
    near = actor.manages | {actor.id}
    return actor.has(*OVERSEERS) or request.requester_id in near or request.requested_for_id in near


def _visible(actor: Actor, request: Request) -> bool:
    return _is_there("sees", concerned.sees(), actor, request)


def _is_there(name: str, question: Select[int], actor: Actor, request: Request) -> bool:
    values = {"request": request.id, **_near(actor)._asdict()}
    return once((name, actor.id, request.id), lambda: session().scalar(question, values)) is not None


def request_id(number: str | int) -> int:
    """The id inside a number. Raises NotFound when it is not one."""
    text = str(number).removeprefix("REQ-")
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise NotFound()
    return int(text)


def is_party(actor: Actor, request: Request) -> bool:
    """True for the requester and for whom it was requested."""
    return actor.id in (request.requester_id, request.requested_for_id)


def sees_internal(actor: Actor, request: Request) -> bool:
    """Internal comments are for those who work on the request, never for its parties, or who only watches it or is a
    party's superior. Of whoever sees it."""
    if is_party(actor, request):
        return False
    if actor.has(*OVERSEERS) or not (request.watchers or _leads_a_party(actor, request)):
        return True
    return _is_there("works", concerned.works_on(), actor, request)


def may_invite(actor: Actor, request: Request) -> bool:
    """Whoever has to do with a request may let somebody watch it."""
    return is_party(actor, request) or _leads_a_party(actor, request) or sees_internal(actor, request)


def _leads_a_party(actor: Actor, request: Request) -> bool:
    return request.requester_id in actor.manages or request.requested_for_id in actor.manages


def may_act(actor: Actor, task: Task) -> bool:
    """True when the actor may claim or complete the task. Nobody decides on their own request."""
    if task.kind == "approval" and is_party(actor, task.request):
        return False
    if actor.id == task.assignee_id or task.assignee_id in actor.stands_for:
        return True
    if task.assignee_id is not None:
        return False
    return _is_offered(actor, task)


def may_see_task(actor: Actor, task: Task) -> bool:
    """Those who may act, those it is offered to though somebody holds it, who completed it, and overseers."""
    if actor.has(*TASK_OVERSEERS) or may_act(actor, task) or actor.id == task.completed_by_id:
        return True
    return _is_offered(actor, task) and not (task.kind == "approval" and is_party(actor, task.request))


def see_task(actor: Actor, task_id: int) -> Task:
    """The task by id. Raises NotFound."""
    task = session().get(Task, task_id)
    if task is None or not may_see_task(actor, task):
        raise NotFound()
    return task


def may_assign(actor: Actor, task: Task) -> bool:
    """Members of the task's group, the holder, and those who answer for the process hand work to somebody; an approval
    only who could decide it."""
    if task.kind == "approval":
        return actor.has(*TASK_OVERSEERS) or may_act(actor, task)
    return actor.has(*TASK_OVERSEERS) or may_act(actor, task) or task.group_id in actor.groups


def may_order_for(actor: Actor, person: Person) -> bool:
    """Everybody for themselves and their own people; the desk for everybody."""
    return person.id == actor.id or person.id in actor.manages or actor.has(*OVERSEERS)


def _is_offered(actor: Actor, task: Task) -> bool:
    if task.group_id is not None and task.group_id in actor.groups:
        return True
    people = [actor.id, *actor.stands_for]
    named = select(Candidate.person_id).where(and_(Candidate.task_id == task.id, Candidate.person_id.in_(people)))
    return once(("offered", actor.id, task.id), lambda: session().scalar(named.limit(1))) is not None
