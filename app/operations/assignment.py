"""To whom a new task is offered: rules of the diagram against the people of the house.

A task never waits for nobody: where a rule finds no one, the named fallback does (superior, item's owner, process
managers), and `because` says so. The requester never decides on own requests. Only reads.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import String, cast, select

from app.db import session
from app.models.group import Group
from app.models.person import Person
from app.models.person_limit import PersonLimit
from app.models.request import Request
from app.operations import group_rows
from app.operations.reasons import Because
from app.session_cache import hold, of_many
from workflows.step import Task as Waiting

HIGHEST = 20  # a line of management longer than this is a circle


@dataclass(frozen=True)
class Offer:
    """Who gets the task. `rule`: how they were found, for the record; `members`: those of the group who may act.

    `because`: why it is not whom the rule names, only after a fallback.
    """

    kind: str
    group: Group | None = None
    assignee: Person | None = None
    people: tuple[Person, ...] = ()
    rule: str = ""
    because: tuple[Because, ...] = ()
    members: tuple[Person, ...] = ()


def offer(task: Waiting, request: Request, owner: str) -> Offer:
    """Find who does `task`. `owner`: login of the item's owner, for the fallback."""
    kind = kind_of(task)
    if kind == "requester":
        return Offer(kind, assignee=request.requester, rule="requester")
    if kind == "approval" and task.properties.get("approver"):
        found = _approver(str(task.properties["approver"]).strip(), task.properties.get("amount"), request, kind)
    else:
        found = _fulfiller(task, request, kind)
    return found or _fallback(kind, request, owner, task.name)


def approver(rule: str, amount: Any, request: Request) -> Offer | None:
    """Whom one word of a rule names, or nobody."""
    return _approver(rule, amount, request, "approval")


def fallback(request: Request, owner: str, name: str) -> Offer:
    """Who decides when a rule called `name` finds nobody."""
    return _fallback("approval", request, owner, name)


def kind_of(task: Waiting) -> str:
    """The task's kind: said by its property, else read from how it is assigned."""
    said = task.properties.get("kind")
    if said in ("approval", "fulfilment", "requester"):
        return str(said)
    return "approval" if task.properties.get("approver") else "fulfilment"


def line_above(person: Person | None) -> Iterator[Person]:
    """The superiors of a person, nearest first; ends at the top or where the line bites its tail."""
    seen: set[int] = set()
    current = person.manager if person else None
    while current is not None and current.id not in seen and len(seen) < HIGHEST:
        seen.add(current.id)
        if current.active:
            yield current
        current = current.manager


def _approver(rule: str, amount: Any, request: Request, kind: str) -> Offer | None:
    if rule.startswith("above:"):
        return _above(rule.removeprefix("above:").strip(), amount, request, kind)
    if rule.startswith("group:"):
        return _of_group(rule.removeprefix("group:").strip(), request, kind)
    if rule.startswith("person:"):
        return _of_person(rule.removeprefix("person:").strip(), request, kind)
    if rule.startswith("role:"):
        return _of_roles(rule.removeprefix("role:"), request, kind)
    parties = {request.requester_id, request.requested_for_id}
    line = (p for p in line_above(request.requested_for) if p.id not in parties)  # read no further up than asked
    if rule == "department_head":
        chosen = _head(line)
    elif rule == "limit":
        chosen = next((p for p in line if _limit_covers(p, amount)), None)
    elif rule == "superior":
        first = next(line, None)
        chosen = next(line, first)
    else:
        chosen = next(line, None)
    return Offer(kind, assignee=chosen, rule=rule) if chosen else None


def _head(line: Iterable[Person]) -> Person | None:
    """The first who heads a department, else the last of the line."""
    last = None
    for last in line:
        if last.heads_department:
            break
    return last


def _above(rule: str, amount: Any, request: Request, kind: str) -> Offer | None:
    """Whoever stands above those that `rule` finds: the group's manager, the person's superior."""
    below = _approver(rule, amount, request, kind)
    if below is None:
        return None
    parties = {request.requester_id, request.requested_for_id}
    if below.group is not None and below.group.manager_id:
        head = session().get(Person, below.group.manager_id)
        line = ([head] if head and head.active else []) + list(line_above(head))
    else:
        line = list(line_above(below.assignee))
    chosen = next((p for p in line if p.id not in parties and p != below.assignee), None) or below.assignee
    return Offer(kind, assignee=chosen, rule=f"above {rule}") if chosen else below


