"""A calendar as it was saved once: never changed afterwards, so that an open clock keeps what it was counted by."""

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment

CURRENT = text("current")


class Calendar(Base):
    """`number` counts what was saved under `key`; `current` is the one that new clocks take.

    `facts`: JSON text of the value (app/catalogue/calendars/facts.py), its holidays as dates with names. `language`: in
    which those names are; `until`: the last year whose holidays are known.
    """

    __tablename__ = "calendar"
    __table_args__ = (
        UniqueConstraint("key", "number"),
        Index("ix_calendar_current", "key", unique=True, postgresql_where=CURRENT, sqlite_where=CURRENT),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    facts: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(16), default="")
    until: Mapped[int] = mapped_column(default=0)
    current: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
