"""What a person may use, granted by a request: the house's own stand-in for groups of a directory."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class Entitlement(Base):
    """`key`: the idempotency key of the call that granted it."""

    __tablename__ = "entitlement"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(300), unique=True)
    granted_at: Mapped[datetime] = mapped_column(Moment)
