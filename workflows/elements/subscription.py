"""What an event waits for: a moment, a message, a signal, a condition; worked out once, when the waiting begins.

The facts go into the token's `internal_data` (JSON): `due` (ISO 8601, UTC), `left` and `period` of a cycle, `name`
and `key` of a message or signal, `held` (whether a condition was true when last looked at).
"""

from collections.abc import Set
from datetime import UTC, datetime
from typing import Any

from workflows import moments
from workflows.element import Element, Event
from workflows.errors import BoundCrossed, StepFailed
from workflows.expressions import Formula, Template
from workflows.tokens import Token

SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)
KINDS = frozenset({"timer", "message", "signal", "conditional"})


class Subscription:
    """The compiled texts of one event definition. Raises FeelSyntaxError or ValueError for what cannot be read."""

    def __init__(self, element: Element, event: Event) -> None:
        self.element, self.event = element, event
        self.kind = event.kind
        self.timer_kind = event.timer_kind
        self.name = Template(event.name)
        self.key = Formula(event.correlation_key) if event.correlation_key else None
        self.timer = self._timer(event.expression) if self.kind == "timer" else None
        self.condition = Formula(event.expression or "null") if self.kind == "conditional" else None

    def begin(self, token: Token, context: dict[str, Any], label: str) -> None:
        """Start to wait with the variables of `context`. Raises StepFailed, BoundCrossed."""
        if self.kind == "timer":
            self._schedule(token, context, label)
        elif self.kind in ("message", "signal"):
            self._listen(token, context, label)
        else:
            token.workflow.looked = False

    def moves(self, changed: Set[str]) -> bool:
        """This is a timer whose text reads one of these variables."""
        formula = self.timer.formula if self.timer is not None else None
        return formula is not None and not formula.names.isdisjoint(changed)

    def retime(self, token: Token, label: str) -> None:
        """Reckon the timer anew: wait under another id."""
        tree, host = token.workflow, token.parent
        tree.forget(token)
        again = host._add_child(token.task_spec, tree.WAITING)
        again.internal_data.update({k: v for k, v in token.internal_data.items() if k not in ("due", "period", "left")})
        self._schedule(again, tree.visible(host), label)

    def holds(self, token: Token, label: str) -> bool:
        """Whether the condition has become true since it was last looked at (BPMN 2.0.2, table 10.93)."""
        if self.condition is None:
            return False
        tree = token.workflow
        what = f"The condition of {label}"
        held = token.internal_data.get("held", False)
        now = self.condition.raw(tree, tree.visible(token), self.element.id, what).value is True
        token.internal_data["held"] = now
        return now and not held

    def _timer(self, text: str | None) -> Template:
        """The text of the timer, read once to see whether it can be."""
        if not text:
            raise ValueError("The timer has neither a date, a duration nor a cycle.")
        timer = Template(text)
        if timer.formula is None:
            if text.startswith("-"):
                raise ValueError(f'"{text}" goes back in time.')
            self._read(text, SOME_DAY, "UTC")
        return timer

    def _schedule(self, token: Token, context: dict[str, Any], label: str) -> None:
        """Reckon the moment from the command's, and of a cycle its period and how often it still comes."""
        tree, facts = token.workflow, token.internal_data
        text = self._text(tree, context, label)
        try:
            found = self._read(text, tree.at, tree.zone)
        except ValueError as error:
            raise StepFailed(
                f"The timer of {label} cannot be read: {error}", kind="expression", element=self.element.id
            ) from error
        facts["due"] = found.due.isoformat()
        if found.period and found.left != 0:
            least = tree.bounds.cycle_seconds
            if moments.gap(found.period, found.due, tree.zone) < least:
                raise BoundCrossed(
                    f"The timer of {label} repeats more often than every {least} seconds ({text}).",
                    bound="cycle_seconds",
                    element=self.element.id,
                )
            facts["period"] = found.period
            if found.left is not None:
                facts["left"] = found.left

    def _text(self, tree: Any, context: dict[str, Any], label: str) -> Any:
        assert self.timer is not None
        if self.timer.formula is None:
            return self.timer.text
        return self.timer.formula.known(tree, context, self.element.id, f"The timer of {label}")

    def _read(self, text: Any, at: datetime, zone: str) -> moments.Repetition:
        if self.timer_kind == "cycle":
            return moments.repetition(text, at, zone)
        if self.timer_kind == "duration" and isinstance(text, str) and not text.lstrip("-").upper().startswith("P"):
            raise ValueError(f'"{text}" is not a duration such as PT2H or P3D.')
        return moments.Repetition(moments.moment(text, at, zone))

    def _listen(self, token: Token, context: dict[str, Any], label: str) -> None:
        tree, facts = token.workflow, token.internal_data
        if self.name.formula is not None:
            facts["name"] = str(self.name.value(tree, context, self.element.id, f"The name of {label}"))
        if self.key is not None:
            facts["key"] = self.key.key(tree, context, self.element.id, f"The correlation key of {label}")
