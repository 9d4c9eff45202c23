"""A delegation: one approval that whoever was asked gave to somebody else to decide."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class Delegation(Base):
    """`to_id` decides `task_id`, which `from_id` was asked to; the last one of a task counts."""

    __tablename__ = "delegation"
    __table_args__ = (Index(None, "task_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    from_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Moment)
