"""A quality check: what somebody of the checking group found when they looked at finished work."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class QualityCheck(Base):
    """One row for each look, written when it is over; `task_id` is the task in which somebody looked.

    `item`, `element`: before which step of which item. `reason`: why it went back; "" where it passed.
    """

    __tablename__ = "quality_check"
    __table_args__ = (Index(None, "at", "item", "passed"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), unique=True)
    item: Mapped[str] = mapped_column(String(100))
    element: Mapped[str] = mapped_column(String(200))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    passed: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Moment)
