"""A point of a step's checklist that somebody has ticked."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Moment
from app.models.person import Person


class Tick(Base):
    """One row a task and point; taken away when the tick is."""

    __tablename__ = "tick"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True)
    point: Mapped[str] = mapped_column(String(200), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship()
