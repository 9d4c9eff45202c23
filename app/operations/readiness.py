"""Marks that tell whether the house is ready: prepared once, and who has reported in. Only small rows."""

from datetime import timedelta

from sqlalchemy import or_, select

from app.db import now, session
from app.models.heartbeat import Heartbeat
from app.models.setting import Setting
from app.operations.heartbeats import SCHEDULER

FRESH = timedelta(seconds=30)


def mark(what: str) -> None:
    """Note that `what` (prepared) was done."""
    key = f"ready.{what}"
    row = session().get(Setting, key)
    if row is None:
        session().add(Setting(key=key, value=now().isoformat()))
    else:
        row.value = now().isoformat()


def marked(what: str) -> bool:
    """Whether `what` was ever done."""
    return session().get(Setting, f"ready.{what}") is not None


def at_work() -> str | None:
    """The name of a worker or scheduler that is alive; None where none is. A scheduler that has stepped down has ended,
    however lately it was heard of.
    """
    leads = or_(Heartbeat.name != SCHEDULER, Heartbeat.until.is_not(None))
    return session().scalars(select(Heartbeat.name).where(Heartbeat.seen_at > now() - FRESH, leads)).first()


def missing() -> list[str]:
    """What readiness still lacks: prepared, worker, scheduler. Empty means ready."""
    lacks = [] if marked("prepared") else ["prepared"]
    alive = set(session().scalars(select(Heartbeat.part).where(Heartbeat.seen_at > now() - FRESH)))
    return lacks + [part for part in ("worker", "scheduler") if part not in alive]
