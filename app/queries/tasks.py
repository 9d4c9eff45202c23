"""Tasks: the inbox and one task with its form. Only reads; the cost of a page does not grow with the backlog.

The inbox is a union of three indexed look-ups (held, offered by name, offered by group), never an OR over everything.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select, union
from sqlalchemy.orm import joinedload

from app.db import session
from app.errors import BadRequest
from app.models.candidate import Candidate
from app.models.instance import Instance
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.operations import publishing
from app.operations.answers import schema_of
from app.operations.permissions import TASK_OVERSEERS, Actor, may_act, may_assign, see_task
from app.queries.order import from_cursor, key_completed, key_open
from app.queries.pages import Page, cut
from app.queries.showing import shown
from workflows import scopes
from workflows.values import loads

SCOPES, STATES = ("mine", "groups", "all"), ("open", "completed")


@dataclass(frozen=True)
class TaskLine:
    """A task as lists show it; persons are logins (`*_name`: how they are called), `group` is a key."""

    id: int
    request: str
    title: str
    item: str
    name: str
    stage: str
    kind: str
    state: str
    group: str | None
    group_name: str | None
    assignee: str | None
    assignee_name: str | None
    candidates: list[str]
    requester: str
    requester_name: str
    priority: int
    why: str
    created_at: datetime
    due_at: datetime | None
    completed_at: datetime | None
    completed_by: str | None
    internal: bool = False
    version_id: int = 0
    form_id: str | None = None


@dataclass(frozen=True)
class TaskPage:
    """One task: its form's schema, the values that form shows, what the reader may do with it."""

    line: TaskLine
    version: int
    version_id: int
    form: dict[str, Any] | None
    data: dict[str, Any]
    answers: dict[str, Any] | None
    may_act: bool
    may_assign: bool
    element: str
    properties: dict[str, Any] = field(default_factory=dict)


def page(
    actor: Actor,
    *,
    scope: str = "mine",
    state: str = "open",
    item: str = "",
    kind: str = "",
    group: str = "",
    cursor: str = "",
    limit: int = 50,
) -> Page[TaskLine]:
    """A page of tasks; open ones by due moment, completed ones newest first.

    `scope`: mine (held by or offered by name), groups (offered to one's groups and not taken), all (both; for
    administrators and process managers every task of the house).
    """
    if scope not in SCOPES or state not in STATES:
        raise BadRequest("scope is one of " + ", ".join(SCOPES) + "; state is one of " + ", ".join(STATES) + ".")
    query = _open(actor, scope) if state == "open" else _completed(actor, scope)
    if item:
        query = query.where(Task.request.has(item=item))
    if kind:
        query = query.where(Task.kind == kind)
    if group:
        query = query.where(Task.group.has(key=group))
    rows = session().scalars(from_cursor(query, state, cursor).options(*_people()).limit(limit + 1)).unique().all()
    found = cut(rows, limit, key_open if state == "open" else key_completed)
    return Page(lines(found.items), found.next)


def one(actor: Actor, task_id: int) -> TaskPage:
    """A task with its form. Raises NotFound where the actor may not see it."""
    task = see_task(actor, task_id)
    instance = session().get_one(Instance, task.instance_id)
    definition = publishing.definition(instance.version_id)
    form = schema_of(definition, task.process or definition.key, task.form)
    seen = scopes.visible(loads(instance.variables), task.scope if task.state == "open" else scopes.ROOT)
    given = loads(task.answers) if task.answers else None
    return TaskPage(
        lines([task])[0],
        task.version,
        instance.version_id,
        form,
        shown(form, {**seen, **(given or {})}),
        given,
        task.state == "open" and may_act(actor, task),
        task.state == "open" and may_assign(actor, task),
        task.element,
        loads(task.properties),
    )


def lines(tasks: list[Task]) -> list[TaskLine]:
    """Rows as lines; the candidates of open ones are read for all at once."""
    names = _candidates([task.id for task in tasks if task.state == "open"])
    return [_line(task, names.get(task.id, [])) for task in tasks]


def counts(actor: Actor) -> dict[str, int]:
    """Open tasks by scope, for the inbox's tabs."""
    queries = {scope: select(func.count()).select_from(_open(actor, scope).subquery()) for scope in SCOPES}
    return {scope: session().scalar(query) or 0 for scope, query in queries.items()}


def _open(actor: Actor, scope: str) -> Select[Any]:
    base = select(Task).where(Task.state == "open")
    if scope == "all" and actor.has(*TASK_OVERSEERS):
        return base
    return base.where(Task.id.in_(union(*_offers(actor, scope)).scalar_subquery()))


def _offers(actor: Actor, scope: str) -> list[Select[Any]]:
    people = [actor.id, *actor.stands_for]
    opened = Task.state == "open"
    held = select(Task.id).where(opened, Task.assignee_id.in_(people))
    named = (
        select(Candidate.task_id)
        .join(Task, Task.id == Candidate.task_id)
        .where(Candidate.person_id.in_(people), opened, Task.assignee_id.is_(None))
    )
    grouped = select(Task.id).where(opened, Task.group_id.in_(actor.groups or {0}), Task.assignee_id.is_(None))
    return {"mine": [held, named], "groups": [grouped], "all": [held, named, grouped]}[scope]


def _completed(actor: Actor, scope: str) -> Select[Any]:
    base = select(Task).where(Task.state == "completed")
    if scope == "all" and actor.has(*TASK_OVERSEERS):
        return base
    if scope == "mine":
        return base.where(Task.completed_by_id == actor.id)
    return base.where(or_(Task.completed_by_id == actor.id, Task.group_id.in_(actor.groups or {0})))


def _people() -> list[Any]:
    return [
        joinedload(Task.request).joinedload(Request.requester),
        joinedload(Task.group),
        joinedload(Task.assignee),
        joinedload(Task.completed_by),
    ]


def _candidates(ids: list[int]) -> dict[int, list[str]]:
    if not ids:
        return {}
    rows = session().execute(
        select(Candidate.task_id, Person.login)
        .join(Person, Person.id == Candidate.person_id)
        .where(Candidate.task_id.in_(ids))
        .order_by(Person.login)
    )
    found: dict[int, list[str]] = {}
    for task_id, login in rows:
        found.setdefault(task_id, []).append(login)
    return found


def _line(task: Task, candidates: list[str]) -> TaskLine:
    group, holder, request = task.group, task.assignee, task.request
    return TaskLine(
        task.id,
        request.number,
        request.title,
        request.item,
        task.name,
        task.stage,
        task.kind,
        task.state,
        group.key if group else None,
        group.name if group else None,
        holder.login if holder else None,
        holder.name if holder else None,
        candidates,
        request.requester.login,
        request.requester.name,
        task.priority,
        task.why,
        task.created_at,
        task.due_at,
        task.completed_at,
        task.completed_by.login if task.completed_by else None,
        task.internal,
        request.version_id,
        task.form,
    )
