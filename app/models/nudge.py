"""When whoever has an approval is reminded of it, and when it goes to a superior; `run_at` is the next of these."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment
from app.models.lease import Lease

LIVE = text("state in ('ready', 'leased')")


class Nudge(Lease, Base):
    """One row a task. `since`: from when working time counts, again from the day a superior got it (`passed_on`).

    `times`: reminders since then. `asked_at`: when its requester last asked for one.
    """

    __tablename__ = "nudge"
    __table_args__ = (Index("ix_nudge_live", "run_at", postgresql_where=LIVE, sqlite_where=LIVE),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), unique=True)
    since: Mapped[datetime] = mapped_column(Moment)
    times: Mapped[int] = mapped_column(default=0)
    passed_on: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime | None] = mapped_column(Moment)
