"""A task: a BPMN user task that waits, or waited, for a person."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.group import Group
from app.models.person import Person
from app.models.request import Request
from app.models.stand_in import StandIn

KINDS = ("approval", "fulfilment", "requester")
OPEN = text("state = 'open'")
ADDED = "+"  # how the engine_id of added work begins
CHECK = "?"  # how that of a quality check begins; then the id of the task that it holds
HELD = "held"


class Task(Base):
    """`state`: open, completed, cancelled; held while a quality check comes before it.

    Offered to `group_id` and the people in `candidate`; taken by `assignee_id`.

    `steps`: of an ad-hoc sub-process, JSON text of what may be begun (operations/choices.py); None for all other tasks.
    `points`: what it adds to its holder's load.
    `because`: JSON text of why somebody has it whom no rule names; `why`: the same as the sentence that the release
    before reads (operations/reasons.py). `properties`: JSON text of the element's properties.
    """

    __tablename__ = "task"
    plain_rank = 3  # rows are written by app/writing.py
    __table_args__ = (
        UniqueConstraint("instance_id", "engine_id"),
        Index(None, "request_id"),
        Index("ix_task_assignee_open", "assignee_id", "due_at", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index("ix_task_group_open", "group_id", "due_at", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index("ix_task_due_open", "due_at", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index("ix_task_assignee_newest", "assignee_id", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index("ix_task_group_newest", "group_id", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index("ix_task_newest", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index("ix_task_completed", "completed_by_id", "completed_at"),
        Index(None, "group_id", "request_id"),
        Index(None, "assignee_id", "request_id"),
        Index(None, "completed_by_id", "request_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    engine_id: Mapped[str] = mapped_column(String(40))
    element: Mapped[str] = mapped_column(String(200))
    process: Mapped[str] = mapped_column(String(100), default="")
    scope: Mapped[str] = mapped_column(String(40), default="")
    name: Mapped[str] = mapped_column(String(300))
    stage: Mapped[str] = mapped_column(String(300), default="")
    internal: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[str] = mapped_column(String(12))
    form: Mapped[str | None] = mapped_column(String(200))
    properties: Mapped[str] = mapped_column(Text, default="{}")
    state: Mapped[str] = mapped_column(String(10), default="open")
    priority: Mapped[int] = mapped_column(default=50)
    points: Mapped[int] = mapped_column(default=1, server_default="1")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group.id"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str] = mapped_column(Text, default="")
    because: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime | None] = mapped_column(Moment)
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    completed_at: Mapped[datetime | None] = mapped_column(Moment)
    completed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answers: Mapped[str | None] = mapped_column(Text)
    steps: Mapped[str | None] = mapped_column(Text)

    request: Mapped[Request] = relationship()
    group: Mapped[Group | None] = relationship()
    assignee: Mapped[Person | None] = relationship(foreign_keys=[assignee_id])
    completed_by: Mapped[Person | None] = relationship(foreign_keys=[completed_by_id])
    stand_in: Mapped[StandIn | None] = relationship(viewonly=True, uselist=False)

    @property
    def added(self) -> bool:
        """Somebody added it beside the diagram (models/added_work.py): the engine knows nothing of it."""
        return self.engine_id.startswith(ADDED)

    @property
    def checks(self) -> bool:
        """It is a quality check (operations/quality.py): the engine waits for the task that it holds."""
        return self.engine_id.startswith(CHECK)
