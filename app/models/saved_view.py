"""A saved view: a person's own name for how a list is filtered and ordered."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.group import Group
from app.models.person import Person

PAGES = ("requests", "inbox")


class SavedView(Base):
    """A name is its owner's once, whatever list it is for. `page`: of which list; `query`: the filters as the address
    writes them, without the cursor.

    `group_id`: whose members see it, too, as long as the person is one of them.
    """

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "name"), Index(None, "group_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    page: Mapped[str] = mapped_column(String(10), default="requests", server_default="requests")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group.id"))
    name: Mapped[str] = mapped_column(String(100))
    query: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship()
    group: Mapped[Group | None] = relationship()
