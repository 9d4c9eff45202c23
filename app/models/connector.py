"""A connector's settings and its last test; secrets are never shown again once written."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Moment
from workflows.jobs import CONNECTORS

TYPES = CONNECTORS


class Connector(Base):
    """`key`: the connector's type (mail, http, directory). `works`: how the last test went; None before the first."""

    __tablename__ = "connector"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    settings: Mapped[str] = mapped_column(Text, default="{}")
    tested_at: Mapped[datetime | None] = mapped_column(Moment)
    test_result: Mapped[str] = mapped_column(Text, default="")
    works: Mapped[bool | None]
