"""A task that somebody has in the place of a person who is away."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Moment


class StandIn(Base):
    """The task's holder has it for `for_id`, to whom it returns when their absence is over."""

    __tablename__ = "stand_in"
    __table_args__ = (Index(None, "for_id"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True)
    for_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime] = mapped_column(Moment)
