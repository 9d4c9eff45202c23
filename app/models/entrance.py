"""A message or signal start event of a published version: what comes in there begins a request."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id


class Entrance(Base):
    """`kind`: message, signal. There are rows of the published version alone."""

    __tablename__ = "entrance"
    __table_args__ = (UniqueConstraint("definition_id", "element", "kind", "name"), Index(None, "name", "kind"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    definition_id: Mapped[int] = mapped_column(ForeignKey("definition.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("definition_version.id"))
    element: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
