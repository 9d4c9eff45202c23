"""An uploaded file: its row; the bytes lie under var/files by generated name, outside the web root."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class File(Base):
    """`size` in bytes; `path` is relative to var/files. Unattached (`attached_at` None) ones go after 24 h.

    `kept_until`: those that wait with kept answers stay so long.
    """

    __tablename__ = "file"
    __table_args__ = (Index(None, "request_id"), Index(None, "attached_at", "created_at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int] = mapped_column(Id)
    sha256: Mapped[str] = mapped_column(String(64))
    type: Mapped[str] = mapped_column(String(100))
    path: Mapped[str] = mapped_column(String(100))
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    internal: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Moment)
    attached_at: Mapped[datetime | None] = mapped_column(Moment)
    kept_until: Mapped[datetime | None] = mapped_column(Moment)
