"""Who else has to do with a task: to whom it is offered by name, and in whose place its holder has it. Only reads."""

from typing import Any

from sqlalchemy import bindparam, exists, literal, or_, select, union_all

from app.db import ask
from app.models.candidate import Candidate
from app.models.person import Person
from app.models.stand_in import StandIn
from app.models.task import Task

_AMONG: Any = bindparam("ids", expanding=True)
#: (task, login, empty) of whom it is offered to, (task, login, name) of those in whose place its holder has it.
BESIDE = union_all(
    select(Candidate.task_id, Person.login, literal(""))
    .join(Person, Person.id == Candidate.person_id)
    .where(Candidate.task_id.in_(_AMONG)),
    select(StandIn.task_id, Person.login, Person.name)
    .join(Person, Person.id == StandIn.for_id)
    .where(StandIn.task_id.in_(_AMONG)),
)


#: Whether a task has any of them, as a column.
WITH = or_(
    exists().where(Candidate.task_id == Task.id).correlate(Task),
    exists().where(StandIn.task_id == Task.id).correlate(Task),
)


def of(ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    """Who they are, by task: (login, ""), or (login, name) of the absent."""
    found: dict[int, list[tuple[str, str]]] = {}
    for task_id, login, name in ask(BESIDE, {"ids": ids}) if ids else ():
        found.setdefault(task_id, []).append((login, name))
    return found
