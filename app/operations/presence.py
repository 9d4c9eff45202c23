"""Who has a task open: their page says so now and then, and when it is left. Never by a GET; decides nothing."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from app.db import now, ring, session, upsert
from app.models.presence import Presence
from app.operations.permissions import Actor, see_task

LASTS = timedelta(seconds=50)  # pages say it every twenty
KEPT = timedelta(hours=1)


def here(actor: Actor, task_id: int) -> None:
    """The actor has it open. Others who have it open are told when that is news. Raises NotFound."""
    see_task(actor, task_id)
    known = session().scalar(select(Presence.at).where(*_mine(actor, task_id)))
    row = upsert(Presence).values(task_id=task_id, person_id=actor.id, at=now())
    session().execute(row.on_conflict_do_update(index_elements=["task_id", "person_id"], set_={"at": now()}))
    if known is None or known < now() - LASTS:
        ring(f"task:{task_id}")


def gone(actor: Actor, task_id: int) -> None:
    """The actor has left the task's page."""
    session().execute(delete(Presence).where(*_mine(actor, task_id)))
    ring(f"task:{task_id}")


def stir(actor: Actor, task_id: int) -> None:
    """Something was typed into it: told where somebody else has it open."""
    others = (Presence.task_id == task_id, Presence.person_id != actor.id, Presence.at > now() - LASTS)
    if session().scalar(select(Presence.person_id).where(*others).limit(1)) is not None:
        ring(f"task:{task_id}")


def forget_old() -> None:
    """Delete the rows of pages that have said nothing for an hour."""
    session().execute(delete(Presence).where(Presence.at < now() - KEPT))


def _mine(actor: Actor, task_id: int) -> tuple[Any, ...]:
    return Presence.task_id == task_id, Presence.person_id == actor.id
