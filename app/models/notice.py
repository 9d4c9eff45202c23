"""Notices: what a person is told of an event, shown under News and gathered for the daily mail. Gone after 90 days."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment

UNREAD = text("shown and read_at is null")


class Notice(Base):
    """`key`: told once. `kind`, `facts` (JSON text): catalogue/mails.py makes the words of them. `digest`: no, waiting,
    sent. `shown`: false where it only waits for the daily mail.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index(None, "person_id", "id"),
        Index("ix_notice_unread", "person_id", "id", postgresql_where=UNREAD, sqlite_where=UNREAD),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(300), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
    kind: Mapped[str] = mapped_column(String(40))
    facts: Mapped[str] = mapped_column(Text)
    shown: Mapped[bool] = mapped_column(default=True)
    digest: Mapped[str] = mapped_column(String(10), default="no")
    created_at: Mapped[datetime] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
