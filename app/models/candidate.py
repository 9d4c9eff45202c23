"""Persons to whom a task is offered by name (its group, if any, stands on the task)."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class Candidate(Base):
    """`for_id`: the person in whose place the candidate stands (a substitute), if any."""

    __tablename__ = "candidate"
    __table_args__ = (Index(None, "person_id", "task_id"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    for_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
