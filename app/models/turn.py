"""Whose turn it was last in a group: the higher the number, the later."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class Turn(Base):
    """One row a group and person, from their first turn on."""

    __tablename__ = "turn"

    group_id: Mapped[int] = mapped_column(ForeignKey("group.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    number: Mapped[int]
