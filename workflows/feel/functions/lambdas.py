"""Functions written in FEEL: `function(a, b) a + b` (DMN 1.5, 10.3.2.13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workflows.feel.functions.fitting import MISFIT
from workflows.feel.kinds import is_instance
from workflows.feel.nodes import Type
from workflows.feel.run import Body, Frame, Run
from workflows.feel.values import phrase


@dataclass(frozen=True, slots=True, eq=False)
class Lambda:
    """A function with the frame it was written in."""

    names: tuple[str, ...]
    types: tuple[Type | None, ...]
    code: Body
    frame: Frame

    @property
    def label(self) -> str:
        return f"function({', '.join(self.names)})"

    def invoke(self, run: Run, arguments: Sequence[Any]) -> Any:
        """Call with one argument a parameter; null, with a warning, when they do not fit."""
        if len(arguments) != len(self.names):
            run.warn(f"{self.label} cannot be called with {len(arguments)} arguments")
            return None
        values = [_fitted(run, value, type_) for value, type_ in zip(arguments, self.types, strict=True)]
        if any(value is MISFIT for value in values):
            return None
        run.charge(self.code.cost)
        run.enter()
        try:
            return self.code.closure(Frame(run, dict(zip(self.names, values, strict=True)), self.frame))
        finally:
            run.leave()

    def invoke_named(self, run: Run, arguments: dict[str, Any]) -> Any:
        if set(arguments) != set(self.names):
            run.warn(f"{self.label} has no parameters named {', '.join(arguments)}")
            return None
        return self.invoke(run, [arguments[name] for name in self.names])


def _fitted(run: Run, value: Any, wanted: Type | None) -> Any:
    """The argument as its declared type: itself, the item of a list of one, or a list of one."""
    if wanted is None or value is None or is_instance(run, value, wanted):
        return value
    if type(value) is list and len(value) == 1 and is_instance(run, value[0], wanted):
        return value[0]
    if wanted.name == "list" and is_instance(run, [value], wanted):
        return [value]
    run.warn(f"{phrase(value)} is not the {wanted.name} the function asks for")
    return MISFIT
