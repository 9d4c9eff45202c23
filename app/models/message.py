"""A message that arrived and is kept for its time to live until somebody waits for it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class Message(Base):
    """`state`: kept, delivered, expired. `data`: JSON text."""

    __tablename__ = "message"
    __table_args__ = (Index(None, "name", "correlation_key", "state"), Index(None, "state", "expires_at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    correlation_key: Mapped[str] = mapped_column(String(200), default="")
    data: Mapped[str] = mapped_column(Text, default="{}")
    state: Mapped[str] = mapped_column(String(10), default="kept")
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    received_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    delivered_to_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
