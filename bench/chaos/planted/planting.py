"""The planted bugs: each takes away one thing that the promises stand on. The program itself contains no hook for them.

Each says what is to be put in whose place; the names are those of bench/chaos/bugs.py. Only runs with LANEWAY_CHAOS_BUG
and the test of these bugs import this.
"""

import time
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import bindparam, or_, update
from sqlalchemy.orm import Session

from app.db import Moment, session
from app.jobs import calls, scheduler, worker
from app.models.timer import Timer
from app.operations import advance, incidents, leases, locking, ordering, tasks, timers

Put = tuple[Any, str, Any]
EARLY = timedelta(days=400)
MANY = 1_000_000  # leases: more than a row ever has


def no_fence() -> list[Put]:
    """Whoever is too late writes as well."""

    def write(model: Any, row_id: int, _token: int, **values: Any) -> None:
        values.pop("states", None)
        statement = update(model).where(model.id == row_id).values(**values)
        session().execute(statement.execution_options(synchronize_session="fetch"))

    def finish(of: Any) -> Any:
        anybody = of.c.lease_token + MANY >= bindparam("fence")
        values = {"state": "done", "lease_until": None, "error": "", "done_at": bindparam("moment", type_=Moment)}
        return update(of).where(of.c.id == bindparam("row"), anybody).values(**values)

    return [(leases, "_write", write), (leases, "_finish", finish)]


def no_idempotency() -> list[Put]:
    """Each try of a call has a key of its own."""
    order = calls.Errand._order

    def marked(errand: Any) -> Any:
        found = order(errand)
        return replace(found, key=f"{found.key}:{found.attempt}")

    return [(calls.Errand, "_order", marked)]


def early_acknowledgement() -> list[Put]:
    """Every fifth order is answered before it is kept, and then it is not."""
    submit, commit, turns = ordering.submit, Session.commit, count(1)

    def submitted(*words: Any, **more: Any) -> Any:
        session().info["forgetful"] = next(turns) % 5 == 0
        return submit(*words, **more)

    def kept(current: Session) -> None:
        forgetful = current.info.pop("forgetful", False)
        (Session.rollback if forgetful else commit)(current)

    return [(ordering, "submit", submitted), (Session, "commit", kept)]


def early_timer() -> list[Put]:
    """Timers do not wait for their time; neither the row nor the engine, which would hold them back as well."""
    due, tick = leases._due, timers.Tick

    def soon(model: Any, moment: Any) -> Any:
        return or_(model.state == "ready", model.run_at <= moment) if model is Timer else due(model, moment)

    def ahead(at: Any, **more: Any) -> Any:
        return tick(at=at + EARLY, **more)

    leases._due = soon
    claim = {**leases.CLAIM, Timer: leases._take(Timer, *leases._live(Timer))}
    leases._due = due
    asked = [(leases, "_due", soon), (leases, "CLAIM", claim), (leases, "_look", leases._look.__wrapped__)]
    return [*asked, (timers, "Tick", ahead)]


def dropped_incident() -> list[Put]:
    """A call that is given up is nobody's business."""
    return [(incidents, "open_for_call", lambda *_: None)]


def enqueue_only() -> list[Put]:
    """Nobody looks for work by himself: what is not rung for, or whose ring is lost, stays."""
    return [
        (worker, "sweep", lambda shift, _every: shift.stopping.wait() and None),
        (scheduler, "ring_for_due", lambda: None),
    ]


def no_version() -> list[Put]:
    """The instance is not held while the engine runs: two commands read the same state, and both are written.

    Every other one is slower: at the very same moment the key of the journal would refuse one of them.
    """
    run, turns = advance.run, count(1)

    def slowly(*words: Any, **more: Any) -> Any:
        time.sleep(0.1 if next(turns) % 2 else 0.5)
        return run(*words, **more)

    return [*_unlocked(), (advance, "run", slowly), (tasks, "must_be_open", lambda _task: None)]


def _unlocked() -> list[Put]:
    found: list[Put] = []
    for name in ("BY_INSTANCE", "BY_REQUEST", "BY_TASK", "BY_TIMER"):
        asked = copy(getattr(locking, name))
        asked.statement = asked.statement._clone()
        asked.statement._for_update_arg = None
        found.append((locking, name, asked))
    return found


PLANTED: dict[str, Callable[[], list[Put]]] = {
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
