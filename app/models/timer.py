"""A timer that an instance waits for; `run_at` is its due moment by the database clock."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment
from app.models.lease import Lease

LIVE = text("state in ('ready', 'leased')")


class Timer(Lease, Base):
    """Claimed with a lease when due; never fired before."""

    __tablename__ = "timer"
    __table_args__ = (
        UniqueConstraint("instance_id", "engine_id"),
        Index("ix_timer_live", "run_at", postgresql_where=LIVE, sqlite_where=LIVE),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    engine_id: Mapped[str] = mapped_column(String(40))
    element: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment)
