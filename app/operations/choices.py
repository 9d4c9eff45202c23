"""What an ad-hoc sub-process offers, as a row: it waits as a task whose `steps` say what people may begin now.

`steps` is JSON text {"may_finish": bool, "steps": [{"element", "name"}]}, kept as the engine's last Step told it.
"""

from dataclasses import replace

from sqlalchemy import bindparam, update

from app.db import changed, ring, table
from app.models.instance import Instance
from app.models.task import Task
from workflows import step as engine
from workflows.definition import Definition
from workflows.element import Element
from workflows.values import dumps


def offered(definition: Definition, choice: engine.Choice) -> engine.Task | None:
    """The task of a new choice, for the groups of its steps where it names nobody itself; None for an old one."""
    task = choice.task
    if task is None or task.assignee or task.groups or task.people or task.properties.get("group"):
        return task
    groups = (_group(_element(definition, choice, key)) for key in choice.steps)
    return replace(task, groups=tuple(dict.fromkeys(key for key in groups if key)))


def keep(instance: Instance, definition: Definition, choice: engine.Choice) -> None:
    """What may be begun now, on the row of its task, where that has changed."""
    elements = (_element(definition, choice, key) for key in choice.steps)
    told = [{"element": one.id, "name": one.name or one.id} for one in elements]
    given = {"instance": instance.id, "task": choice.id, "now": dumps({"may_finish": choice.may_finish, "steps": told})}
    if changed(CHANGED, given):
        ring(f"request:{instance.request_id}")


_ROWS = table(Task)
CHANGED = (
    update(_ROWS)
    .where(_ROWS.c.instance_id == bindparam("instance"), _ROWS.c.engine_id == bindparam("task"))
    .where(_ROWS.c.state == "open", _ROWS.c.steps.is_distinct_from(bindparam("now")))
    .values(steps=bindparam("now"), version=_ROWS.c.version + 1)
)


def _element(definition: Definition, choice: engine.Choice, key: str) -> Element:
    return definition.processes[choice.process or definition.key].elements[key]


def _group(element: Element) -> str:
    """The group that a step goes to, where it is written out."""
    told = element.groups or element.properties.get("group") or ""
    return "" if told.startswith("=") else told.partition(",")[0].strip()
