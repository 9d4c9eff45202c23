"""A request that a message with a correlation key began: while it runs, the same key begins no second one."""

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base

OPEN = text("state = 'open'")


class Beginning(Base):
    """`state`: open, over."""

    __tablename__ = "beginning"
    __table_args__ = (
        Index(
            "uq_beginning_open",
            "definition_id",
            "name",
            "correlation_key",
            unique=True,
            postgresql_where=OPEN,
            sqlite_where=OPEN,
        ),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    definition_id: Mapped[int] = mapped_column(ForeignKey("definition.id"))
    name: Mapped[str] = mapped_column(String(200))
    correlation_key: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10), default="open")
