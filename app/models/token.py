"""Keys for programs (bearer tokens) and for links in mails (invitation, forgotten password). Only hashes are stored."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class Token(Base):
    """`kind`: api, invite or reset. `used_at` ends a link; `revoked_at` ends a bearer token, whose `used_at` and
    `used_from` only say when and from where it was used last.
    """

    __tablename__ = "token"
    __table_args__ = (Index(None, "person_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(100), default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    used_from: Mapped[str] = mapped_column(String(64), default="", server_default="")
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
