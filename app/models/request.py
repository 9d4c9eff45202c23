"""A request: what somebody ordered, its number, where it stands and how it ended."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.person import Person

STATES = ("running", "suspended", "stuck", "withdrawing", "ended")
#: An index that migrations make where PostgreSQL has pg_trgm; the tables do without it.
TRIGRAMS = "ix_request_search_trigram"
LIVE = text("state <> 'ended'")
OUTCOMES = ("fulfilled", "rejected", "withdrawn", "answered")


def number_of(request_id: int) -> str:
    """REQ-000123."""
    return f"REQ-{request_id:06d}"


class Request(Base):
    """The number shown is `REQ-%06d` of `id`; gaps are allowed.

    `search`: folded text for finding it again, what was said to all included; `watchers`: how many watch it, so that
    nobody asks for those of the many that have none; `ground`: a word from the list of why things are
    rejected, beside the free text in `reason`.
    """

    __tablename__ = "request"
    plain_rank = 1  # rows are written by app/writing.py
    __table_args__ = (
        Index(None, "requester_id", "id"),
        Index(None, "requested_for_id", "id"),
        Index(None, "requester_id", "item"),
        Index(None, "requested_for_id", "item"),
        Index(None, "state", "id"),
        Index(None, "item", "id"),
        Index(None, "created_at", "item"),
        Index(None, "ended_at", "item", "outcome", "created_at"),
        Index(None, "ground", "ended_at", "item"),
        Index(None, "stars", "ended_at", "item"),
        Index("ix_request_live_version", "version_id", postgresql_where=LIVE, sqlite_where=LIVE),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    item: Mapped[str] = mapped_column(String(100))
    version_id: Mapped[int] = mapped_column(ForeignKey("definition_version.id"))
    title: Mapped[str] = mapped_column(String(300))
    requester_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    requested_for_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(String(12), default="running")
    outcome: Mapped[str | None] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(Text)
    answers: Mapped[str] = mapped_column(Text, default="{}")
    created_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    due_at: Mapped[datetime | None] = mapped_column(Moment)
    stars: Mapped[int | None]
    rating: Mapped[str] = mapped_column(Text, default="")
    ground: Mapped[str | None] = mapped_column(String(40))
    search: Mapped[str] = mapped_column(Text, default="")
    watchers: Mapped[int] = mapped_column(default=0, server_default="0")

    requester: Mapped[Person] = relationship(foreign_keys=[requester_id])
    requested_for: Mapped[Person] = relationship(foreign_keys=[requested_for_id])

    @property
    def number(self) -> str:
        """REQ-000123."""
        return number_of(self.id)
