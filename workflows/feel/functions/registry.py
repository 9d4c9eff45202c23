"""The table of built-ins and how their arguments are fitted (DMN 1.5, 10.3.2.9.4 and 10.3.4).

A built-in declares its parameters as text, `"string: string, start position: number, length?: number"`: a name, a
kind, `?` where it may be absent, `*` where the last takes any number. An argument that does not fit makes null.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from workflows.feel.functions.fitting import MISFIT, fit
from workflows.feel.run import Run
from workflows.feel.values import phrase

C = TypeVar("C")
F = TypeVar("F", bound=Callable[..., Any])
BUILTINS: dict[str, "Builtin"] = {}


@dataclass(frozen=True, slots=True)
class Parameter:
    """`kind` is one fitting.py knows; `optional` may be left out or null."""

    name: str
    kind: str
    optional: bool
    repeated: bool


@dataclass(frozen=True, slots=True)
class Overload:
    """One way to call a built-in."""

    label: str
    parameters: tuple[Parameter, ...]
    function: Callable[..., Any]

    def takes(self, count: int) -> bool:
        """Whether so many positional arguments fit."""
        least = sum(not parameter.optional for parameter in self.parameters)
        most = 255 if self.parameters and self.parameters[-1].repeated else len(self.parameters)
        return least <= count <= most

    def takes_names(self, names: Sequence[str]) -> bool:
        """Whether exactly these names fit."""
        known = {parameter.name for parameter in self.parameters}
        needed = {parameter.name for parameter in self.parameters if not parameter.optional}
        return len(set(names)) == len(names) and needed <= set(names) <= known

    def sorted(self, names: Sequence[str], arguments: Sequence[C], absent: C) -> list[C]:
        """Named arguments in the order of the parameters."""
        given = dict(zip(names, arguments, strict=True))
        return [given.get(parameter.name, absent) for parameter in self.parameters]

    def fitted(self, arguments: Sequence[Any]) -> list[Any] | str:
        """The arguments as the function wants them, or the sentence that says which one does not fit."""
        fitted: list[Any] = []
        last = len(self.parameters) - 1
        for place, argument in enumerate(arguments):
            parameter = self.parameters[min(place, last)]
            if argument is None and parameter.optional:
                fitted.append(None)
                continue
            value = fit(parameter.kind, argument)
            if value is MISFIT:
                return f"{self.label}() takes a {parameter.kind} as {parameter.name}, not {phrase(argument)}"
            fitted.append(value)
        return fitted


@dataclass(frozen=True, slots=True)
class Builtin:
    """All ways to call the function of one name."""

    label: str
    overloads: list[Overload]

    def placed(self, count: int) -> list[Overload]:
        """The ways that take so many positional arguments."""
        return [overload for overload in self.overloads if overload.takes(count)]

    def named(self, names: Sequence[str]) -> list[Overload]:
        """The ways that have parameters of these names."""
        return [overload for overload in self.overloads if overload.takes_names(names)]

    def misfit(self, given: int | Sequence[str]) -> str:
        """The sentence for arguments that fit no way to call it."""
        if isinstance(given, int):
            return f"{self.label}() cannot be called with {given} arguments"
        return f"{self.label}() has no parameters named {', '.join(given)}"

    def invoke(self, run: Run, arguments: Sequence[Any]) -> Any:
        ways = self.placed(len(arguments))
        return apply(run, ways, [arguments] * len(ways)) if ways else run.null(self.misfit(len(arguments)))

    def invoke_named(self, run: Run, arguments: dict[str, Any]) -> Any:
        names, values = tuple(arguments), tuple(arguments.values())
        ways = self.named(names)
        if not ways:
            return run.null(self.misfit(names))
        return apply(run, ways, [way.sorted(names, values, None) for way in ways])


def apply(run: Run, ways: Sequence[Overload], arguments: Sequence[Sequence[Any]]) -> Any:
    """Call the first way whose arguments fit, given the arguments in the order of each; null, with a warning, else."""
    run.charge(1)
    for way, given in zip(ways, arguments, strict=True):
        fitted = way.fitted(given)
        if type(fitted) is list:
            return way.function(run, *fitted)
    return run.null(str(fitted))


def builtin(label: str, parameters: str = "") -> Callable[[F], F]:
    """Register one way to call the built-in `label`."""

    def register(function: F) -> F:
        overload = Overload(label, _parameters(parameters), function)
        BUILTINS.setdefault(label, Builtin(label, [])).overloads.append(overload)
        return function

    return register


def _parameters(text: str) -> tuple[Parameter, ...]:
    parts = (part.split(":") for part in text.split(",") if part.strip())
    return tuple(
        Parameter(name.strip().rstrip("?*"), kind.strip(), name.strip()[-1] in "?*", name.strip().endswith("*"))
        for name, kind in parts
    )
