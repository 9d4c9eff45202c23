"""A link in a mail that asks for a decision: bound to one task as it then was, and to one person."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class DecisionLink(Base):
    """`hash`: SHA-256 of the link's secret, which is stored nowhere. `thread`: the local part of the mail's Message-ID.

    `task_version`: the version of the task that the mail spoke of; `used_at`: a decision was made through it.
    """

    __tablename__ = "decision_link"
    __table_args__ = (Index(None, "task_id"), Index(None, "thread"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    thread: Mapped[str] = mapped_column(String(32), default="")
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    task_version: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
