"""A correction: what an approver asked the requester to change of their order, and what became of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.person import Person


class Correction(Base):
    """`task_id`: the approval that asked. `fields`: JSON list of the keys of the order that are to be corrected, empty
    for all of it; `before`, `after`: JSON text of the order's answers, `after` once it was handed in. `state`: asked,
    answered, over (the request went another way).
    """

    __tablename__ = "correction"
    __table_args__ = (Index(None, "request_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    fields: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="asked")
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    by: Mapped[Person] = relationship()
