"""Somebody was given a task and gave it back with a reason: they are not given it again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment

REASONS = ("area", "time", "skill", "information", "involved", "other")


class Refusal(Base):
    """`reason`: one of REASONS; `words`: what was added to it. `group_id`: whose work it was, for the report."""

    __tablename__ = "refusal"
    __table_args__ = (Index(None, "task_id"), Index(None, "at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group.id"))
    item: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Moment)
