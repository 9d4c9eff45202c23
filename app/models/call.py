"""A call: a service task waiting for its result from a connector."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment
from app.models.lease import Lease

LIVE = text("state in ('ready', 'leased')")


class Call(Lease, Base):
    """`key`: the idempotency key `<instance>:<element>:<execution>`, constant over technical retries."""

    __tablename__ = "call"
    __table_args__ = (
        UniqueConstraint("instance_id", "engine_id"),
        Index("ix_call_live", "run_at", postgresql_where=LIVE, sqlite_where=LIVE),
        Index(None, "request_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    engine_id: Mapped[str] = mapped_column(String(40))
    element: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(300), default="")
    key: Mapped[str] = mapped_column(String(300), unique=True)
    type: Mapped[str] = mapped_column(String(60))
    headers: Mapped[str] = mapped_column(Text, default="{}")
    data: Mapped[str] = mapped_column(Text, default="{}")
    result: Mapped[str | None] = mapped_column(Text)
    max_attempts: Mapped[int] = mapped_column(default=6)
    created_at: Mapped[datetime] = mapped_column(Moment)
