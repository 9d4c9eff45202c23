"""A wait of an instance for a message of that name and correlation key, or for a signal of that name."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class MessageWait(Base):
    """`kind`: message, signal. `state`: open, done, cancelled."""

    __tablename__ = "message_wait"
    __table_args__ = (UniqueConstraint("instance_id", "engine_id"), Index(None, "name", "correlation_key", "state"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    engine_id: Mapped[str] = mapped_column(String(40))
    element: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10), default="message", server_default="message")
    name: Mapped[str] = mapped_column(String(200))
    correlation_key: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(10), default="open")
    created_at: Mapped[datetime] = mapped_column(Moment)
