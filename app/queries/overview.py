"""All requests of the house by filters, and overdue tasks. Only reads."""

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.catalogue.folding import fold
from app.db import now, session
from app.language import current
from app.models.definition import Definition
from app.models.group import Group, called
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.operations.permissions import Actor, require, visible_requests
from app.operations.wording import Wording, of_versions
from app.queries.insights import READERS
from app.queries.moment_cursors import key_open, pair_of
from app.queries.pages import Page, after, cut
from app.queries.requests import NEWEST, RequestLine, line
from app.queries.sight import newest
from app.queries.tasks import TaskLine
from app.queries.tasks import lines as task_lines

DONE = ("fulfilled", "answered")
FEW = 1_000  # people whom words may mean


@dataclass(frozen=True)
class Wanted:
    """Filters as the address writes them; empty means any. `since` and `until`: days (2026-03-01), both included, of
    the order; `ended_since` and `ended_until`: of the end. `outcome`: one of them, or `done` for what the figures call
    fulfilled, answered ones included. `requester`: a login or words of the name.
    """

    state: str = ""
    outcome: str = ""
    item: str = ""
    requester: str = ""
    group: str = ""
    overdue: str = ""
    since: str = ""
    until: str = ""
    ended_since: str = ""
    ended_until: str = ""

    def given(self) -> dict[str, str]:
        """Those that are set."""
        return {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)}


def requests(actor: Actor, wanted: Wanted, *, cursor: str = "", limit: int = 50) -> Page[RequestLine]:
    """Newest first, those that the actor may see. Raises Forbidden."""
    require(actor, *READERS)
    rows = newest(actor, _clauses(wanted), after(cursor, NEWEST), limit + 1)
    found = cut(rows, limit, lambda row: row.id)
    return Page([line(row) for row in found.items], found.next)


def overdue_tasks(actor: Actor, *, cursor: str = "", limit: int = 50) -> Page[TaskLine]:
    """Open tasks whose time is over, the longest first, of requests that the actor may see. Raises Forbidden."""
    require(actor, *READERS)
    query = select(Task).join(Request, Request.id == Task.request_id).where(visible_requests(actor))
    query = query.where(Task.state == "open", Task.due_at < now()).order_by(Task.due_at, Task.id)
    if cursor:
        at, last = pair_of(cursor)
        query = query.where(or_(Task.due_at > at, and_(Task.due_at == at, Task.id > last)))
    query = query.options(
        joinedload(Task.request).joinedload(Request.requester),
        joinedload(Task.group),
        joinedload(Task.assignee),
        joinedload(Task.completed_by),
    )
    found = cut(session().scalars(query.limit(limit + 1)).all(), limit, key_open)
    return Page(task_lines(found.items), found.next)


def items() -> list[tuple[str, str]]:
    """Every item: key and title in the reader's language, by title."""
    rows = session().execute(select(Definition.key, Definition.title, Definition.published_id)).all()
    spoken = of_versions((version for _key, _title, version in rows if version), current.get())
    found = [(key, spoken.get(version or 0, Wording()).say(title or key)) for key, title, version in rows]
    return sorted(found, key=lambda one: fold(one[1]))


def groups() -> list[tuple[str, str]]:
    """Every group: key and name."""
    rows = session().execute(select(Group.key, Group.name, Group.names).order_by(Group.name))
    return [(key, called(name, names)) for key, name, names in rows]


def _clauses(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state == "open":
        found.append(Request.state != "ended")
    elif wanted.state:
        found.append(Request.state == wanted.state)
    if wanted.outcome:  # only what has ended has one, and an index knows that of it
        outcomes = DONE if wanted.outcome == "done" else (wanted.outcome,)
        found += [Request.state == "ended", Request.outcome.in_(outcomes)]
    found += [Request.item == wanted.item] if wanted.item else []
    found += [Request.requester_id.in_(_people(wanted.requester))] if wanted.requester else []
    task = aliased(Task)  # a way to see a request may be by its tasks: these are others
    waits = (task.request_id == Request.id) & (task.state == "open")
    if wanted.group:
        found.append(exists().where(waits, task.group_id == _group(wanted.group)))
    if wanted.overdue:
        found.append(exists().where(waits, task.due_at < now()))
    found += _between(Request.created_at, wanted.since, wanted.until)
    found += _between(Request.ended_at, wanted.ended_since, wanted.ended_until)
    return found


def _between(moment: Any, since: str, until: str) -> list[ColumnElement[bool]]:
    """Both days included, where they are given."""
    found = [moment >= _day(since)] if since else []
    return found + ([moment < _day(until) + timedelta(days=1)] if until else [])


def _group(key: str) -> int:
    """Its id, asked first: how much waits for a group PostgreSQL knows of its number alone. 0: there is none."""
    return session().scalar(select(Group.id).where(Group.key == key)) or 0


def _people(text: str) -> list[int] | Select[int]:
    """Ids of whom the words mean: a login, or parts of a name, an address, a department; former people, too. Asked
    first where they are few, for how much they ordered PostgreSQL knows of their numbers alone.
    """
    query = select(Person.id)
    if found := session().scalar(query.where(Person.login == text.casefold())):
        return [found]
    query = query.where(*(Person.search.contains(word, autoescape=True) for word in fold(text).split()[:5]))
    few = list(session().scalars(query.limit(FEW + 1)))
    return few if len(few) <= FEW else query


def _day(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
