"""Event sub-process: a handler inside a level that an event starts (BPMN 2.0.2, 10.3.5 and 13.5.4).

Its start event waits beside the flow of the level around it, which may end while nothing but handlers wait. An
interrupting one ends everything else in that level, waiting handlers included, and takes its place; a non-interrupting
one runs beside, as often as its event happens. Errors always interrupt.
"""

from typing import Any

from workflows.elements.activity import Activity
from workflows.elements.level import begin
from workflows.elements.node import arrive
from workflows.elements.watcher import Watcher
from workflows.tokens import TaskState, Token


class EventSubProcess(Activity):
    """Runs as a token beside the others of its level, with the event's data for its start event."""

    def _run_hook(self, my_task: Token) -> bool | None:
        data = my_task.internal_data.pop("brought")
        begin(my_task, self, fired=True, result=data)
        return None


class EventStart(Watcher):
    """The start event of an event sub-process, the `holder`; its host is the level around that."""

    holder: EventSubProcess

    def strike(self, host: Token, data: dict[str, Any]) -> None:
        """Start the event sub-process inside the host; an interrupting one ends all else in there first."""
        if self.element.interrupting:
            for child in host.children:
                if not (child.task_spec.is_boundary and child._state == TaskState.WAITING):
                    child.cancel()
        arrive(host, self.holder, brought=data)

    def _on_cancel(self, my_task: Token) -> None:
        if my_task.parent.task_spec is self.holder:
            super()._on_cancel(my_task)
