"""The first answer to a POST with an Idempotency-Key, given again when the same call comes again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Moment


class IdempotencyKey(Base):
    """`body_hash`: SHA-256 of method, path and body. Kept for 24 hours."""

    __tablename__ = "idempotency_key"
    __table_args__ = (Index(None, "created_at"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    body_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[int] = mapped_column(default=0)
    answer: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
