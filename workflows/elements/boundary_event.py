"""Boundary events: what may happen while an activity is being done (BPMN 2.0.2, 10.5.4, 10.5.6 and 13.5.3)."""

from typing import Any

from workflows.elements.node import arrive
from workflows.elements.watcher import Watcher
from workflows.tokens import Token


class BoundaryEvent(Watcher):
    """Waits as a token inside its host; when it happens a second token leaves from where the host stands."""

    is_boundary = True

    def strike(self, host: Token, data: dict[str, Any]) -> None:
        """Leave from this event; an interrupting one ends the host first (13.5.3)."""
        container = host.parent
        if self.element.interrupting:
            host.cancel()
        arrive(container, self, fired=True, result=data)

    def _on_cancel(self, my_task: Token) -> None:
        if my_task.parent is not None and self not in my_task.parent.task_spec.boundaries:
            super()._on_cancel(my_task)
