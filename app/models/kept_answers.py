"""What somebody has typed into a form and not handed in yet: theirs alone, on the server for a while."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class KeptAnswers(Base):
    """`place`: "item:KEY" or "task:ID"; `opening`: how the item's page was opened ("", "for:LOGIN", "again:NUMBER").

    JSON text: `answers` as typed, not checked ("{}" when there are none: handed in, or started afresh); `lost`, labels
    and texts that a newer form has no field for; `files`, ids of uploads named by the answers. `version_id`: the
    version whose form was filled in. `mark` and `turn`: the page that kept last, and how often it had; what comes late
    from it is not kept.
    """

    __tablename__ = "kept_answers"
    __table_args__ = (UniqueConstraint("person_id", "place", "opening"), Index(None, "changed_at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    place: Mapped[str] = mapped_column(String(120))
    opening: Mapped[str] = mapped_column(String(120), default="")
    version_id: Mapped[int] = mapped_column(ForeignKey("definition_version.id"))
    requested_for: Mapped[str] = mapped_column(String(200), default="")
    answers: Mapped[str] = mapped_column(Text, default="{}")
    lost: Mapped[str] = mapped_column(Text, default="[]")
    files: Mapped[str] = mapped_column(Text, default="[]")
    mark: Mapped[str] = mapped_column(String(40), default="")
    turn: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(Moment)
