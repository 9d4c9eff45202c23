"""What makes an approval task a question of a round: which rule asks it, and whom."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class ApprovalQuestion(Base):
    """`seat_id`: whose answer the rule wants, whoever gives it; None where the task's first answer is the rule's."""

    __tablename__ = "approval_question"
    __table_args__ = (Index(None, "round_id"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("approval_round.id"))
    rule: Mapped[str] = mapped_column(String(40))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
