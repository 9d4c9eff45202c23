"""The conversation of a request."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.person import Person


class Comment(Base):
    """`internal` ones are for those who work on the request; the requester never sees them."""

    __tablename__ = "comment"
    __table_args__ = (Index(None, "request_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text)
    internal: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Moment)

    author: Mapped[Person] = relationship()
