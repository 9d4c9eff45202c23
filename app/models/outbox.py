"""What leaves the house beside calls: mails and messages to other instances, written with the change that caused them.

Why a table and a broker: a mail sent before the commit may tell of something that never happened; one sent after it may
never be sent. A row in the same transaction is neither; the broker only wakes whoever sends it.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment
from app.models.lease import Lease

LIVE = text("state in ('ready', 'leased')")


class Outbox(Lease, Base):
    """`kind`: mail, message. `key` makes a repeated send recognisable (the mail's Message-ID). `payload`: JSON text."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_live", "run_at", postgresql_where=LIVE, sqlite_where=LIVE),
        Index(None, "person_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(300), unique=True)
    payload: Mapped[str] = mapped_column(Text)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    max_attempts: Mapped[int] = mapped_column(default=6)
    created_at: Mapped[datetime] = mapped_column(Moment)
