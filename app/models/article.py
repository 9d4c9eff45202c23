"""An article: what people may read before they ask, and who works on a request may quote. One row a language."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment

AUDIENCES = ("all", "staff")


class Article(Base):
    """Rows with the same `key` say the same in other languages. `text` is Markdown, `search` folded for finding.

    `title` and `text` are what is published (nothing before the first time); `proposal`: JSON text {title, text,
    keywords, item, audience} that waits for a review. `item`: the key of the catalogue item it belongs to, "" for any.
    `audience`: all, or staff: people in a group.
    """

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("key", "language"), Index(None, "language", "item"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(100))
    language: Mapped[str] = mapped_column(String(10))
    item: Mapped[str] = mapped_column(String(100), default="")
    audience: Mapped[str] = mapped_column(String(10), default="all")
    title: Mapped[str] = mapped_column(String(200), default="")
    keywords: Mapped[str] = mapped_column(String(500), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    search: Mapped[str] = mapped_column(Text, default="")
    proposal: Mapped[str | None] = mapped_column(Text)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
