"""A catalogue item or a shared sub-process; its key is the process id."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class Definition(Base):
    """`published_id`: the version that new requests get. `orderable`: it has a place in the catalogue."""

    __tablename__ = "definition"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)
    title: Mapped[str] = mapped_column(String(200), default="")
    category: Mapped[str] = mapped_column(String(100), default="")
    orderable: Mapped[bool] = mapped_column(default=True)
    published_id: Mapped[int | None] = mapped_column(
        ForeignKey("definition_version.id", use_alter=True, name="fk_definition_published_id_definition_version")
    )
    created_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (Index(None, "category"),)
