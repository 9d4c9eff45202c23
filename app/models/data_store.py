"""A data store of the diagrams: what outlives the requests that write it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Moment
from app.models.request import Request


class DataStore(Base):
    """`content`: JSON text. `version` counts the writings, so that none is built on what another has replaced.

    `request`: whose step wrote it last.
    """

    __tablename__ = "data_store"

    key: Mapped[str] = mapped_column(String(400), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column(Moment)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))

    request: Mapped[Request] = relationship()
