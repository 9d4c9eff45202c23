"""A suspension: somebody stops requests for a while, says why, and perhaps until when; `run_at` is its next look."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.lease import Lease
from app.models.person import Person

SCOPES = ("requests", "item", "service")
LIVE = text("state in ('ready', 'leased')")


class Suspension(Lease, Base):
    """`what`: the item's key or the connector's type; "" for chosen requests. It holds while it is ready or leased:
    a worker looks at it again and again, takes in what it covers, and ends it at `ends_at` (None: somebody will).

    `pauses_clocks`: due dates move by as long as it lasted. `ended_by_id`: who ended it before its time.
    """

    __tablename__ = "suspension"
    __table_args__ = (Index("ix_suspension_live", "run_at", postgresql_where=LIVE, sqlite_where=LIVE),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    scope: Mapped[str] = mapped_column(String(10))
    what: Mapped[str] = mapped_column(String(100), default="")
    reason: Mapped[str] = mapped_column(Text)
    pauses_clocks: Mapped[bool] = mapped_column(default=True)
    began_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime | None] = mapped_column(Moment)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
