"""Which one of a list a task is about, where a step is done for each of them: else its tasks look all the same.

Only reads; whoever asks has been let see the task.
"""

from collections.abc import Mapping
from typing import Any

from app.models.instance import Instance
from app.models.task import Task
from app.operations import definitions, secret_answers
from workflows import scopes
from workflows.element import Element
from workflows.record import Record

COUNTER = "loopCounter"
CALLED = ("name", "title", "label")


def turn_of(instance: Instance, task: Task) -> str:
    """The item as text, or its number in the list; "" for a step that is done once, or over."""
    if task.state != "open":
        return ""
    seen = scopes.visible(Record.read(instance.variables), task.scope)
    if COUNTER not in seen:
        return ""
    name = _item_of(definitions.parsed(instance.version_id).elements, task.element)
    shown = secret_answers.anywhere(instance.version_id, {name: seen.get(name)})
    return _said(shown[name]) or str(seen[COUNTER])


def _item_of(elements: Mapping[str, Element], key: str | None) -> str:
    """What the item is called in the nearest loop, the step's own or that of a part it lies in; "" where it is not."""
    while element := elements.get(key or ""):
        if element.loop:
            return element.loop.input_element or ""
        key = element.parent
    return ""


def _said(item: Any) -> str:
    if isinstance(item, Mapping):
        return next((item[key] for key in CALLED if isinstance(item.get(key), str)), "")
    return str(item) if isinstance(item, str | int) and not isinstance(item, bool) else ""
