"""Who stands in for whom, and when."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class Substitute(Base):
    """`substitute_id` acts for `person_id` from `starts_at` until `ends_at`."""

    __tablename__ = "substitute"
    __table_args__ = (Index(None, "person_id"), Index(None, "substitute_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    substitute_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
