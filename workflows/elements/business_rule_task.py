"""Business rule task: a DMN decision of the definition is made with the variables in sight (BPMN 2.0.2, 10.3.3)."""

from typing import Any

from workflows import values
from workflows.elements.activity import Activity
from workflows.elements.script_task import named
from workflows.errors import BadValue, StepFailed
from workflows.expressions import Template
from workflows.tokens import Token


class BusinessRuleTask(Activity):
    """Runs at once; the decision's value becomes the result variable."""

    def __init__(self, process: Any, element: Any, name: str = "", body: Any = None) -> None:
        super().__init__(process, element, name, body)
        self.decision = Template(element.called_decision or "")

    def _run_hook(self, my_task: Token) -> bool | None:
        tree = my_task.workflow
        context = tree.visible(my_task)
        name = self.decision.value(tree, context, self.element.id, f"The decision of {self.label}")
        decision = tree.definition.decisions.get(name)
        if decision is None:
            raise self.problem(f'{self.label} asks for the decision "{name}", which this definition lacks.', "decision")
        try:
            made, steps = decision.counted(context, tree.at, tree.zone, tree.bounds.fuel)
            tree.fuel += steps
            value = values.check(made)
        except StepFailed as error:
            error.element = self.element.id
            raise
        except BadValue as error:
            raise self.problem(f'The decision "{name}" of {self.label} cannot be made: {error}', "decision") from error
        my_task.internal_data["result"] = named(self.element.result_variable, value)
        return True
