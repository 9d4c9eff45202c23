"""What a person may approve alone in currencies beside the one that stands on the person."""

from decimal import Decimal

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.models.money import Amount


class PersonLimit(Base):
    """One row a person and currency."""

    __tablename__ = "person_limit"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    currency: Mapped[str] = mapped_column(String(3), primary_key=True)
    amount: Mapped[Decimal] = mapped_column(Amount)
