"""What is worked out when a decision is made: the decisions it rests on, each in its turn, and the data they read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.decisions.item_type import ItemType
from workflows.decisions.making import enter, fail
from workflows.feel.functions.fitting import MISFIT
from workflows.feel.functions.lambdas import Fit
from workflows.feel.run import Body, Frame, Run
from workflows.feel.values import Function, phrase

#: (namespace, id) of an element.
Key = tuple[str, str]
#: The names under which an element is seen: its own, after those of the imports it comes through.
Path = tuple[str, ...]
Values = dict[Key, Any]


@dataclass(frozen=True, eq=False)
class Input:
    """An input of the model: `path` is where it is looked for among the variables; then by its name alone."""

    key: Key
    name: str
    path: Path
    type: ItemType | None

    def take(self, run: Run, value: Any) -> Any:
        """The variable's value as the model's type; null, with the reason, where it is none."""
        if self.type is None:
            return value
        found = self.type.fit(run, self.type.read(value), partial=True)
        if found is MISFIT:
            return fail(run, f"The input {self.name} is {phrase(value)} and not the {self.type.name} it should be.")
        return found


@dataclass(frozen=True, eq=False)
class Step:
    """One decision: `reads` are the values it requires, `calls` the functions, by the paths it sees them under."""

    key: Key
    id: str
    name: str
    reads: tuple[tuple[Path, Key], ...]
    calls: tuple[tuple[Path, Function], ...]
    logic: Body
    keep: Fit | None

    def value(self, run: Run, values: Mapping[Key, Any], outer: Frame | None) -> Any:
        """The decision's value. Raises FeelFuelError, FeelAssertionError."""
        known: dict[str, Any] = {}
        run.charge(len(self.reads) + len(self.calls))
        for path, key in self.reads:
            if key in values:
                place(known, path, values[key])
        for path, function in self.calls:
            place(known, path, function)
        found = enter(self.logic, Frame(run, known, outer))
        return found if self.keep is None else self.keep(run, found)


def place(known: dict[str, Any], path: Path, value: Any) -> None:
    """Put the value under its name, within the contexts of the imports it comes through."""
    for name in path[:-1]:
        known = known.setdefault(name, {})
    known[path[-1]] = value


def make(run: Run, steps: Iterable[Step], values: Values, outer: Frame | None = None) -> None:
    """Work out the steps that have no value yet, in their order."""
    for step in steps:
        if step.key not in values:
            values[step.key] = step.value(run, values, outer)
