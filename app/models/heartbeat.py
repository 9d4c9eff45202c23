"""Which parts of the house have reported in, and when (readiness)."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Moment


class Heartbeat(Base):
    """`part`: worker or scheduler. `name`: `worker:HOST:PID`, or `scheduler`, of which one row exists.

    `until`: the scheduler's lease; `holder`: the process that has it.
    """

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    part: Mapped[str] = mapped_column(String(20))
    seen_at: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime | None] = mapped_column(Moment)
    holder: Mapped[str] = mapped_column(String(120), default="")
