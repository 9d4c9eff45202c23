"""One making of a decision: the instant, the zone and the fuel that all its expressions share.

Every FEEL error leaves as DecisionError with the name of the decision and the place.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workflows.decisions.errors import DecisionError
from workflows.errors import BoundCrossed
from workflows.feel import Expression, FeelError, FeelFuelError, UnaryTests


class Making:
    """Counts the fuel down over all expressions of one `Decision.evaluate`."""

    __slots__ = ("at", "fuel", "limit", "zone")

    def __init__(self, at: datetime, zone: str, fuel: int) -> None:
        self.at = at
        self.zone = zone
        self.fuel = self.limit = fuel

    def value(self, formula: Expression, context: Mapping[str, Any], place: str, decision: str) -> Any:
        """The FEEL value. Raises DecisionError, or BoundCrossed when the fuel is spent."""
        try:
            result = formula.explain(context, at=self.at, zone=self.zone, fuel=self.fuel)
        except FeelFuelError as error:
            raise self._spent(error, decision) from error
        except FeelError as error:
            raise DecisionError(f"{place} cannot be worked out: {error.message}", element=decision) from error
        self.fuel -= result.steps
        return result.value

    def matches(self, cell: UnaryTests, value: Any, context: Mapping[str, Any], place: str, decision: str) -> bool:
        """Whether the cell accepts the value; an answer of null is no. Raises as `value` does."""
        try:
            result = cell.explain(value, context, at=self.at, zone=self.zone, fuel=self.fuel)
        except FeelFuelError as error:
            raise self._spent(error, decision) from error
        except FeelError as error:
            raise DecisionError(f"{place} cannot be worked out: {error.message}", element=decision) from error
        self.fuel -= result.steps
        return result.value is True

    def _spent(self, error: FeelFuelError, decision: str) -> BoundCrossed:
        message = f"The decision takes more than the {self.limit:,} steps it may take: {error.message}"
        return BoundCrossed(message, bound="fuel", element=decision)
