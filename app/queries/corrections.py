"""What was asked to be corrected in an order, and what became of it, in the reader's words. Only reads."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import session
from app.models.correction import Correction
from app.operations.permissions import Actor, see_request
from workflows.values import loads


@dataclass(frozen=True)
class Asked:
    """`keys`: of the fields that were ticked; `before`, `after`: the order's answers, `after` None until answered."""

    by_name: str
    reason: str
    keys: list[str]
    state: str
    before: dict[str, Any]
    after: dict[str, Any] | None
    asked_at: datetime
    answered_at: datetime | None

    @property
    def changed(self) -> list[str]:
        """Keys whose answer is another one now."""
        after = self.after or {}
        return [key for key in {**self.before, **after} if self.before.get(key) != after.get(key)]


def of_request(actor: Actor, number: str | int) -> list[Asked]:
    """All of a request, oldest first. Raises NotFound."""
    request = see_request(actor, number)
    query = select(Correction).where(Correction.request_id == request.id).options(joinedload(Correction.by))
    return [_asked(row) for row in session().scalars(query.order_by(Correction.id))]


def _asked(row: Correction) -> Asked:
    after = loads(row.after) if row.after is not None else None
    facts = (row.by.name, row.reason, loads(row.fields), row.state, loads(row.before), after)
    return Asked(*facts, row.asked_at, row.answered_at)
