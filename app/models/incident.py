"""An incident: an instance that is stuck and needs a person (not ITIL's interruption of a service)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.request import Request

OPEN = text("state = 'open'")


class Incident(Base):
    """`command`: JSON text of the command that failed, to be run again by retry; None when a call failed for good.

    `cause_key`: the same for all that failed of the same (operations/causes.py); "" until it has been worked out.
    """

    __tablename__ = "incident"
    __table_args__ = (
        Index("ix_incident_open", "state", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index("ix_incident_cause", "cause_key", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index(None, "request_id"),
        Index("uq_incident_call_open", "call_id", unique=True, postgresql_where=OPEN, sqlite_where=OPEN),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"))
    kind: Mapped[str] = mapped_column(String(30))
    element: Mapped[str] = mapped_column(String(200), default="")
    cause: Mapped[str] = mapped_column(Text)
    command: Mapped[str | None] = mapped_column(Text)
    cause_key: Mapped[str] = mapped_column(String(20), default="", server_default="")
    state: Mapped[str] = mapped_column(String(10), default="open")
    attempts: Mapped[int] = mapped_column(default=1)
    since: Mapped[datetime] = mapped_column(Moment)
    resolved_at: Mapped[datetime | None] = mapped_column(Moment)
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    action: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(Text, default="")

    request: Mapped[Request] = relationship()
