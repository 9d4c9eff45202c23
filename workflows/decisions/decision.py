"""One decision with all the decisions that it requires, ready to be made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflows.decisions.errors import DecisionError
from workflows.decisions.evaluation import Making
from workflows.decisions.tables import Literal, Table
from workflows.feel import FeelError, to_json

FUEL = 100_000


@dataclass(frozen=True)
class Decision:
    """`variable`: the name under which those that require it see its value. `needs`: ids it requires, direct ones.

    `order`: every decision to make before this one, itself last, each after what it requires.
    """

    id: str
    name: str
    variable: str
    logic: Table | Literal
    needs: tuple[str, ...] = ()
    order: tuple["Decision", ...] = ()
    line: int | None = None

    def evaluate(self, context: Mapping[str, Any], at: datetime, zone: str = "UTC", fuel: int = FUEL) -> Any:
        """The result as JSON data (finite decimals, ISO 8601 text). Raises DecisionError, BoundCrossed.

        `at` is an aware instant, `fuel` bounds the steps of all expressions together.
        """
        making = Making(at, zone, fuel)
        known: dict[str, Any] = dict(context)
        value: Any = None
        for decision in self.order or (self,):
            value = decision.logic.value(known, making, decision.id)
            known[decision.variable] = value
            known.setdefault(decision.id, value)
        try:
            return to_json(value)
        except FeelError as error:
            raise DecisionError(f"The result cannot be kept: {error.message}", element=self.id) from error
