"""Functions written in FEEL: `function(a, b) a + b` (DMN 1.5, 10.3.2.13)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from workflows.feel.conformance import ALIASES, NONE, Defined
from workflows.feel.functions.fitting import MISFIT
from workflows.feel.kinds import is_instance
from workflows.feel.nodes import Type
from workflows.feel.run import Body, Frame, Run
from workflows.feel.temporals import Date, DateTime, Time
from workflows.feel.values import phrase

#: What makes an argument fit its parameter: the value to bind, or MISFIT.
Fit = Callable[[Run, Any], Any]


@dataclass(frozen=True, slots=True, eq=False)
class Lambda:
    """A function with the frame it was written in; `fits` has None for a parameter that takes anything."""

    names: tuple[str, ...]
    fits: tuple[Fit | None, ...]
    code: Body
    frame: Frame
    signature: Type | None = None

    @property
    def label(self) -> str:
        return f"function({', '.join(self.names)})"

    def invoke(self, run: Run, arguments: Sequence[Any]) -> Any:
        """Call with one argument a parameter; null, with a warning, when they do not fit."""
        if len(arguments) != len(self.names):
            run.warn(f"{self.label} cannot be called with {len(arguments)} arguments")
            return None
        values = [value if fit is None else fit(run, value) for value, fit in zip(arguments, self.fits, strict=True)]
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


def fitting(wanted: Type, types: Defined = NONE) -> Fit:
    """Arguments as this type: itself, the item of a list of one, or a list of one (DMN 1.5, 10.3.2.9.4)."""

    def fit(run: Run, value: Any) -> Any:
        if value is None or is_instance(run, value, wanted, types):
            return value
        if type(value) is list and len(value) == 1 and is_instance(run, value[0], wanted, types):
            return value[0]
        if wanted.name == "list" and is_instance(run, [value], wanted, types):
            return [value]
        if type(value) is Date and ALIASES.get(wanted.name, wanted.name) == "date and time":
            return DateTime(value, Time(0, 0))
        run.warn(f"{phrase(value)} is not the {wanted.name} the function asks for")
        return MISFIT

    return fit
