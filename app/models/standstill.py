"""A standstill: one request under one suspension, from when to when."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.suspension import Suspension

NOW = text("ended_at is null")


class Standstill(Base):
    """`since`: when the request came to stand; older than `began_at` where another suspension held it already."""

    __tablename__ = "standstill"
    __table_args__ = (
        Index("ix_standstill_suspension_open", "suspension_id", "request_id", postgresql_where=NOW, sqlite_where=NOW),
        Index(None, "request_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    suspension_id: Mapped[int] = mapped_column(ForeignKey("suspension.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    since: Mapped[datetime] = mapped_column(Moment)
    began_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    suspension: Mapped[Suspension] = relationship()
