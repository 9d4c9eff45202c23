"""The planted bugs: each takes away one thing that the promises stand on. The program itself contains no hook for them.

Only runs with LANEWAY_CHAOS_BUG import this; the names are those of bench/chaos/bugs.py.
"""

import time
from dataclasses import replace
from itertools import count
from typing import Any

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from app.db import session
from app.jobs import calls, scheduler, worker
from app.models.timer import Timer
from app.operations import advance, incident, leases, requests, tasks


def no_fence() -> None:
    """Whoever is too late writes as well."""

    def write(model: Any, row_id: int, _token: int, **values: Any) -> None:
        statement = update(model).where(model.id == row_id).values(**values)
        session().execute(statement.execution_options(synchronize_session="fetch"))

    leases._write = write


def no_idempotency() -> None:
    """Each try of a call has a key of its own."""
    order = calls.Errand._order

    def marked(errand: Any) -> Any:
        found = order(errand)
        return replace(found, key=f"{found.key}:{found.attempt}")

    calls.Errand._order = marked  # type: ignore[method-assign]


def early_acknowledgement() -> None:
    """Every fifth order is answered before it is kept, and then it is not."""
    submit, commit, turns = requests.submit, Session.commit, count(1)

    def submitted(*words: Any, **more: Any) -> Any:
        session().info["forgetful"] = next(turns) % 5 == 0
        return submit(*words, **more)

    def kept(current: Session) -> None:
        forgetful = current.info.pop("forgetful", False)
        (Session.rollback if forgetful else commit)(current)

    requests.submit = submitted
    Session.commit = kept  # type: ignore[method-assign]


def early_timer() -> None:
    """Timers do not wait for their time."""
    due = leases._due
    leases._due = lambda model, moment: or_(model.state == "ready") if model is Timer else due(model, moment)


def dropped_incident() -> None:
    """A call that is given up is nobody's business."""
    incident.open_for_call = lambda *_: None  # type: ignore[assignment,return-value]


def enqueue_only() -> None:
    """Nobody looks for work by himself: what is not rung for, or whose ring is lost, stays."""
    worker.sweep = lambda shift, _every: shift.stopping.wait() and None
    scheduler.ring_for_due = lambda: None


def no_version() -> None:
    """The instance is not held while the engine runs: two commands read the same state, and both are written."""
    for name in ("BY_INSTANCE", "BY_REQUEST", "BY_TASK"):
        statement = getattr(advance, name)._clone()
        statement._for_update_arg = None
        setattr(advance, name, statement)
    run = advance.run

    def slowly(*words: Any) -> Any:
        time.sleep(0.2)
        return run(*words)

    advance.run = slowly
    tasks.must_be_open = lambda _task: None


PLANTED = {
    one.__name__: one
    for one in (
        no_fence,
        no_idempotency,
        early_acknowledgement,
        early_timer,
        dropped_incident,
        enqueue_only,
        no_version,
    )
}