def _limit_covers(person: Person, amount: Any) -> bool:
    value, currency = _money(amount)
    if value is None:
        return True
    limit = limit_of(person, currency or person.limit_currency)
    return limit is not None and limit >= value


def limit_of(person: Person, currency: str) -> Decimal | None:
    """What a person may approve alone in a currency; None is nothing."""
    if currency == person.limit_currency:
        return person.limit_amount
    further = session().get(PersonLimit, (person.id, currency))
    return further.amount if further else None


def _money(amount: Any) -> tuple[Decimal | None, str]:
    currency = ""
    if isinstance(amount, dict):
        currency, amount = str(amount.get("currency") or ""), amount.get("amount")
    if amount is None or isinstance(amount, bool):
        return None, currency
    try:
        return Decimal(str(amount)), currency
    except InvalidOperation:
        return None, currency


def _fulfiller(task: Waiting, request: Request, kind: str) -> Offer | None:
    if task.assignee:
        named = _of_person(task.assignee, request, kind)
        if named:
            return named
    people = tuple(p for p in map(_person, task.people) if p)
    keys = [*task.groups, *_keys(task.properties.get("group"))]
    for key in keys:
        found = _of_group(key, request, kind, people)
        if found:
            return found
    return Offer(kind, people=people, rule="people") if people else None


def _keys(text: Any) -> list[str]:
    return [part.strip() for part in str(text or "").split(",") if part.strip()]


def _of_group(key: str, request: Request, kind: str, people: tuple[Person, ...] = ()) -> Offer | None:
    """The group when somebody in it may act; else its manager."""
    rows = group_rows.rows(key)
    if not rows:
        return None
    group: Group = rows[0][0]
    hold(group)
    barred = {request.requester_id, request.requested_for_id} if kind == "approval" else set()
    members = tuple(person for _group, person in rows if person is not None and person.id not in barred)
    if members:
        return Offer(kind, group=group, people=people, members=members, rule=f"group {key}")
    head = session().get(Person, group.manager_id) if group.manager_id else None
    if head is None or not head.active or head.id in barred:
        return None
    because = (Because("empty_group", group.name),)
    return Offer(kind, group=group, assignee=head, rule=f"group {key}", because=because)


def _of_person(login: str, request: Request, kind: str) -> Offer | None:
    person = _person(login)
    if person is None or (kind == "approval" and person.id in (request.requester_id, request.requested_for_id)):
        return None
    return Offer(kind, assignee=person, rule=f"person {login}")


def _of_roles(rule: str, request: Request, kind: str) -> Offer | None:
    """Whoever has one of the roles: "administrator,process_manager but LOGIN" leaves one person out."""
    roles, _, other = rule.partition(" but ")
    holders = {person.id: person for role in _keys(roles) for person in holders_of(role)}
    barred = {request.requester_id, request.requested_for_id}
    people = tuple(p for p in holders.values() if p.id not in barred and p.login != other.strip())
    return Offer(kind, people=people, rule=f"role {rule}") if people else None


def _person(login: str) -> Person | None:
    query = select(Person).where(Person.login == login, Person.active)
    return of_many(("person", login), lambda: session().scalar(query))


def _fallback(kind: str, request: Request, owner: str, name: str) -> Offer:
    barred = {request.requester_id, request.requested_for_id} if kind == "approval" else set()
    named = _person(owner) if owner else None
    if named is not None and named.id not in barred:
        return Offer(kind, assignee=named, rule="fallback", because=(Because("owner", name),))
    managers = tuple(p for p in holders_of("process_manager") if p.id not in barred)
    rest = managers or tuple(p for p in holders_of("administrator") if p.id not in barred)
    return Offer(kind, people=rest, rule="fallback", because=(Because("managers", name),))


def holders_of(role: str) -> list[Person]:
    """Active people with a role."""
    query = select(Person).where(Person.active, cast(Person.roles, String).like(f'%"{role}"%')).order_by(Person.id)
    return of_many(("role", role), lambda: list(session().scalars(query)))
