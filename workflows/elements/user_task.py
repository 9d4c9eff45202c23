"""User task, manual task and the task without a type: a person does it (BPMN 2.0.2, 10.3.3 and 13.3.3).

The bare `task` waits for a person too: passing it without anybody having done it would lie to the requester.
"""

from typing import Any

from workflows.element import Element
from workflows.elements.activity import Activity
from workflows.elements.assignment import Assignment
from workflows.tokens import Token


class UserTask(Activity):
    """Ready until the host completes it; SpiffWorkflow calls such a task manual."""

    waits_for = "task"

    def __init__(self, process: Any, element: Element, name: str = "", body: Any = None) -> None:
        super().__init__(process, element, name, body)
        self.manual = True
        self.assignment = Assignment(element)

    def open(self, token: Token) -> None:
        """Say who may do it, on which form and until when, as its variables are now."""
        token.workflow.opened[token.id] = self.assignment.task(token, self.label)
