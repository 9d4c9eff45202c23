"""Call activity: another process runs in here (BPMN 2.0.2, 10.3.6 and 13.3.4).

The called process has a scope of its own past which it sees nothing: the input mappings, and everything in sight only
where the diagram says propagateAllParentVariables. Output mappings leave, else all where it says
propagateAllChildVariables, else nothing.
"""

from typing import Any

from workflows import scopes
from workflows.element import Element
from workflows.elements import mapping
from workflows.elements.activity import Activity
from workflows.elements.level import begin
from workflows.errors import BoundCrossed
from workflows.expressions import Template
from workflows.tokens import ROOT, Token


class CallActivity(Activity):
    """Started while a token is inside; its own scope is the root scope of the called process."""

    def __init__(self, process: Any, element: Element, name: str = "", body: Any = None) -> None:
        super().__init__(process, element, name, body)
        self.called = Template(element.called_process or "")

    def _run_hook(self, my_task: Token) -> bool | None:
        tree = my_task.workflow
        root = self._process(my_task)
        self._not_too_deep(my_task)
        if self.element.extra.get("propagate_parent"):
            everything = {**tree.visible(my_task.parent), **mapping.own(my_task)}
            tree.record[my_task.id]["data"] = everything
        mapping.own(my_task)
        tree.record[my_task.id]["sealed"] = True
        return None if begin(my_task, root) else True

    def give(self, token: Token, result: dict[str, Any]) -> None:
        """Let the variables of the called process out, as the diagram says."""
        tree = token.workflow
        scope = tree.record[token.id]
        scope.pop("sealed", None)
        made, context = scope["data"], tree.visible(token)
        if self.body is not None:
            scope["data"] = self.body.locals(token.internal_data["loop"], made.get(self.body.loop.input_element))
        if self.gives:
            mapping.map_out(token, context, self.gives)
        if not mapping.narrow(self.gives) and self.element.propagate_all:
            scopes.merge(tree.record, tree.scope_of(token.parent if self.body is None else token), made)
        if self.body is not None:
            self.body.gather(token.parent, token)

    def _process(self, token: Token) -> Any:
        tree = token.workflow
        what = f"The process called by {self.label}"
        name = self.called.value(tree, tree.visible(token), self.element.id, what)
        root = tree.definition.roots.get(name)
        if root is None:
            raise self.problem(f'{self.label} calls the process "{name}", which this definition lacks.', "expression")
        return root

    def _not_too_deep(self, token: Token) -> None:
        bound = token.workflow.bounds.call_depth
        depth = 1
        while token.id != ROOT:
            token = token.parent
            depth += isinstance(token.task_spec, CallActivity)
        if depth > bound:
            raise BoundCrossed(
                f"{self.label} would call processes more than {bound} levels deep. Does a process call itself?",
                bound="call_depth",
                element=self.element.id,
            )
