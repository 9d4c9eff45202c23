"""A repair of many: every incident of one cause is tried again, a few at a time, by a worker."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.lease import Lease
from app.models.person import Person

LIVE = text("state in ('ready', 'leased')")


class Repair(Lease, Base):
    """`last`: the incident that was tried last; `until`: the newest when it began, later ones are not its own.

    `total`: how many there were; `tried` and `again` (came back at once) count up.
    """

    __tablename__ = "repair"
    __table_args__ = (
        Index("ix_repair_live", "run_at", postgresql_where=LIVE, sqlite_where=LIVE),
        Index(None, "cause_key"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    cause_key: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text)
    began_at: Mapped[datetime] = mapped_column(Moment)
    last: Mapped[int] = mapped_column(default=0)
    until: Mapped[int] = mapped_column()
    total: Mapped[int] = mapped_column()
    tried: Mapped[int] = mapped_column(default=0)
    again: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person] = relationship()
