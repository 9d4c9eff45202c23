"""Quality checks: what was done, for who looks at it; how often work went back, counted by item. Only reads."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import joinedload

from app.catalogue.forms import Form
from app.db import session
from app.models.quality_check import QualityCheck
from app.models.task import CHECK, Task
from app.operations import answers, definitions
from app.operations.permissions import Actor, require, see_task
from app.queries.insights import READERS
from workflows.values import loads

MOST = 20


@dataclass(frozen=True)
class Work:
    """A finished step as who checks it reads it; `form` is None where it asked for nothing."""

    name: str
    by: str
    at: datetime
    form: Form | None
    answers: dict[str, Any]


@dataclass(frozen=True)
class Looked:
    """How many requests of an item were looked at, and how often work went back."""

    item: str
    checks: int
    returned: int


def work(actor: Actor, task_id: int) -> list[Work]:
    """What groups have done for the request of a check, the latest of each step. Raises NotFound."""
    task = see_task(actor, task_id)
    version_id = task.request.version_id
    done = (Task.request_id == task.request_id, Task.kind == "fulfilment", Task.state == "completed")
    own = Task.engine_id.not_like(CHECK + "%")
    query = select(Task).where(*done, own).options(joinedload(Task.completed_by)).order_by(Task.id.desc()).limit(MOST)
    latest: dict[tuple[str, str], Task] = {}
    for row in session().scalars(query):
        latest.setdefault((row.process, row.element), row)
    return [_work(row, version_id, actor.language) for row in reversed(latest.values())]


def counts(actor: Actor, moment: datetime, item: str = "") -> list[Looked]:
    """Checks since then, by item. Raises Forbidden."""
    require(actor, *READERS)
    only = [QualityCheck.at >= moment, *([QualityCheck.item == item] if item else [])]
    passed = func.sum(cast(QualityCheck.passed, Integer))
    query = select(QualityCheck.item, func.count(), passed).where(*only).group_by(QualityCheck.item)
    return [
        Looked(key, count, count - good) for key, count, good in session().execute(query.order_by(QualityCheck.item))
    ]


def _work(row: Task, version_id: int, language: str) -> Work:
    definition = definitions.parsed(version_id)
    form = answers.form_of(version_id, definition, row.process or definition.key, row.form, language)
    by = row.completed_by.name if row.completed_by else ""
    return Work(row.name, by, row.completed_at or row.created_at, form, loads(row.answers) if row.answers else {})
