"""Service task, and whatever else carries a zeebe:taskDefinition: somebody outside does it (BPMN 2.0.2, 10.3.3).

The call is started here and answered by the commands Resume and Fail; nothing is called from within the engine.
"""

from decimal import Decimal
from typing import Any

from workflows import scopes
from workflows.element import Element
from workflows.elements.activity import Activity
from workflows.expressions import Template
from workflows.jobs import LONGEST
from workflows.step import Call
from workflows.tokens import Token


class ServiceTask(Activity):
    """Started until the host brings the result."""

    waits_for = "call"

    def __init__(self, process: Any, element: Element, name: str = "", body: Any = None) -> None:
        super().__init__(process, element, name, body)
        self.task_type = Template(element.task_type or "")
        self.retries = Template(element.retries) if element.retries else None

    def open(self, token: Token) -> None:
        """Say what to call and with what, counting the executions of this element."""
        tree, element = token.workflow, self.element
        context = tree.visible(token)
        tree.executions[element.id] = execution = tree.executions.get(element.id, 0) + 1
        tree.opened[token.id] = Call(
            id=token.id,
            element=element.id,
            new=True,
            name=element.name,
            type=self._type(tree, context),
            retries=self._retries(tree, context),
            headers=dict(element.headers),
            data=dict(scopes.own(tree.record, token.id)) if token.id in tree.record else {},
            visible=context if self._hands_all() else {},
            execution=execution,
            scope=tree.scope_of(token),
            process=element.process,
        )

    def _hands_all(self) -> bool:
        """Zeebe and Camunda 7 hand a worker every variable that the step sees; data stores are given beside them."""
        return all(mapping.reads for mapping in self.element.inputs) or self.element.properties.get("data") == "all"

    def _run_hook(self, my_task: Token) -> bool | None:
        return None

    def _type(self, tree: Any, context: dict[str, Any]) -> str:
        said = self.task_type.value(tree, context, self.element.id, f"The type of {self.label}")
        if isinstance(said, str) and 0 < len(said) <= LONGEST:
            return said
        raise self.problem(
            f"The type of {self.label} must be text of 1 to {LONGEST} characters, but it is {said!r:.80}.", "expression"
        )

    def _retries(self, tree: Any, context: dict[str, Any]) -> int | None:
        if self.retries is None:
            return None
        value = self.retries.value(tree, context, self.element.id, f"The number of retries of {self.label}")
        try:
            return max(0, int(Decimal(str(value))))
        except ArithmeticError as error:
            raise self.problem(
                f"The number of retries of {self.label} is no number: {value!r}.", "expression"
            ) from error
