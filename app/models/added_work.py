"""Added work: what who has a task asks of a group or a person beside it, while the request runs."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id
from app.models.person import Person
from app.models.task import Task

KINDS = ("work", "opinion", "answer", "approval")


class AddedWork(Base):
    """The work is a task of its own (`task`), which no diagram draws; it stands beside the task it was added to.

    `blocking`: that one cannot be finished before. `item`, `element`: where it was added, for the owner's counter.
    `result`: done, refused; of an approval its decision; None while it is open, or where it ended with its task.
    """

    __tablename__ = "added_work"
    __table_args__ = (Index(None, "beside_id"), Index(None, "request_id"), Index(None, "item", "element"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), unique=True)
    beside_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    item: Mapped[str] = mapped_column(String(100))
    element: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(12))
    blocking: Mapped[bool] = mapped_column(default=True)
    text: Mapped[str] = mapped_column(Text)
    result: Mapped[str | None] = mapped_column(String(12))
    answer: Mapped[str] = mapped_column(Text, default="")

    task: Mapped[Task] = relationship(foreign_keys=[task_id])
    beside: Mapped[Task] = relationship(foreign_keys=[beside_id])
    by: Mapped[Person] = relationship()
