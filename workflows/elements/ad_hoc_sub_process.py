"""Ad-hoc sub-process: steps that people begin as they see fit (BPMN 2.0.2, 10.3.5 and 13.3.5).

What nothing leads to may be begun, any number of times, in sequence one at a time; what flows lead to follows by
itself. After each activity the completion condition is asked: when it holds the rest ends at once, or, with
cancelRemainingInstances = false, nothing more may be begun. Without a condition it ends when somebody says so, or,
where zeebe:adHoc names the elements to begin with, with the last of them.
"""

from typing import Any

from workflows.element import Element
from workflows.elements.activity import Activity
from workflows.elements.assignment import Assignment
from workflows.elements.node import Node, arrive
from workflows.errors import NotWaiting
from workflows.expressions import Formula
from workflows.tokens import Token


class AdHocSubProcess(Activity):
    """Its token keeps `next` (elements still to begin with) and `closed` (nothing more may be begun)."""

    waits_for = "choice"

    def __init__(self, process: Any, element: Element, name: str = "", body: Any = None) -> None:
        super().__init__(process, element, name, body)
        said = element.extra["ad_hoc"]
        self.assignment = Assignment(element)
        self.sequential, self.cancels = said["sequential"], said["cancel"]
        self.condition = Formula(said["completion"]) if said["completion"] else None
        self.active = Formula(said["active"]) if said["active"] else None

    @property
    def may_finish(self) -> bool:
        """Whether it is for people to say that nothing more is to be done."""
        return self.condition is None and self.active is None

    def open(self, token: Token) -> None:
        """Say who may begin its steps, as its variables are now."""
        token.workflow.opened[token.id] = self.assignment.task(token, self.label)

    def choices(self, token: Token) -> tuple[Element, ...]:
        """What may be begun now."""
        if token.internal_data.get("closed") or (self.sequential and next(token.inner(), None) is not None):
            return ()
        return tuple(node.element for node in self.starts)

    def begin(self, token: Token, key: str) -> None:
        """Begin the element. Raises NotWaiting."""
        if key not in {element.id for element in self.choices(token)}:
            raise NotWaiting(f'"{key}" cannot be begun in {self.label} (any more).')
        arrive(token, self._start(key))

    def finish(self, token: Token) -> None:
        """Nothing more is to be begun. Raises NotWaiting where that is not for people to say."""
        if not self.may_finish or token.internal_data.get("closed"):
            raise NotWaiting(f"{self.label} cannot be finished by hand.")
        token.internal_data["closed"] = True
        self._over(token)

    def inner_done(self, container: Token, child: Token) -> None:
        """Something inside ended: ask the condition, begin the next, or be done."""
        facts = container.internal_data
        if isinstance(child.task_spec, Activity) and self._enough(container):
            facts["closed"] = True
            facts.pop("next", None)
            if self.cancels:
                for other in list(container.inner()):
                    other.cancel()
        self._over(container)

    def _run_hook(self, my_task: Token) -> bool | None:
        names = self._active(my_task)
        for handler in self.handlers:
            handler.watch(my_task)
        if self.sequential and names:
            my_task.internal_data["next"] = names[1:]
            names = names[:1]
        for key in names:
            arrive(my_task, self._start(key))
        return None if names or self.active is None or self.condition is not None else True

    def _over(self, token: Token) -> None:
        if next(token.inner(), None) is not None:
            return
        left = token.internal_data.get("next")
        if left:
            arrive(token, self._start(left.pop(0)))
        elif token.internal_data.get("closed") or (self.active is not None and self.condition is None):
            token.complete()

    def _enough(self, token: Token) -> bool:
        if self.condition is None:
            return False
        tree = token.workflow
        what = f"The completion condition of {self.label}"
        return self.condition.true(tree, tree.visible(token), self.element.id, what)

    def _active(self, token: Token) -> list[str]:
        if self.active is None:
            return []
        tree = token.workflow
        what = f"The list of elements to begin with in {self.label}"
        value = self.active.value(tree, tree.visible(token), self.element.id, what)
        known = {node.element.id for node in self.starts}
        if not isinstance(value, list) or not all(isinstance(key, str) and key in known for key in value):
            wanted = ", ".join(sorted(known))
            raise self.problem(f"{what} must be a list of {wanted}, but it is {value!r}.", "expression")
        return list(value)

    def _start(self, key: str) -> Node:
        return next(node for node in self.starts if node.element.id == key)
