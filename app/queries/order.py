"""The order of task lists and the cursors that go with it: by moment, then by id, so that no task is met twice."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_

from app.errors import BadRequest
from app.language import gettext as _
from app.models.task import Task
from app.queries.pages import key_of

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def from_cursor(query: Select[Any], state: str, cursor: str) -> Select[Any]:
    """The query in order, beginning after the cursor: open tasks by due moment, completed ones newest first."""
    if state == "completed":
        query = query.order_by(Task.completed_at.desc(), Task.id.desc())
        return query.where(_before(cursor)) if cursor else query
    query = query.order_by(Task.due_at.is_(None), Task.due_at, Task.id)
    return query.where(_later(cursor)) if cursor else query


def _later(cursor: str) -> ColumnElement[bool]:
    due, last = _pair(cursor)
    if due is None:
        return and_(Task.due_at.is_(None), Task.id > last)
    return or_(Task.due_at.is_(None), Task.due_at > due, and_(Task.due_at == due, Task.id > last))


def _before(cursor: str) -> ColumnElement[bool]:
    at, last = _pair(cursor)
    return or_(Task.completed_at < (at or NEVER), and_(Task.completed_at == at, Task.id < last))


def _pair(cursor: str) -> tuple[datetime | None, int]:
    key = key_of(cursor)
    try:
        moment, last = key
        return (datetime.fromisoformat(moment) if moment else None), int(last)
    except (TypeError, ValueError) as error:
        raise BadRequest(_("This cursor is not one of ours.")) from error


def key_open(task: Task) -> list[Any]:
    """What the next page of open tasks begins after."""
    return [task.due_at.isoformat() if task.due_at else None, task.id]


def key_completed(task: Task) -> list[Any]:
    """What the next page of completed tasks begins after."""
    return [task.completed_at.isoformat() if task.completed_at else None, task.id]
