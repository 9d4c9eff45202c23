"""An approval given to somebody else to decide, by whoever was asked. What they decide is recorded as theirs, with who
gave it to them; never to the requester (tasks.assign sees to that).
"""

from app.db import now, session
from app.models.delegation import Delegation
from app.models.person import Person
from app.models.task import Task
from app.operations.permissions import Actor, may_act


def note(task: Task, actor: Actor, person: Person) -> None:
    """Keep that the actor, who could have decided, gave it to `person`. Handing over other tasks is no delegation."""
    if task.kind == "approval" and may_act(actor, task):
        session().add(Delegation(task_id=task.id, from_id=actor.id, to_id=person.id, at=now()))
