"""Who follows a request without having to do with it: invited, or because they want to know."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Moment
from app.models.person import Person


class Watcher(Base):
    """One row a request and person. It lets them see the request and its public words, never act on it."""

    __tablename__ = "watcher"
    __table_args__ = (Index(None, "person_id", "request_id"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
