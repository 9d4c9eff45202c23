"""A proof of identity under way: the one-time code that a request has sent. Codes are kept as keyed hashes only."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class Proof(Base):
    """One an instance; another code replaces the hash and leaves the count of tries.

    `person_id`: whose account was named, where there is one. `code`: HMAC-SHA256 hex, "" where nothing can match any
    more, or ever could. `sent_key`, `checked_key`: idempotency keys of the calls that sent and checked last.
    """

    __tablename__ = "proof"
    __table_args__ = (Index(None, "person_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    code: Mapped[str] = mapped_column(String(64), default="")
    tries: Mapped[int] = mapped_column(default=0)
    sent_key: Mapped[str] = mapped_column(String(300), default="")
    checked_key: Mapped[str] = mapped_column(String(300), default="")
    expires_at: Mapped[datetime] = mapped_column(Moment)
    proved_at: Mapped[datetime | None] = mapped_column(Moment)
