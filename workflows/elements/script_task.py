"""Script task: a FEEL expression whose value becomes a variable (BPMN 2.0.2, 10.3.3)."""

from typing import Any

from workflows.element import Element
from workflows.elements.activity import Activity
from workflows.expressions import Formula
from workflows.tokens import Token


class ScriptTask(Activity):
    """Runs at once. Without a result variable a context lets out its entries and any other value is dropped."""

    def __init__(self, process: Any, element: Element, name: str = "", body: Any = None) -> None:
        super().__init__(process, element, name, body)
        self.script = Formula(element.script or "null")

    def _run_hook(self, my_task: Token) -> bool | None:
        tree = my_task.workflow
        what = f"The script of {self.label}"
        value = self.script.value(tree, tree.visible(my_task), self.element.id, what)
        my_task.internal_data["result"] = named(self.element.result_variable, value)
        return True


def named(variable: str | None, value: Any) -> dict[str, Any]:
    """The value under its result variable; without one, the entries of a context."""
    if variable:
        return {variable: value}
    return value if isinstance(value, dict) else {}
