"""The heads of the queues in which a person's open tasks stand: held, offered by name, offered to a group.

Each queue is read from its index and only as far as a page needs, so that a page costs the same with ten open tasks and
with a hundred thousand. Tasks with a due moment come first, by it, then those without, by id.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    exists,
    literal_column,
    or_,
    select,
    true,
    union_all,
)

from app.db import Moment, ask
from app.models.candidate import Candidate
from app.models.request import Request
from app.models.task import Task
from app.operations.permissions import TASK_OVERSEERS, Actor

#: Written out, for SQLite uses a partial index only where it can read the condition.
OPEN = Task.state == literal_column("'open'")
FREE = Task.assignee_id.is_(None)


@dataclass(frozen=True)
class Wanted:
    """Which queues: by whom held or named, of which groups, or everybody's; and what of them (item, kind, group)."""

    people: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    everybody: bool = False
    item: str = ""
    kind: str = ""
    group: int | None = None


@dataclass(frozen=True)
class After:
    """Where a page begins: after this due moment (None: among those without one) and id."""

    due: datetime | None
    id: int


def wanted(actor: Actor, scope: str) -> Wanted:
    """The queues of a scope: mine, groups, all (for those who oversee tasks, everybody's)."""
    people, groups = (actor.id, *sorted(actor.stands_for)), tuple(sorted(actor.groups))
    if scope == "all" and actor.has(*TASK_OVERSEERS):
        return Wanted(everybody=True)
    return {"mine": Wanted(people), "groups": Wanted(groups=groups), "all": Wanted(people, groups)}[scope]


def in_group(queues: Wanted, group: int) -> Wanted:
    """The same queues, but only this group's tasks."""
    return replace(queues, groups=tuple(one for one in queues.groups if one == group), group=group)


def ids(queues: Wanted, limit: int, after: After | None = None) -> list[int]:
    """Ids of the first `limit` open tasks, in order."""
    phase = "" if after is None else "dated" if after.due else "undated"
    shape = (len(queues.people), len(queues.groups), queues.everybody, phase, bool(queues.item), bool(queues.kind))
    query = _statement(*shape, queues.group is not None)
    if query is None:
        return []
    values: dict[str, Any] = {"limit": limit, "item": queues.item, "kind": queues.kind, "group": queues.group}
    values |= _numbered("p", queues.people) | _numbered("g", queues.groups)
    if after is not None:
        values |= {"due": after.due, "last": after.id}
    found = ask(query, values)
    return list(dict.fromkeys(row.id for row in found))[:limit]


def count(queues: Wanted, most: int) -> int:
    """How many, counted no further than `most`."""
    return len(ids(queues, most))


def _numbered(letter: str, values: Sequence[int]) -> dict[str, int]:
    return {f"{letter}{number}": value for number, value in enumerate(values)}


@lru_cache(maxsize=256)
def _statement(
    people: int, groups: int, everybody: bool, phase: str, item: bool, kind: bool, group: bool
) -> Select[Any] | None:
    """The statement of a shape, put together once: the heads of every queue, dated and undated, in one order."""
    filters = [*([_of_item()] if item else []), *([Task.kind == bindparam("kind")] if kind else [])]
    filters += [Task.group_id == bindparam("group")] if group else []
    heads = [
        head
        for queue in _queues(people, groups, everybody)
        for head in (_dated(queue, filters, phase), _undated(queue, filters, phase))
        if head is not None
    ]
    if not heads:
        return None
    every = union_all(*(select(head.subquery()) for head in heads)).subquery()
    return select(every.c.id).order_by(every.c.due_at.is_(None), every.c.due_at, every.c.id)


def _queues(people: int, groups: int, everybody: bool) -> list[ColumnElement[bool]]:
    if everybody:
        return [true()]
    own: list[BindParameter[int]] = [bindparam(f"p{number}", type_=Integer) for number in range(people)]
    held = [Task.assignee_id == one for one in own]
    named = [and_(FREE, Task.id.in_(select(Candidate.task_id).where(Candidate.person_id == one))) for one in own]
    return [*held, *named, *(and_(FREE, Task.group_id == bindparam(f"g{number}")) for number in range(groups))]


def _dated(
    queue: ColumnElement[bool], filters: list[ColumnElement[bool]], phase: str
) -> Select[int, datetime | None] | None:
    if phase == "undated":
        return None
    due, last = bindparam("due", type_=Moment), bindparam("last", type_=Integer)
    later = or_(Task.due_at > due, and_(Task.due_at == due, Task.id > last))
    begin = [Task.due_at >= due, later] if phase else []
    query = select(Task.id, Task.due_at).where(OPEN, queue, Task.due_at.is_not(None), *begin, *filters)
    return query.order_by(Task.due_at, Task.id).limit(bindparam("limit"))


def _undated(
    queue: ColumnElement[bool], filters: list[ColumnElement[bool]], phase: str
) -> Select[int, datetime | None]:
    begin = [Task.id > bindparam("last", type_=Integer)] if phase == "undated" else []
    query = select(Task.id, Task.due_at).where(OPEN, queue, Task.due_at.is_(None), *begin, *filters)
    # by due_at, too, though it is null: else PostgreSQL walks all tasks by id instead of the queue's own index
    return query.order_by(Task.due_at, Task.id).limit(bindparam("limit"))


def _of_item() -> ColumnElement[bool]:
    return exists().where(Request.id == Task.request_id, Request.item == bindparam("item"))
