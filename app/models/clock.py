"""A clock: how much working time a request, a lane or a step has used of its goal."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.calendar import Calendar
from app.models.instance import Instance
from app.models.lease import Lease

LIVE = text("state in ('ready', 'leased')")
KINDS = ("response", "resolution", "ola")


class Clock(Lease, Base):
    """Due at `run_at` is the next rung of its ladder (`rung` counts those that are behind it); `state` is the lease's.

    `key`: response, resolution, lane:ID, at:ID (a call activity), step:ENGINE_ID. `cause`: "" while it runs, else why
    it is paused. `elapsed`: working seconds up to `since`, from when on it runs. `due_at`: None while it is paused.
    `goal`: as the diagram says it; `goal_seconds`: by this calendar. `verdict`: met, breached, stopped; None while it
    is open and not late.
    """

    __tablename__ = "clock"
    __table_args__ = (
        UniqueConstraint("instance_id", "key"),
        Index("ix_clock_live", "run_at", postgresql_where=LIVE, sqlite_where=LIVE),
        Index(None, "request_id"),
        Index("ix_clock_open_by_calendar", "calendar_id", "id", postgresql_where=text("ended_at is null"),
              sqlite_where=text("ended_at is null")),
        Index(None, "ended_at", "item", "kind", "verdict", "group_key"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    item: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(210))
    element: Mapped[str] = mapped_column(String(200), default="")
    name: Mapped[str] = mapped_column(String(300), default="")
    group_key: Mapped[str] = mapped_column(String(64), default="")
    calendar_id: Mapped[int] = mapped_column(ForeignKey("calendar.id"))
    goal: Mapped[str] = mapped_column(String(40))
    goal_seconds: Mapped[int]
    elapsed: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime | None] = mapped_column(Moment)
    cause: Mapped[str] = mapped_column(String(210), default="")
    started_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime | None] = mapped_column(Moment)
    rung: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    breached_at: Mapped[datetime | None] = mapped_column(Moment)
    verdict: Mapped[str | None] = mapped_column(String(10))

    calendar: Mapped[Calendar] = relationship()
    instance: Mapped[Instance] = relationship()


class ClockSegment(Base):
    """The ledger: from `at` on the clock ran (`cause` ""), stood (why), or had ended (`cause` "ended"). Only added to.

    `note`: words of whoever made it stand. How long it lasted is up to the next one's `at`.
    """

    __tablename__ = "clock_segment"
    __table_args__ = (Index(None, "clock_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    cause: Mapped[str] = mapped_column(String(210), default="")
    note: Mapped[str] = mapped_column(String(300), default="")

    clock: Mapped[Clock] = relationship()
