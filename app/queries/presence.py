"""Who else has a task open, and what they have typed into its form. Only reads.

What colleagues typed is shown to those alone who could finish the task themselves, and never of a decision.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.db import ask, now, session
from app.models.kept_answers import KeptAnswers
from app.models.person import Person
from app.models.presence import Presence
from app.operations.permissions import Actor
from app.operations.presence import LASTS
from app.queries.task import TaskPage
from workflows.values import loads


@dataclass(frozen=True)
class Theirs:
    """What one colleague has typed and not handed in."""

    login: str
    name: str
    at: datetime
    answers: dict[str, Any]


def present(actor: Actor, task_id: int) -> list[str]:
    """The names of the others who have it open."""
    query = select(Person.name).join(Presence, Presence.person_id == Person.id)
    query = query.where(Presence.task_id == task_id, Presence.person_id != actor.id, Presence.at > now() - LASTS)
    return [row.name for row in ask(query.order_by(Person.name).limit(12))]


def typed(actor: Actor, page: TaskPage) -> list[Theirs]:
    """The latest first; nothing of a task that is decided, or that the reader cannot finish."""
    if not page.may_act or page.line.kind == "approval" or page.form is None:
        return []
    query = select(KeptAnswers, Person.login, Person.name).join(Person, Person.id == KeptAnswers.person_id)
    where = (KeptAnswers.place == f"task:{page.line.id}", KeptAnswers.person_id != actor.id)
    rows = session().execute(query.where(*where, KeptAnswers.answers != "{}").order_by(KeptAnswers.changed_at.desc()))
    return [Theirs(row.login, row.name, row[0].changed_at, loads(row[0].answers)) for row in rows]
