"""A running process: the engine's bytes and variables, locked and versioned."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Id, Moment


class Instance(Base):
    """`state`: opaque bytes of workflows.engine; `variables`: JSON text (workflows.values.dumps); never JSONB.

    `version` rises by one with every command. `reached`: JSON list of element and flow ids passed, for the diagram.
    `waits`: JSON {tasks, calls, timers, messages: [engine ids]} as of the last Step: the next one is compared with it,
    and, when empty on a running instance, the sign of one that is stuck. `status`: running, withdrawing, ended.
    `clocks`: JSON of which clocks are open and how they stand (operations/clocks), so that a Step that turns none costs
    nothing.
    """

    __tablename__ = "instance"
    plain_rank = 2  # rows are written by app/writing.py
    __table_args__ = (Index(None, "version_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), unique=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("definition_version.id"))
    version: Mapped[int] = mapped_column(default=0)
    state: Mapped[bytes | None] = mapped_column(LargeBinary)
    variables: Mapped[str] = mapped_column(Text, default="{}")
    reached: Mapped[str] = mapped_column(Text, default="[]")
    waits: Mapped[str] = mapped_column(Text, default="{}")
    clocks: Mapped[str] = mapped_column(Text, default="{}", server_default="{}")
    status: Mapped[str] = mapped_column(String(12), default="running")
    updated_at: Mapped[datetime] = mapped_column(Moment)
