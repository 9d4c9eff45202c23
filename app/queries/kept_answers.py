"""What a person typed and has not handed in: read back for themselves, and for nobody else. Only reads."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from app.db import session
from app.models.kept_answers import KeptAnswers
from app.operations.permissions import Actor
from workflows.values import loads

Lost = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Kept:
    """`answers` as typed into the form of `version_id`; `lost`: label and text of what a newer form has no room for."""

    opening: str
    version_id: int
    requested_for: str
    answers: dict[str, Any]
    lost: Lost
    at: datetime


def of_item(actor: Actor, key: str, opening: str | None) -> Kept | None:
    """What is kept for the item as it was opened; None: the newest, however it was opened."""
    return _newest(actor, f"item:{key}", [] if opening is None else [KeptAnswers.opening == opening])


def of_task(actor: Actor, task_id: int) -> Kept | None:
    """What is kept for the task."""
    return _newest(actor, f"task:{task_id}", [])


def _newest(actor: Actor, place: str, more: list[Any]) -> Kept | None:
    something = or_(KeptAnswers.answers != "{}", KeptAnswers.lost != "[]")
    mine = (KeptAnswers.person_id == actor.id, KeptAnswers.place == place, something)
    query = select(KeptAnswers).where(*mine, *more).order_by(KeptAnswers.changed_at.desc(), KeptAnswers.id.desc())
    row = session().scalars(query.limit(1)).first()
    if row is None:
        return None
    lost = tuple((str(label), str(text)) for label, text in loads(row.lost))
    return Kept(row.opening, row.version_id, row.requested_for, loads(row.answers), lost, row.changed_at)
