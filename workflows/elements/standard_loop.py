"""Standard loop: one activity again and again while a condition holds (BPMN 2.0.2, 10.3.8 and table 10.27).

`testBefore` asks before every turn, else the first turn is made without asking; `loopMaximum` ends the loop whatever
the condition says. With neither condition nor maximum the activity is done once. Each turn has its `loopCounter`, from
1; the condition sees the number of turns made so far under that name.
"""

from typing import Any

from workflows import scopes
from workflows.element import Element, Loop
from workflows.elements.activity import Activity
from workflows.errors import BoundCrossed
from workflows.expressions import Formula
from workflows.tokens import Token


class StandardLoop(Activity):
    """The body around the turns of `inner`. Its token keeps `turns` (begun) and `most` (allowed)."""

    def __init__(self, process: Any, element: Element) -> None:
        super().__init__(process, element)
        assert element.loop is not None
        self.takes = self.gives = ()
        self.loop: Loop = element.loop
        self.condition = Formula(self.loop.condition) if self.loop.condition else None
        self.maximum = Formula(self.loop.cardinality) if self.loop.cardinality else None

    def _run_hook(self, my_task: Token) -> bool | None:
        my_task.internal_data.update(turns=0, most=self._most(my_task))
        return None if self._turn(my_task) else True

    def inner_done(self, container: Token, child: Token) -> None:
        """A turn ended: make the next one, or be done."""
        if next(container.inner(), None) is None and not self._turn(container):
            container.complete()

    def gather(self, body: Token, child: Token) -> None:
        """A loop gathers nothing: what a turn gives leaves it as from any activity."""

    def locals(self, number: int, item: Any) -> dict[str, Any]:
        """The variable that belongs to one turn alone."""
        return {"loopCounter": number}

    def _turn(self, body: Token) -> bool:
        tree, facts = body.workflow, body.internal_data
        if not self._again(body):
            return False
        facts["turns"] += 1
        if facts["turns"] > tree.bounds.items:
            message = f"{self.label} was repeated {tree.bounds.items:,} times. Does its condition ever become false?"
            raise BoundCrossed(message, bound="items", element=self.element.id)
        child = body._add_child(self.inner)
        child.internal_data["loop"] = facts["turns"]
        scopes.open_scope(tree.record, child.id, tree.scope_of(body), self.locals(facts["turns"], None))
        self.inner._update(child)
        return True

    def _again(self, body: Token) -> bool:
        tree, turns = body.workflow, body.internal_data["turns"]
        if turns >= body.internal_data["most"]:
            return False
        if turns == 0 and not self.loop.test_before:
            return True
        if self.condition is None:
            return True
        context = {**tree.visible(body), "loopCounter": turns}
        return self.condition.true(tree, context, self.element.id, f"The condition of the loop {self.label}")

    def _most(self, body: Token) -> int:
        tree = body.workflow
        if self.maximum is None:
            return 1 if self.condition is None else tree.bounds.items + 1
        what = f"The most turns of {self.label}"
        value = self.maximum.value(tree, tree.visible(body), self.element.id, what)
        if value is None or isinstance(value, (bool, str, dict, list)) or value < 0 or value != int(value):
            raise self.problem(f"{what} must be a whole number, but {self.maximum.text} is {value!r}.", "expression")
        return int(value)
