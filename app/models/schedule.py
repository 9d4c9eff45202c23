"""A timer start event of a published version: the schedule that orders a request; `run_at` is its next time."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment
from app.models.lease import Lease

LIVE = text("state in ('ready', 'leased')")


class Schedule(Lease, Base):
    """Claimed with a lease when due; after each turn ready again for the next, done after the last.

    `said`: the timer as it stands in the diagram, with its kind and zone; a new version that says the same goes on
    where the old one was. `first_at`, `period`, `last`: as in workflows/schedules.py; `turn`: the turn that is due.
    """

    __tablename__ = "schedule"
    __table_args__ = (
        UniqueConstraint("definition_id", "element"),
        Index("ix_schedule_live", "run_at", postgresql_where=LIVE, sqlite_where=LIVE),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    definition_id: Mapped[int] = mapped_column(ForeignKey("definition.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("definition_version.id"))
    element: Mapped[str] = mapped_column(String(200))
    said: Mapped[str] = mapped_column(String(500))
    first_at: Mapped[datetime] = mapped_column(Moment)
    period: Mapped[str] = mapped_column(String(100), default="")
    last: Mapped[int | None]
    turn: Mapped[int] = mapped_column(default=0)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
