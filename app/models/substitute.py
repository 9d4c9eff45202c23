"""Who stands in for whom, and when."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment
from app.models.money import Amount


class Substitute(Base):
    """`substitute_id` acts for `person_id` from `starts_at` until `ends_at`.

    `item`: for this catalogue item only; `above_amount`: only for approvals of more than this. What says more comes
    before what says less. `state`: ahead, running, over; who has what is settled anew when it changes.
    """

    __tablename__ = "substitute"
    __table_args__ = (Index(None, "person_id"), Index(None, "substitute_id"), Index(None, "state"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    substitute_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    item: Mapped[str] = mapped_column(String(100), default="", server_default="")
    above_amount: Mapped[Decimal | None] = mapped_column(Amount)
    above_currency: Mapped[str] = mapped_column(String(3), default="", server_default="")
    state: Mapped[str] = mapped_column(String(10), default="ahead", server_default="ahead")
