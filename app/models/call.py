"""A call: a service task waiting for its result, from a connector or from a program of the house that takes jobs."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment
from app.models.lease import Lease

# Word for word the conditions of operations/leases.py: only then do both databases use the indexes.
LIVE = text("state in ('ready', 'leased') and not outside")
JOBS = text("state in ('ready', 'leased') and outside")


class Call(Lease, Base):
    """`key`: the idempotency key `<instance>:<element>:<execution>`, constant over technical retries.

    `outside`: no connector does it; a program takes it as a job (operations/jobs.py), and our workers never do.
    """

    __tablename__ = "call"
    __table_args__ = (
        UniqueConstraint("instance_id", "engine_id"),
        Index("ix_call_live", "run_at", postgresql_where=LIVE, sqlite_where=LIVE),
        Index("ix_call_jobs", "type", "run_at", postgresql_where=JOBS, sqlite_where=JOBS),
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
    outside: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(Moment)
