"""A decision table, compiled: inputs, rules and outputs as FEEL, and how its rules become one value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflows.decisions import hits
from workflows.decisions.errors import DecisionError
from workflows.decisions.evaluation import Making
from workflows.feel import Expression, UnaryTests, compile_expression

_TEMPORAL = {
    "date": compile_expression("date(value)"),
    "time": compile_expression("time(value)"),
    "datetime": compile_expression("date and time(value)"),
    "dateandtime": compile_expression("date and time(value)"),
    "daytimeduration": compile_expression("duration(value)"),
    "yearmonthduration": compile_expression("duration(value)"),
    "duration": compile_expression("duration(value)"),
}


@dataclass(frozen=True)
class Input:
    """A column of conditions. `allowed`: what the value may be at all; `type`: the DMN type name, "" when unsaid."""

    label: str
    formula: Expression
    type: str = ""
    allowed: UnaryTests | None = None


@dataclass(frozen=True)
class Output:
    """A column of results. `values`: what it may be, in order of priority; `default`: when no rule matches."""

    name: str
    values: Expression | None = None
    default: Expression | None = None


@dataclass(frozen=True)
class Rule:
    """One row: a cell for each input (None: any value) and a result for each output (None: null)."""

    cells: tuple[UnaryTests | None, ...]
    results: tuple[Expression | None, ...]


@dataclass(frozen=True)
class Table:
    """A decision table."""

    policy: str
    aggregator: str | None
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]

    def value(self, context: Mapping[str, Any], making: Making, decision: str) -> Any:
        """The FEEL value: of one output itself, of several a context by name. Raises DecisionError, BoundCrossed."""
        found = self._hits(context, making, decision)
        if not found:
            return self._none(context, making, decision)
        if self.aggregator is not None:
            return hits.aggregate(self.aggregator, [outputs[0] for _, outputs in found], decision)
        order = [self._priorities(output, context, making, decision) for output in self.outputs]
        one = hits.single(self.policy, found, order, decision)
        if one is not None:
            return self._shown(one)
        return [self._shown(outputs) for outputs in hits.several(self.policy, found, order)]

    def _hits(self, context: Mapping[str, Any], making: Making, decision: str) -> list[hits.Hit]:
        values = [self._input(column, context, making, decision) for column in self.inputs]
        found: list[hits.Hit] = []
        for number, rule in enumerate(self.rules, start=1):
            place = f"Rule {number}"
            if all(
                cell is None or making.matches(cell, value, context, place, decision)
                for cell, value in zip(rule.cells, values, strict=True)
            ):
                results = (
                    None if formula is None else making.value(formula, context, place, decision)
                    for formula in rule.results
                )
                found.append((number, tuple(results)))
                if self.policy == "FIRST":
                    break
        return found

    def _input(self, column: Input, context: Mapping[str, Any], making: Making, decision: str) -> Any:
        place = f"The input “{column.label}”"
        value = making.value(column.formula, context, place, decision)
        reader = _TEMPORAL.get(column.type)
        if reader is not None and isinstance(value, str):
            value = making.value(reader, {"value": value}, place, decision)
        allowed = column.allowed
        if value is not None and allowed is not None and not making.matches(allowed, value, context, place, decision):
            raise DecisionError(f"{place} has a value that is not allowed: {str(value)[:80]}.", element=decision)
        return value

    def _none(self, context: Mapping[str, Any], making: Making, decision: str) -> Any:
        """No rule matches: the default outputs, else null; a count is then nought."""
        if self.aggregator == "COUNT":
            return 0
        if all(output.default is None for output in self.outputs):
            return None
        row = tuple(
            None if output.default is None else making.value(output.default, context, "The default output", decision)
            for output in self.outputs
        )
        return self._shown(row)

    def _priorities(
        self, output: Output, context: Mapping[str, Any], making: Making, decision: str
    ) -> list[Any] | None:
        if output.values is None or self.policy not in {"PRIORITY", "OUTPUT ORDER"}:
            return None
        values = making.value(output.values, context, f"The values of the output “{output.name}”", decision)
        return values if isinstance(values, list) else [values]

    def _shown(self, row: tuple[Any, ...]) -> Any:
        return row[0] if len(row) == 1 else dict(zip((output.name for output in self.outputs), row, strict=True))


@dataclass(frozen=True)
class Literal:
    """A decision that is one FEEL expression."""

    formula: Expression

    def value(self, context: Mapping[str, Any], making: Making, decision: str) -> Any:
        """The FEEL value. Raises DecisionError, BoundCrossed."""
        return making.value(self.formula, context, "The expression", decision)
