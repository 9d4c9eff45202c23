"""One decision or decision service with all that it rests on, ready to be made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflows.decisions.errors import DecisionError
from workflows.decisions.knowledge import Service
from workflows.decisions.making import Making
from workflows.decisions.step import Input, Key, Step, make
from workflows.errors import BoundCrossed
from workflows.feel import FeelError, FeelFuelError, to_json
from workflows.feel.run import Frame

FUEL = 100_000


@dataclass(frozen=True)
class Decision:
    """`variable`: the name under which those that require it see its value. `needs`: ids it requires, direct ones.

    `order`: every decision to make before this one, itself last, each after what it requires. `inputs` are the data
    they read. Of a `service` the order makes its output decisions, and its input decisions may be given as variables.
    """

    id: str
    name: str
    variable: str
    key: Key
    needs: tuple[str, ...] = ()
    order: tuple[Step, ...] = ()
    inputs: tuple[Input, ...] = ()
    line: int | None = None
    service: Service | None = None

    def evaluate(self, context: Mapping[str, Any], at: datetime, zone: str = "UTC", fuel: int = FUEL) -> Any:
        """The result as JSON data (finite decimals, ISO 8601 text). Raises DecisionError, BoundCrossed.

        `at` is an aware instant, `fuel` bounds the steps of all expressions together.
        """
        return self.counted(context, at, zone, fuel)[0]

    def counted(self, context: Mapping[str, Any], at: datetime, zone: str, fuel: int) -> tuple[Any, int]:
        """The same, and the steps that it took."""
        value, steps = self.spending(context, at, zone, fuel)
        try:
            return to_json(value), steps
        except FeelError as error:
            raise DecisionError(f"The result cannot be kept: {error.message}", element=self.id) from error

    def value(self, context: Mapping[str, Any], at: datetime, zone: str = "UTC", fuel: int = FUEL) -> Any:
        """The result as FEEL's value. Raises as `evaluate`; null where a rule was broken is a DecisionError."""
        return self.spending(context, at, zone, fuel)[0]

    def spending(self, context: Mapping[str, Any], at: datetime, zone: str, fuel: int) -> tuple[Any, int]:
        """The same, and the steps that it took."""
        making = Making(at, zone, fuel)
        value = self._bounded(making, lambda: self._made(making, context))
        if value is None and making.failures:
            raise DecisionError(making.failures[0], element=self.id)
        return value, fuel - making.fuel

    def _made(self, making: Making, context: Mapping[str, Any]) -> Any:
        values: dict[Key, Any] = {}
        for data in self.inputs:
            found = _looked_up(context, data)
            if found is not MISSING:
                values[data.key] = data.take(making, found)
        if self.service is not None:
            values |= {
                key: context[name] for name, key, _ in self.service.inputs if name in context and key not in values
            }
        make(making, self.order, values, Frame(making, context))
        return self.service.shown(making, values) if self.service is not None else values[self.key]

    def _bounded(self, making: Making, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except FeelFuelError as error:
            message = f"The decision takes more than the {making.limit:,} steps it may take: {error.message}"
            if error.what != "steps":
                message = f"The decision cannot be made: {error.message}"
            raise BoundCrossed(message, bound="fuel", element=self.id) from error
        except RecursionError:
            message = "The decision cannot be made: its values are nested too deeply."
            raise BoundCrossed(message, bound="fuel", element=self.id) from None
        except FeelError as error:
            message = f"The decision {self.name or self.id} cannot be worked out: {error.message}"
            raise DecisionError(message, element=self.id) from error


MISSING = object()


def _looked_up(context: Mapping[str, Any], data: Input) -> Any:
    """The input's value: under the name of its import, else under its own name."""
    at: Any = context
    for name in data.path:
        at = at.get(name, MISSING) if isinstance(at, Mapping) else MISSING
    return at if at is not MISSING else context.get(data.name, MISSING)
