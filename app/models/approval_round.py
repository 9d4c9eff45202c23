"""The round of questions that a rule set asks for one engine task: open until its rules have an answer."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class ApprovalRound(Base):
    """`engine_id`: the engine's task, which has no row of its own: each question is a task (approval_question).
    `task`: JSON text of what the engine said of it, for the tasks to be made.

    `rules`: the rule set's name in `version_id`; `course`: JSON text, how far each rule is (catalogue/rules/course.py);
    `given`: JSON text of the answers so far, for the process. `state`: open, decided, cancelled; `decision`: approve,
    reject, change.
    """

    __tablename__ = "approval_round"
    __table_args__ = (UniqueConstraint("instance_id", "engine_id"), Index(None, "request_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    engine_id: Mapped[str] = mapped_column(String(40))
    element: Mapped[str] = mapped_column(String(200))
    version_id: Mapped[int] = mapped_column(ForeignKey("definition_version.id"))
    rules: Mapped[str] = mapped_column(String(100))
    task: Mapped[str] = mapped_column(Text)
    course: Mapped[str] = mapped_column(Text)
    given: Mapped[str] = mapped_column(Text, default="{}")
    state: Mapped[str] = mapped_column(String(10), default="open")
    decision: Mapped[str] = mapped_column(String(10), default="")
    opened_at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
