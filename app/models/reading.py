"""A reading: an article that was before somebody's eyes when they asked, and whether it was the answer."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.article import Article


class Reading(Base):
    """`solved`: the request ended with it; else it was read and help was still needed."""

    __tablename__ = "reading"
    __table_args__ = (Index(None, "request_id"), Index(None, "article_id", "solved"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    solved: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment)

    article: Mapped[Article] = relationship()
