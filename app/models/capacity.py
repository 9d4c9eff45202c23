"""How many points of work somebody is given at a time; without a row there is no bound."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class Capacity(Base):
    """One row a person."""

    __tablename__ = "capacity"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    points: Mapped[int]
