"""What a move by hand ended, remembered by row, so that taking the move back opens the same rows again."""

from datetime import datetime

from sqlalchemy import select, update

from app.db import session
from app.models.call import Call
from app.models.message_wait import MessageWait
from app.models.task import Task
from app.models.timer import Timer

Rows = dict[str, dict[str, str]]
Waiting = type[Task] | type[Call] | type[Timer] | type[MessageWait]
MODELS: dict[str, Waiting] = {"task": Task, "call": Call, "timer": Timer, "message_wait": MessageWait}
OVER = ("completed", "done", "cancelled", "expired")


def live(instance_id: int) -> Rows:
    """Everything that waits now: table -> row -> its state. What is leased counts as ready: the lease is lost."""
    found: Rows = {}
    for name, model in MODELS.items():
        query = select(model.id, model.state).where(model.instance_id == instance_id, model.state.not_in(OVER))
        rows = session().execute(query).all()
        found[name] = {str(row): "ready" if state == "leased" else state for row, state in rows}
    return found


def ended(instance_id: int, before: Rows) -> Rows:
    """Of the rows that `live` found `before`, those that wait no more: {table: {row id: state it had}}."""
    after = live(instance_id)
    return {
        name: {row: state for row, state in rows.items() if row not in after[name]} for name, rows in before.items()
    }


def reopen(rows: Rows) -> None:
    """Give these rows, {table: {row id: state}}, the state back that they had."""
    for name, states in rows.items():
        model = MODELS[name]
        for row, state in states.items():
            statement = update(model).where(model.id == int(row)).values(state=state)
            session().execute(statement.execution_options(synchronize_session="fetch"))


def begun(instance_id: int, since: datetime) -> bool:
    """Somebody or something has begun with what was opened since: a call was tried, a task claimed."""
    tried = select(Call.id).where(Call.instance_id == instance_id, Call.created_at >= since, Call.attempts > 0)
    claimed = select(Task.id).where(Task.instance_id == instance_id, Task.claimed_at >= since)
    return any(session().scalar(query.limit(1)) is not None for query in (tried, claimed))
