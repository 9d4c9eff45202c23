"""A decision table, compiled: inputs, rules and outputs as FEEL, and how its rules become one value (DMN 1.5, 8.2)."""

from dataclasses import dataclass
from typing import Any

from workflows.decisions import hits
from workflows.decisions.errors import DecisionError
from workflows.decisions.item_type import ItemType
from workflows.decisions.making import enter, fail
from workflows.feel.functions.lambdas import Fit
from workflows.feel.run import Body, Frame


@dataclass(frozen=True)
class Input:
    """A column of conditions. `allowed`: what the value may be at all; `type`: as what a text of a variable is read."""

    label: str
    formula: Body
    type: ItemType | None = None
    allowed: Body | None = None


@dataclass(frozen=True)
class Output:
    """A column of results. `values`: what it may be, in order of priority; `default`: when no rule matches."""

    name: str
    values: Body | None = None
    default: Body | None = None
    convert: Fit | None = None


@dataclass(frozen=True)
class Rule:
    """One row: a cell for each input (None: any value) and a result for each output (None: null)."""

    cells: tuple[Body | None, ...]
    results: tuple[Body | None, ...]


@dataclass(frozen=True)
class Table:
    """A decision table."""

    policy: str
    aggregator: str | None
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]

    def value(self, frame: Frame) -> Any:
        """Of one output its value, of several a context by name; null, with the reason, where the table is broken."""
        try:
            return self._value(frame)
        except DecisionError as error:
            return fail(frame.run, str(error))

    def _value(self, frame: Frame) -> Any:
        found = self._hits(frame)
        if not found:
            return self._none(frame)
        if self.aggregator is not None:
            return hits.aggregate(frame.run, self.aggregator, [outputs[0] for _, outputs in found])
        order = [self._priorities(output, frame) for output in self.outputs]
        one = hits.single(frame.run, self.policy, found, order)
        if one is not None:
            return self._shown(one)
        return [self._shown(outputs) for outputs in hits.several(frame.run, self.policy, found, order)]

    def _hits(self, frame: Frame) -> list[hits.Hit]:
        inputs = [Frame(frame.run, {"?": self._input(column, frame)}, frame) for column in self.inputs]
        found: list[hits.Hit] = []
        for number, rule in enumerate(self.rules, start=1):
            frame.run.charge(1 + len(rule.cells) // 8)
            if _matches(rule, inputs):
                pairs = zip(rule.results, self.outputs, strict=True)
                found.append((number, tuple(_result(formula, output, frame) for formula, output in pairs)))
                if self.policy == "FIRST":
                    break
        return found

    def _input(self, column: Input, frame: Frame) -> Any:
        value = enter(column.formula, frame)
        if column.type is not None:
            value = column.type.read(value)
        allowed = column.allowed
        if (
            value is not None
            and allowed is not None
            and enter(allowed, Frame(frame.run, {"?": value}, frame)) is not True
        ):
            raise DecisionError(f"The input “{column.label}” has a value that is not allowed: {str(value)[:80]}.")
        return value

    def _none(self, frame: Frame) -> Any:
        """No rule matches: the default outputs, else null; a count is then nought."""
        if self.aggregator == "COUNT":
            return 0
        if all(output.default is None for output in self.outputs):
            return None
        return self._shown(
            tuple(None if output.default is None else enter(output.default, frame) for output in self.outputs)
        )

    def _priorities(self, output: Output, frame: Frame) -> list[Any] | None:
        if output.values is None or self.policy not in {"PRIORITY", "OUTPUT ORDER"}:
            return None
        values = enter(output.values, frame)
        return values if isinstance(values, list) else [values]

    def _shown(self, row: tuple[Any, ...]) -> Any:
        return row[0] if len(row) == 1 else dict(zip((output.name for output in self.outputs), row, strict=True))


def _matches(rule: Rule, inputs: list[Frame]) -> bool:
    return all(cell is None or enter(cell, frame) is True for cell, frame in zip(rule.cells, inputs, strict=True))


def _result(formula: Body | None, output: Output, frame: Frame) -> Any:
    value = None if formula is None else enter(formula, frame)
    return value if output.convert is None else output.convert(frame.run, value)
