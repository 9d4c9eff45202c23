"""Lists of tasks. Only reads; the cost of a page does not grow with the backlog. One task is in task.py.

Open tasks are read queue by queue from their indexes (task_queues.py), never by an OR over everything.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from app.catalogue.folding import fold
from app.db import plan_anew, session
from app.errors import NoChoice
from app.language import current
from app.models.group import Group
from app.models.request import Request
from app.models.task import Task
from app.operations import reasons
from app.operations.permissions import Actor
from app.operations.roles import TASK_OVERSEERS
from app.operations.wording import of_version
from app.queries import others, suspensions, task_queues
from app.queries.moment_cursors import completed_from, key_completed, key_open, pair_of
from app.queries.pages import Page, cut

SCOPES, STATES = ("mine", "groups", "all"), ("open", "completed")
WORDS = 5  # of a search; more say nothing more


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
    for_name: str | None = None  # in whose place the holder has it
    paused: str = ""  # why the request is suspended, and until when (None: until somebody resumes it)
    paused_until: datetime | None = None
    choosing: bool = False  # of an ad-hoc sub-process: somebody decides what is to be begun


def page(
    actor: Actor,
    *,
    scope: str = "mine",
    state: str = "open",
    item: str = "",
    kind: str = "",
    group: str = "",
    q: str = "",
    order: str = "due",
    cursor: str = "",
    limit: int = 50,
) -> Page[TaskLine]:
    """A page of tasks; open ones in `order` (due, newest, oldest), completed ones newest first. `q`: words of their
    request.

    `scope`: mine (held by or offered by name), groups (offered to one's groups and not taken), all (both; for
    administrators and process managers every task of the house).
    """
    if scope not in SCOPES or state not in STATES:
        raise NoChoice(scope=SCOPES, state=STATES)
    rows: Sequence[Task]
    if state == "open":
        asked = queues(actor, scope=scope, item=item, kind=kind, group=_group(group), q=q, order=order)
        rows = _open(asked, cursor, limit + 1)
    else:
        query = _filtered(_completed(actor, scope), item, kind, group, q)
        rows = session().scalars(completed_from(query, cursor).options(*people()).limit(limit + 1)).all()
    found = cut(rows, limit, key_open if state == "open" else key_completed)
    return Page(lines(found.items), found.next)


def lines(tasks: list[Task], known: Collection[int] | None = None) -> list[TaskLine]:
    """Rows as lines; candidates and absent people of open ones are read for all at once. `known`: the ids of those
    that have any, where that was asked already.
    """
    names = others.of([task.id for task in tasks if task.state == "open" and (known is None or task.id in known)])
    stops = suspensions.of_requests({task.request_id for task in tasks if task.request.state == "suspended"})
    return [_line(task, names.get(task.id, []), stops.get(task.request_id)) for task in tasks]


def queues(
    actor: Actor,
    *,
    scope: str,
    item: str = "",
    kind: str = "",
    group: int | None = None,
    q: str = "",
    order: str = "due",
) -> task_queues.Wanted:
    """The queues that these filters ask for. `group`: an id."""
    words = tuple(fold(q).split()[:WORDS])
    found = replace(task_queues.wanted(actor, scope), item=item, kind=kind, words=words, order=order)
    return found if group is None else task_queues.in_group(found, group)


def _group(key: str) -> int | None:
    return (session().scalar(select(Group.id).where(Group.key == key)) or 0) if key else None


def _open(queues: task_queues.Wanted, cursor: str, limit: int) -> Sequence[Task]:
    ids = task_queues.ids(queues, limit, task_queues.After(*pair_of(cursor)) if cursor else None)
    if not ids:
        return []
    rows = {row.id: row for row in session().scalars(select(Task).where(Task.id.in_(ids)).options(*people()))}
    return [rows[one] for one in ids if one in rows]


def _filtered(query: Select[Any], item: str, kind: str, group: str, q: str) -> Select[Any]:
    words = fold(q).split()[:WORDS]
    if words:
        plan_anew()
    for word in words:
        query = query.where(Task.request.has(Request.search.contains(word, autoescape=True)))
    if item:
        query = query.where(Task.request.has(item=item))
    if kind:
        query = query.where(Task.kind == kind)
    return query.where(Task.group.has(key=group)) if group else query


def _completed(actor: Actor, scope: str) -> Select[Any]:
    base = select(Task).where(Task.state == "completed")
    if scope == "all" and actor.has(*TASK_OVERSEERS):
        return base
    if scope == "mine":
        return base.where(Task.completed_by_id == actor.id)
    return base.where(or_(Task.completed_by_id == actor.id, Task.group_id.in_(actor.groups or {0})))


def people() -> list[Any]:
    """Options that read whom a line names with its row."""
    return [
        joinedload(Task.request).joinedload(Request.requester),
        joinedload(Task.group),
        joinedload(Task.assignee),
        joinedload(Task.completed_by),
    ]


def _line(task: Task, beside: list[tuple[str, str]], stop: suspensions.Stop | None) -> TaskLine:
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
        group.called if group else None,
        holder.login if holder else None,
        holder.name if holder else None,
        sorted(login for login, name in beside if not name),
        request.requester.login,
        request.requester.name,
        task.priority,
        _why(task),
        task.created_at,
        task.due_at,
        task.completed_at,
        task.completed_by.login if task.completed_by else None,
        task.internal,
        request.version_id,
        task.form,
        paused=stop.reason if stop else "",
        paused_until=stop.until if stop else None,
        choosing=task.steps is not None,
        for_name=next((name for _login, name in beside if name), None),
    )


def _why(task: Task) -> str:
    """Why somebody has it whom no rule names, in the reader's language and the item's words; mostly nothing."""
    if not task.why:
        return ""
    return reasons.said(reasons.of(task), of_version(task.request.version_id, current.get()).say)
