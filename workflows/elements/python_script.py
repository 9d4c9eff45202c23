"""Script task of SpiffWorkflow's own dialect: Python in the sandbox, whose variables become the task's result.

The time that a script takes counts as the run's own, so that many short ones do not add up to a long one.
"""

import time
from typing import Any

from workflows import values
from workflows.element import Element
from workflows.elements.activity import Activity
from workflows.errors import BadValue, BoundCrossed, StepFailed
from workflows.scripts import SECONDS, ScriptFailed, ScriptLimit, problem_of, run
from workflows.tokens import Token

FORMAT = "python"


class PythonScript(Activity):
    """Runs at once. Every variable that the script gives or changes is let out; without one nothing is."""

    def __init__(self, process: Any, element: Element, name: str = "", body: Any = None) -> None:
        super().__init__(process, element, name, body)
        self.script: str = element.extra["foreign_script"]

    def _run_hook(self, my_task: Token) -> bool | None:
        tree, began = my_task.workflow, time.perf_counter()
        try:
            left = self._left(tree, tree.visible(my_task))
        finally:
            tree.began -= min(time.perf_counter() - began, SECONDS)  # the rest is the machine's, not the script's
        variable = self.element.result_variable
        my_task.internal_data["result"] = {variable: left.get(variable)} if variable else left
        return True

    def _left(self, tree: Any, visible: dict[str, Any]) -> dict[str, Any]:
        what, key = f"The script of {self.label}", self.element.id
        seed = f"{tree.at.isoformat()} {key}"
        try:
            left: dict[str, Any] = values.check(run(self.script, visible, at=tree.at, zone=tree.zone, seed=seed))
        except ScriptLimit as error:
            raise BoundCrossed(f"{what} was stopped: {error}.", bound="script", element=key) from error
        except ScriptFailed as error:
            raise StepFailed(f"{what} failed: {error}.", kind="script", element=key) from error
        except BadValue as error:
            raise StepFailed(f"{what} gives no value to keep: {error}", kind="values", element=key) from error
        return left


def is_python(element: Element) -> bool:
    """Whether the element's script is Python."""
    return element.extra.get("script_format") == FORMAT


def may_run(element: Element) -> bool:
    """Whether nothing speaks against the script; lint says what does."""
    return problem_of(element.extra["foreign_script"]) is None
