"""When somebody last looked at a request, or at one task of it: what is newer than that is unread."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class Seen(Base):
    """`task_id` 0 is the request's own page; `at`: the moment of the page that was looked at."""

    __tablename__ = "seen"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    task_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False, default=0)
    at: Mapped[datetime] = mapped_column(Moment)
