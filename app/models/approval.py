"""A decision: who decided what, for whom, on which version of which form, having seen what."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.person import Person


class Approval(Base):
    """`decision`: approve, reject, change. `seen`: JSON of the values the form showed. `rule`: who was asked.

    `way`: "" on the task's page or by a program; mail link, mail reply, together (with others, in one go), stands (an
    earlier one, for nothing that it saw has changed since).
    """

    __tablename__ = "approval"
    __table_args__ = (Index(None, "request_id"), Index(None, "person_id", "id"), Index(None, "person_id", "request_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    for_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decision: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")
    rule: Mapped[str] = mapped_column(String(100), default="")
    version_id: Mapped[int] = mapped_column(ForeignKey("definition_version.id"))
    form: Mapped[str] = mapped_column(String(200), default="")
    seen: Mapped[str] = mapped_column(Text, default="{}")
    way: Mapped[str] = mapped_column(String(12), default="")
    decided_at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
