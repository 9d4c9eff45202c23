"""The heads of the queues in which a person's open tasks stand: held, offered by name, offered to a group.

Each queue is read from its index and only as far as a page needs, so that a page costs the same with ten open tasks and
with a hundred thousand. Tasks with a due moment come first, by it, then those without, by id.
"""

from collections.abc import Iterator, Sequence
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
    distinct,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
    union_all,
)

from app.db import Moment, ask, plan_anew, session
from app.models.candidate import Candidate
from app.models.request import Request
from app.models.task import Task
from app.operations.permissions import Actor
from app.operations.roles import TASK_OVERSEERS

#: Written out, for SQLite uses a partial index only where it can read the condition.
OPEN = Task.state == literal_column("'open'")
FREE = Task.assignee_id.is_(None)
#: Of a word that so few requests have, those are looked up; any other is soon met along the queue. Left to choose,
#: PostgreSQL guesses how soon, and goes to the queue's end where its guess is wrong.
FEW = 6_000


@dataclass(frozen=True)
class Wanted:
    """Which queues: by whom held or named, of which groups, or everybody's; and what of them (item, kind, group,
    folded `words` of their request). `among`: only tasks of these requests. `order`: due, newest, oldest.
    """

    people: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    everybody: bool = False
    item: str = ""
    kind: str = ""
    group: int | None = None
    words: tuple[str, ...] = ()
    among: tuple[int, ...] | None = None
    order: str = "due"

    @property
    def shape(self) -> "Shape":
        """What the text of its statement depends on; statements of one shape are made once."""
        filters = (bool(self.item), bool(self.kind), self.group is not None, len(self.words), self.among is not None)
        return Shape(len(self.people), len(self.groups), self.everybody, *filters, self.order)

    def values(self, prefix: str = "") -> dict[str, Any]:
        """The values of its statement's parameters, whose names begin with `prefix`."""
        given: dict[str, Any] = {"item": self.item, "kind": self.kind, "group": self.group}
        given |= _numbered("p", self.people) | _numbered("g", self.groups)
        given |= _numbered("w", [_like(word) for word in self.words])
        given |= {"among": self.among} if self.among is not None else {}
        return {prefix + name: value for name, value in given.items()}


@dataclass(frozen=True)
class Shape:
    """How many people, groups and words; what else is asked."""

    people: int
    groups: int
    everybody: bool
    item: bool
    kind: bool
    group: bool
    words: int
    among: bool
    order: str


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
    queues = _looked_up(queues) if queues.words else queues
    phase = "" if after is None else "dated" if after.due else "undated"
    query = _statement(queues.shape, phase)
    if query is None:
        return []
    values = {"limit": limit, **queues.values()}
    if after is not None:
        values |= {"due": after.due, "last": after.id}
    found = ask(query, values)
    return list(dict.fromkeys(row.id for row in found))[:limit]


def _looked_up(queues: Wanted) -> Wanted:
    """The same tasks, by the requests that have the words, where those are few."""
    plan_anew()
    has = [Request.search.like(_like(word), escape="/") for word in queues.words]
    found = session().scalars(select(Request.id).where(*has).limit(FEW + 1)).all()
    return queues if len(found) > FEW else replace(queues, words=(), among=tuple(found))


def count(queues: Wanted, most: int) -> int:
    """How many, counted no further than `most`."""
    return len(ids(queues, most))


def counts(every: Sequence[Wanted], most: int) -> list[int]:
    """How many of each, counted no further than `most`; all of them in one statement."""
    parts: list[Select[Any, Any]] = []
    values: dict[str, Any] = {"limit": most}
    for place, queues in enumerate(every):
        query = _statement(queues.shape, "", prefix := f"v{place}_")
        if query is not None:
            heads = query.order_by(None).subquery()
            found = func.count(distinct(heads.c.id)).label("many")
            parts.append(select(found, literal_column(str(place)).label("place")).select_from(heads))
            values |= queues.values(prefix)
    if any(queues.words for queues in every):
        plan_anew()
    many = {row.place: row.many for row in ask(union_all(*parts), values)} if parts else {}
    return [min(many.get(place, 0), most) for place in range(len(every))]


