"""The journal: append-only history, ordered and hash-chained per request; 0 is the house's own chain."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class Journal(Base):
    """`hash` = SHA-256 over previous hash and this entry's canonical JSON. `actor`: a login, or "laneway"."""

    __tablename__ = "journal"
    __table_args__ = (Index(None, "actor", "at"),)

    request_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    actor: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    data: Mapped[str] = mapped_column(Text, default="{}")
    hash: Mapped[str] = mapped_column(String(64))
