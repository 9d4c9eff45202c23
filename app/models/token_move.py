"""A token moved by hand: one person proposes it, another signs, and it may be taken back until something happens."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.incident import Incident
from app.models.person import Person
from app.models.request import Request

OPEN = text("state = 'open'")


class TokenMove(Base):
    """`state`: open (waits for the second signature), done, refused, undone. `version`: of the instance when it was
    proposed; `after`: when it was done.

    `pictures`: JSON, where tokens stand before and after. `before`, `variables`: the instance as it was; `rows`: JSON,
    what the move ended, to be opened again. `may_undo`: nothing left the house by it.
    """

    __tablename__ = "token_move"
    __table_args__ = (
        Index("uq_token_move_open", "incident_id", unique=True, postgresql_where=OPEN, sqlite_where=OPEN),
        Index(None, "request_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    version: Mapped[int] = mapped_column()
    token: Mapped[str] = mapped_column(String(40))
    element: Mapped[str] = mapped_column(String(200))
    target: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    pictures: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10), default="open")
    second_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    second_at: Mapped[datetime | None] = mapped_column(Moment)
    second_reason: Mapped[str] = mapped_column(Text, default="")
    after: Mapped[int | None] = mapped_column()
    before: Mapped[bytes | None] = mapped_column(LargeBinary)
    variables: Mapped[str | None] = mapped_column(Text)
    rows: Mapped[str] = mapped_column(Text, default="{}")
    may_undo: Mapped[bool] = mapped_column(default=False, server_default=false())

    incident: Mapped[Incident] = relationship()
    request: Mapped[Request] = relationship()
    by: Mapped[Person] = relationship(foreign_keys=[by_id])
    second: Mapped[Person | None] = relationship(foreign_keys=[second_id])
