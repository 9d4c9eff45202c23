"""Embedded sub-process: a level of its own inside the diagram (BPMN 2.0.2, 10.3.5 and 13.3.4)."""

from workflows.elements.activity import Activity
from workflows.elements.level import begin
from workflows.tokens import Token


class SubProcess(Activity):
    """Started while a token is inside; an empty one is over at once."""

    def _run_hook(self, my_task: Token) -> bool | None:
        return None if begin(my_task, self) else True