def _numbered(letter: str, values: Sequence[Any]) -> dict[str, Any]:
    return {f"{letter}{number}": value for number, value in enumerate(values)}


def _like(word: str) -> str:
    """A pattern that finds the word anywhere."""
    return "%" + "".join("/" + letter if letter in "/%_" else letter for letter in word) + "%"


@lru_cache(maxsize=256)
def _statement(shape: Shape, phase: str, prefix: str = "") -> Select[Any] | None:
    """The statement of a shape, put together once: the heads of every queue in one order. `prefix` of its values'
    names sets it apart from others in one statement.
    """
    filters = list(_filters(shape, prefix))
    parts = _every if shape.among else _heads
    heads = [head for queue in _queues(shape, prefix) for head in parts(queue, filters, phase, shape.order)]
    if not heads:
        return None
    every = union_all(*(select(head.subquery()) for head in heads)).subquery()
    if shape.order != "due":
        return select(every.c.id).order_by(every.c.id.desc() if shape.order == "newest" else every.c.id)
    return select(every.c.id).order_by(every.c.due_at.is_(None), every.c.due_at, every.c.id)


def _filters(shape: Shape, prefix: str) -> Iterator[ColumnElement[bool]]:
    of_request = [Request.item == bindparam(prefix + "item")] if shape.item else []
    of_request += [Request.search.like(bindparam(f"{prefix}w{number}"), escape="/") for number in range(shape.words)]
    if of_request:
        yield exists().where(Request.id == Task.request_id, *of_request)
    if shape.among:
        yield Task.request_id.in_(bindparam(prefix + "among", type_=Integer, expanding=True, literal_execute=True))
    if shape.kind:
        yield Task.kind == bindparam(prefix + "kind")
    if shape.group:
        yield Task.group_id == bindparam(prefix + "group")


def _queues(shape: Shape, prefix: str) -> list[ColumnElement[bool]]:
    if shape.everybody:
        return [true()]
    own: list[BindParameter[int]] = [bindparam(f"{prefix}p{number}", type_=Integer) for number in range(shape.people)]
    held = [Task.assignee_id == one for one in own]
    named = [and_(FREE, Task.id.in_(select(Candidate.task_id).where(Candidate.person_id == one))) for one in own]
    groups = [and_(FREE, Task.group_id == bindparam(f"{prefix}g{number}")) for number in range(shape.groups)]
    return [*held, *named, *groups]


def _heads(
    queue: ColumnElement[bool], filters: list[ColumnElement[bool]], phase: str, order: str
) -> Iterator[Select[int, datetime | None]]:
    if order != "due":
        yield _by_id(queue, filters, newest=order == "newest", begun=bool(phase))
        return
    if phase != "undated":
        yield _dated(queue, filters, phase)
    yield _undated(queue, filters, phase)


def _every(
    queue: ColumnElement[bool], filters: list[ColumnElement[bool]], phase: str, order: str
) -> Iterator[Select[int, datetime | None]]:
    """Of few that were looked up all that come behind the last; the statement around it has them in order."""
    due, last = bindparam("due", type_=Moment), bindparam("last", type_=Integer)
    begin: list[ColumnElement[bool]] = [Task.id < last if order == "newest" else Task.id > last] if phase else []
    if phase and order == "due":
        undated = Task.due_at.is_(None)
        later = or_(undated, Task.due_at > due, and_(Task.due_at == due, Task.id > last))
        begin = [later] if phase == "dated" else [undated, Task.id > last]
    yield select(Task.id, Task.due_at).where(OPEN, queue, *begin, *filters)


def _by_id(
    queue: ColumnElement[bool], filters: list[ColumnElement[bool]], *, newest: bool, begun: bool
) -> Select[int, datetime | None]:
    last = bindparam("last", type_=Integer)
    begin = [Task.id < last if newest else Task.id > last] if begun else []
    query = select(Task.id, Task.due_at).where(OPEN, queue, *begin, *filters)
    return query.order_by(Task.id.desc() if newest else Task.id).limit(bindparam("limit"))


def _dated(queue: ColumnElement[bool], filters: list[ColumnElement[bool]], phase: str) -> Select[int, datetime | None]:
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
