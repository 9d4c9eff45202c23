"""What somebody can do, and how well: the skill matrix, a row a person and skill."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class Skill(Base):
    """`key`: the folded name, by which it is found; `level`: 1 (begins) to 4 (teaches others)."""

    __tablename__ = "skill"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    level: Mapped[int] = mapped_column(default=1)
