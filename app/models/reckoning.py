"""Why a task went to somebody: what was known of everybody at the moment it was given out."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Moment


class Reckoning(Base):
    """One row a task that was given out by a strategy; the last one counts. `facts`: JSON text, ids and numbers only
    (operations/routing.py), so that each reader reads it in their language and with today's names.
    """

    __tablename__ = "reckoning"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True)
    facts: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
