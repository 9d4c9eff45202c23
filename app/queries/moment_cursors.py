"""The order of task lists and the cursors that go with it: by moment, then by id, so that no task is met twice."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, and_, or_

from app.errors import BadRequest
from app.language import gettext as _
from app.models.task import Task
from app.queries.pages import key_of

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def completed_from(query: Select[Any], cursor: str) -> Select[Any]:
    """Completed tasks, newest first, beginning after the cursor."""
    query = query.order_by(Task.completed_at.desc(), Task.id.desc())
    if not cursor:
        return query
    at, last = pair_of(cursor)
    return query.where(or_(Task.completed_at < (at or NEVER), and_(Task.completed_at == at, Task.id < last)))


def pair_of(cursor: str) -> tuple[datetime | None, int]:
    """The moment (or None) and the id inside a cursor. Raises BadRequest."""
    key = key_of(cursor)
    try:
        moment, last = key
        at = datetime.fromisoformat(moment) if moment else None
        if at is not None and at.tzinfo is None:
            raise ValueError(moment)
        return at and at.astimezone(UTC), max(0, min(int(last), 2**62))
    except (TypeError, ValueError, OverflowError) as error:
        raise BadRequest(_("This cursor is not one of ours.")) from error


def key_open(task: Task) -> list[Any]:
    """What the next page of open tasks begins after."""
    return [task.due_at.isoformat() if task.due_at else None, task.id]


def key_completed(task: Task) -> list[Any]:
    """What the next page of completed tasks begins after."""
    return [task.completed_at.isoformat() if task.completed_at else None, task.id]
