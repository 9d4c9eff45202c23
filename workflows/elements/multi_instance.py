"""Multi-instance: one activity for each item of a list, all at once or one after another (BPMN 2.0.2, 10.3.8, 13.3.7).

The body is a scope that holds the outputs gathered so far, in the order of the items; each instance is a scope with
its item, `loopCounter` (from 1) and, where the output element is a variable, that variable, null at first: so what one
instance answers is never seen by another.
"""

import re
from typing import Any

from workflows import scopes
from workflows.element import Element, Loop
from workflows.elements.activity import Activity
from workflows.errors import BoundCrossed
from workflows.expressions import Formula
from workflows.tokens import Token


class MultiInstance(Activity):
    """The body around the instances of `inner`. Its token keeps `total`, `next` (to start) and `done` (completed)."""

    def __init__(self, process: Any, element: Element) -> None:
        super().__init__(process, element)
        assert element.loop is not None
        self.takes = self.gives = ()
        self.loop: Loop = element.loop
        self.collection = _formula(self.loop.input_collection)
        self.cardinality = _formula(self.loop.cardinality)
        self.gathered = self.loop.output_collection or ""
        self.output = _formula(self.loop.output_element) if self.loop.output_collection else None
        self.stop = _formula(self.loop.completion_condition)
        self.own_result = _variable(self.loop.output_element) if self.output else None

    def _run_hook(self, my_task: Token) -> bool | None:
        tree = my_task.workflow
        items = self._items(my_task)
        scope = scopes.open_scope(tree.record, my_task.id, tree.scope_of(my_task.parent), {})
        if self.output is not None:
            scope["data"][self.gathered] = [None] * len(items)
        my_task.internal_data.update(total=len(items), next=0, done=0)
        if self.loop.sequential:
            scope["items"] = items
        for item in items[:1] if self.loop.sequential else items:
            self._start(my_task, item)
        return None if items else True

    def gather(self, body: Token, child: Token) -> None:
        """An instance is completing: keep its output at its place and see whether that was enough."""
        tree, facts = body.workflow, body.internal_data
        facts["done"] += 1
        context = tree.visible(child)
        if self.output is not None:
            outputs = scopes.own(tree.record, body.id)
            renewed = list(outputs[self.gathered])
            what = f"The output element of {self.label}"
            renewed[child.internal_data["loop"] - 1] = self.output.value(tree, context, self.element.id, what)
            outputs[self.gathered] = renewed
            context = tree.visible(child)
        if self.stop is not None:
            counts = {
                "numberOfInstances": facts["total"],
                "numberOfCompletedInstances": facts["done"],
                "numberOfActiveInstances": facts["next"] - facts["done"],
                "numberOfTerminatedInstances": 0,
            }
            what = f"The completion condition of {self.label}"
            facts["enough"] = self.stop.true(tree, {**context, **counts}, self.element.id, what)

    def inner_done(self, container: Token, child: Token) -> None:
        """An instance ended: stop, start the next, or be done with the last."""
        facts = container.internal_data
        if facts.get("enough"):
            for other in list(container.inner()):
                other.cancel()
        elif self.loop.sequential and facts["next"] < facts["total"]:
            self._start(container, container.workflow.record[container.id]["items"][facts["next"]])
        super().inner_done(container, child)

    def locals(self, number: int, item: Any) -> dict[str, Any]:
        """The variables that belong to one instance alone."""
        found: dict[str, Any] = {self.own_result: None} if self.own_result else {}
        found["loopCounter"] = number
        if self.loop.input_element:
            found[self.loop.input_element] = item
        return found

    def give(self, token: Token, result: dict[str, Any]) -> None:
        """Let the gathered outputs out as one list."""
        if self.output is not None:
            tree = token.workflow
            values = scopes.own(tree.record, token.id)[self.gathered]
            scopes.merge(tree.record, tree.scope_of(token.parent), {self.gathered: values})

    def _items(self, token: Token) -> list[Any]:
        """The list, or as many times None as the cardinality says. Raises StepFailed, BoundCrossed."""
        tree, bound = token.workflow, token.workflow.bounds.items
        formula, what = self.collection, f"The list behind {self.label}"
        if formula is None:
            formula, what = self.cardinality, f"The number of instances of {self.label}"
        if formula is None:
            raise self.problem(f"{self.label} says neither for which list nor how often it is done.", "expression")
        value = formula.value(tree, tree.visible(token), self.element.id, what)
        count = len(value) if isinstance(value, list) else value if self.collection is None else None
        if count is None or isinstance(count, (bool, str, dict)) or count < 0 or count != int(count):
            wanted = "a list" if self.collection else "a whole number"
            raise self.problem(f"{what} must be {wanted}, but {formula.text} is {_told(value)}.", "expression")
        if count > bound:
            raise BoundCrossed(
                f"{what} has {count} items; at most {bound} are allowed.", bound="items", element=self.element.id
            )
        return value if isinstance(value, list) else [None] * int(count)

    def _start(self, body: Token, item: Any) -> None:
        """Begin the next instance, in a scope of its own."""
        facts, tree = body.internal_data, body.workflow
        facts["next"] += 1
        child = body._add_child(self.inner)
        child.internal_data["loop"] = facts["next"]
        scopes.open_scope(tree.record, child.id, body.id, self.locals(facts["next"], item))
        self.inner._update(child)


def _variable(text: str | None) -> str | None:
    """The variable that an output element such as `answer` or `answer.text` names; None for any other expression."""
    match = re.fullmatch(r"(\w+)(\.\w+)*", text or "")
    return match[1] if match and not match[1].isdigit() else None


def _formula(text: str | None) -> Formula | None:
    return Formula(text) if text else None


def _told(value: Any) -> str:
    return "null" if value is None else f"a {type(value).__name__}"
