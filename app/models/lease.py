"""The columns of everything a worker claims: when it may run, who holds it, how often it was tried."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Moment

#: What these columns hold in a new row, for rows that are written by a statement of their own, past the mapping.
UNCLAIMED = {"state": "ready", "attempts": 0, "lease_token": 0, "owner": "", "error": ""}


class Lease:
    """Mixin of every table whose rows workers claim: timers, calls, the outbox and others.

    `state`: ready, leased, paused (its request is suspended), done, dead, cancelled. `lease_token` is the fence:
    whoever holds an old one may not write.
    """

    state: Mapped[str] = mapped_column(String(10), default="ready")
    run_at: Mapped[datetime] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(default=0)
    lease_token: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    owner: Mapped[str] = mapped_column(String(80), default="")
    error: Mapped[str] = mapped_column(Text, default="")
    done_at: Mapped[datetime | None] = mapped_column(Moment)
