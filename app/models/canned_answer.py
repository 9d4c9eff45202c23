"""Words that are written again and again: of a group, or one's own."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.group import Group


class CannedAnswer(Base):
    """Either `group_id` or `person_id`. `texts`: JSON text, by language, with placeholders (catalogue/placeholders)."""

    __tablename__ = "canned_answer"
    __table_args__ = (Index(None, "group_id"), Index(None, "person_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    title: Mapped[str] = mapped_column(String(100))
    texts: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    group: Mapped[Group | None] = relationship()
