"""A question that whoever works on a task asks somebody. Its words, and those of the answer, are comments."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.comment import Comment
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task

WAITING = text("answer_id is null and withdrawn_at is null")


class Question(Base):
    """It waits until it is answered or withdrawn, and no longer than its task is open."""

    __tablename__ = "question"
    __table_args__ = (
        Index(None, "task_id"),
        Index(None, "request_id"),
        Index("ix_question_asked_waiting", "asked_id", postgresql_where=WAITING, sqlite_where=WAITING),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    asked_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), unique=True)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), unique=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    request: Mapped[Request] = relationship()
    task: Mapped[Task] = relationship()
    asked: Mapped[Person] = relationship()
    comment: Mapped[Comment] = relationship(foreign_keys=[comment_id])
    answer: Mapped[Comment | None] = relationship(foreign_keys=[answer_id])

    @property
    def state(self) -> str:
        """waiting, answered, withdrawn, or closed: the task went on without an answer."""
        if self.answer_id is not None:
            return "answered"
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "waiting" if self.task.state == "open" else "closed"
