"""Who has a task open before their eyes, and when their page last said so."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Moment


class Presence(Base):
    """One row a task and person; nothing is known from it a minute after `at`."""

    __tablename__ = "presence"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
