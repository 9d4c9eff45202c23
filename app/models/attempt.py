"""How often somebody tried lately: the count behind the growing wait of sign-in and of forgotten passwords."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Moment


class Attempt(Base):
    """`key`: what is counted, as `<purpose>:<SHA-256 hex of whom>`: names that were typed are not kept."""

    __tablename__ = "attempt"
    __table_args__ = (Index(None, "last_at"),)

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    first_at: Mapped[datetime] = mapped_column(Moment)
    last_at: Mapped[datetime] = mapped_column(Moment)
