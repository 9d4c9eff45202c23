"""A version of a definition: diagram, forms, decisions and texts together; immutable once published."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Id, Moment
from app.models.definition import Definition


class DefinitionVersion(Base):
    """`forms`, `decisions`, `texts`, `rules`, `pins`, `problems`, `report`, `sentences` are JSON
    text.

    forms: {form id: schema}; decisions: {file name: DMN text}; texts: {language: {msgid: msgstr}};
    rules: {name: rule set, as in catalogue/rules};
    sentences: what those of problems and report are made of, by their English (operations/findings.py);
    pins: {called process id: version id}; state: draft, published, retired. `origin`: the sha256 of the files that it
    was imported from, or "" when made in the editor. `note`: what is new in it, said when it was published.
    """

    __tablename__ = "definition_version"
    __table_args__ = (UniqueConstraint("definition_id", "number"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    definition_id: Mapped[int] = mapped_column(ForeignKey("definition.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="draft")
    diagram: Mapped[bytes] = mapped_column(LargeBinary)
    forms: Mapped[str] = mapped_column(Text, default="{}")
    decisions: Mapped[str] = mapped_column(Text, default="{}")
    texts: Mapped[str] = mapped_column(Text, default="{}")
    rules: Mapped[str] = mapped_column(Text, default="{}", server_default="{}")
    pins: Mapped[str] = mapped_column(Text, default="{}")
    properties: Mapped[str] = mapped_column(Text, default="{}")
    problems: Mapped[str] = mapped_column(Text, default="[]")
    report: Mapped[str] = mapped_column(Text, default="[]")
    sentences: Mapped[str | None] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(String(300), default="", server_default="")

    definition: Mapped[Definition] = relationship(foreign_keys=[definition_id])
