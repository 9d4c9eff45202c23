"""People: who they are, whom they answer to, what they may approve. Passwords only as argon2 hashes."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.money import Amount

ROLES = ("administrator", "process_manager", "process_owner", "desk", "integration")


class Person(Base):
    """`login` is the name the API shows. `limit_amount`: what this person may approve alone; None is nothing.

    `notices`: how this person wants to be told of what (catalogue/notices.py).
    """

    __tablename__ = "person"
    __table_args__ = (Index(None, "manager_id"), Index(None, "search"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    email_verified: Mapped[bool] = mapped_column(default=False)
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    department: Mapped[str] = mapped_column(String(100), default="")
    cost_centre: Mapped[str] = mapped_column(String(40), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    language: Mapped[str] = mapped_column(String(5), default="en")
    timezone: Mapped[str] = mapped_column(String(40), default="")
    roles: Mapped[list[str]] = mapped_column(JSON, default=list)
    limit_amount: Mapped[Decimal | None] = mapped_column(Amount)
    limit_currency: Mapped[str] = mapped_column(String(3), default="EUR")
    heads_department: Mapped[bool] = mapped_column(default=False)
    password_hash: Mapped[str] = mapped_column(Text, default="")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    search: Mapped[str] = mapped_column(String(400), default="")
    notices: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    manager: Mapped["Person | None"] = relationship(remote_side="Person.id")
