"""Who does a task, on which form, until when: the zeebe: extensions of a user task, evaluated on entry."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from workflows import moments
from workflows.element import Element
from workflows.errors import StepFailed
from workflows.expressions import Template
from workflows.step import Task
from workflows.tokens import Token

MIDDLE = 50


class Assignment:
    """The compiled texts of assignmentDefinition, taskSchedule, priorityDefinition, formDefinition and properties."""

    def __init__(self, element: Element) -> None:
        self.element = element
        names = ("form", "assignee", "groups", "people", "due", "follow_up", "priority")
        self.texts = {name: Template(text) for name in names if (text := getattr(element, name))}
        self.properties = {name: Template(text) for name, text in element.properties.items()}

    def task(self, token: Token, label: str) -> Task:
        """The task as the host should know it."""
        tree, element = token.workflow, self.element
        context = tree.visible(token)
        said = {
            name: template.value(tree, context, element.id, f"The {name} of {label}")
            for name, template in self.texts.items()
        }
        properties = {
            name: template.value(tree, context, element.id, f'The property "{name}" of {label}')
            for name, template in self.properties.items()
        }
        return Task(
            id=token.id,
            element=element.id,
            new=True,
            name=element.name,
            process=element.process,
            lane=element.lane,
            form=_text(said.get("form")),
            assignee=_text(said.get("assignee")),
            groups=_names(said.get("groups")),
            people=_names(said.get("people")),
            due=self._moment(said.get("due"), tree, f"The due date of {label}"),
            follow_up=self._moment(said.get("follow_up"), tree, f"The follow-up date of {label}"),
            priority=_priority(said.get("priority")),
            properties=properties,
            loop=token.internal_data.get("loop"),
            scope=tree.scope_of(token),
        )

    def _moment(self, value: Any, tree: Any, what: str) -> datetime | None:
        if value in (None, ""):
            return None
        try:
            return moments.moment(value, tree.at, tree.zone)
        except ValueError as error:
            raise StepFailed(f"{what} cannot be read: {error}", kind="expression", element=self.element.id) from error


def _text(value: Any) -> str | None:
    return None if value in (None, "") else str(value)


def _names(value: Any) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else [value]
    return tuple(name for part in parts if part is not None and (name := str(part).strip()))


def _priority(value: Any) -> int:
    try:
        return min(100, max(0, int(Decimal(str(value)))))
    except (ArithmeticError, ValueError):
        return MIDDLE
