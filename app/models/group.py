"""Fulfilment groups, bound by key, never by a lane's label."""

from collections.abc import Mapping

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id
from app.language import current


class Group(Base):
    """`manager_id`: whom the group's open work falls to when nobody is in it. `names`: {language: name}, where a
    language calls it otherwise than `name`.
    """

    __tablename__ = "group"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    names: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    email: Mapped[str] = mapped_column(String(254), default="")
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    active: Mapped[bool] = mapped_column(default=True)

    @property
    def called(self) -> str:
        """What the language of the moment calls it."""
        return called(self.name, self.names)


def called(name: str, names: Mapping[str, str]) -> str:
    """The same, where a query reads only the two columns."""
    return names.get(current.get()) or name
