"""How clocks ended: met and breached by item and by group. Only reads; counted from one covering index."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.db import now, session
from app.models.clock import Clock
from app.models.group import Group
from app.operations.permissions import Actor, require
from app.queries.insights import READERS

DAYS = 30  # a month, as this page counts


@dataclass
class Kept:
    """Clocks of one item (`kind` resolution, response, ola) that ended; of a group's work where `group` is not ""."""

    item: str
    kind: str
    group: str
    met: int = 0
    breached: int = 0

    @property
    def share(self) -> int:
        """Met of all, in percent."""
        return round(100 * self.met / max(1, self.met + self.breached))


def kept(actor: Actor, *, months: int, item: str = "") -> list[Kept]:
    """By item, kind and group, worst first. Raises Forbidden."""
    require(actor, *READERS)
    since: datetime = now() - timedelta(days=DAYS * months)
    keys = (Clock.item, Clock.kind, Clock.group_key, Clock.verdict)
    query = select(*keys, func.count()).where(Clock.ended_at >= since, Clock.verdict.in_(("met", "breached")))
    if item:
        query = query.where(Clock.item == item)
    found: dict[tuple[str, str, str], Kept] = {}
    for key, kind, group, verdict, count in session().execute(query.group_by(*keys)):
        one = found.setdefault((key, kind, group), Kept(key, kind, group))
        setattr(one, str(verdict), count)
    return sorted(found.values(), key=lambda one: (one.share, one.item, one.kind, one.group))


def group_names() -> dict[str, str]:
    """What the groups are called, by key."""
    rows = session().scalars(select(Group))
    return {group.key: group.called for group in rows}
