"""A link between two requests: why one of them exists beside the other."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Moment

KINDS = ("related", "child", "reopened", "follow_up")


class RequestLink(Base):
    """`other_id` is related to `request_id`, is its child, was opened because it was not right after all, or follows
    up an unhappy answer to it.
    """

    __tablename__ = "request_link"
    __table_args__ = (Index(None, "other_id"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
