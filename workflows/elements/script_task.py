"""Script task: a FEEL expression whose value becomes a variable (BPMN 2.0.2, 10.3.3). It may end by an error."""

from typing import Any

from workflows.element import Element
from workflows.elements import mapping
from workflows.elements.activity import Activity
from workflows.elements.propagation import throw_error
from workflows.expressions import Formula, Template
from workflows.tokens import Token


class ScriptTask(Activity):
    """Runs at once. Without a result variable a context lets out its entries and any other value is dropped."""

    def __init__(self, process: Any, element: Element, name: str = "", body: Any = None) -> None:
        super().__init__(process, element, name, body)
        self.script = Formula(element.script or "null")
        self.throws = Template(element.properties.get("throws", ""))

    def _run_hook(self, my_task: Token) -> bool | None:
        tree = my_task.workflow
        what = f"The script of {self.label}"
        value = self.script.value(tree, tree.visible(my_task), self.element.id, what)
        my_task.internal_data["result"] = result = named(self.element.result_variable, value)
        if self.throws.text:
            self._throw(my_task, result)
        return True

    def _throw(self, token: Token, result: dict[str, Any]) -> None:
        """End by an error where `throws`, which sees what the script sees, says one: its code, or {code, message}.
        What the script gave stays."""
        tree = token.workflow
        said = self.throws.value(tree, tree.visible(token), self.element.id, f"The error thrown by {self.label}")
        if said is None:
            return
        mapping.give(token, result, self.gives)
        code, message = (said.get("code"), said.get("message")) if isinstance(said, dict) else (said, None)
        throw_error(token, None if code is None else str(code), str(message or ""), own=True)


def named(variable: str | None, value: Any) -> dict[str, Any]:
    """The value under its result variable; without one, the entries of a context."""
    if variable:
        return {variable: value}
    return value if isinstance(value, dict) else {}
