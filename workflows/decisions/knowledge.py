"""What decisions call: business knowledge models and decision services as functions (DMN 1.5, 10.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from workflows.decisions.making import enter, fail, failing
from workflows.decisions.step import Key, Path, Step, make, place
from workflows.feel.functions.fitting import MISFIT
from workflows.feel.functions.lambdas import Fit
from workflows.feel.nodes import Type
from workflows.feel.run import Body, Frame, Run
from workflows.feel.values import Function


@dataclass(eq=False)
class Knowledge:
    """A business knowledge model. `logic` makes its function; `calls` are the functions it may use in turn."""

    label: str
    logic: Body = field(default_factory=lambda: failing("A knowledge model is empty."))
    keep: Fit | None = None
    calls: tuple[tuple[Path, Function], ...] = ()
    signature: Type | None = None

    def invoke(self, run: Run, arguments: Sequence[Any]) -> Any:
        """The function's value for arguments in order."""
        return self._kept(run, self._function(run).invoke(run, arguments))

    def invoke_named(self, run: Run, arguments: dict[str, Any]) -> Any:
        """The function's value for arguments by name."""
        return self._kept(run, self._function(run).invoke_named(run, arguments))

    def _function(self, run: Run) -> Any:
        known: dict[str, Any] = {}
        run.charge(len(self.calls))
        for path, function in self.calls:
            place(known, path, function)
        return enter(self.logic, Frame(run, known))

    def _kept(self, run: Run, value: Any) -> Any:
        return value if self.keep is None else self.keep(run, value)


@dataclass(eq=False)
class Service:
    """A decision service: `inputs` in the order of its parameters, then `steps` up to its `outputs`."""

    key: Key
    label: str
    inputs: tuple[tuple[str, Key, Fit | None], ...] = ()
    outputs: tuple[tuple[str, Key], ...] = ()
    steps: tuple[Step, ...] = ()
    keep: Fit | None = None
    signature: Type | None = None

    def invoke(self, run: Run, arguments: Sequence[Any]) -> Any:
        """The service's value: of one output decision its own, of several a context by name."""
        if len(arguments) != len(self.inputs):
            return fail(run, f"{self.label} cannot be called with {len(arguments)} arguments.")
        values: dict[Key, Any] = {}
        for (_, key, fit), argument in zip(self.inputs, arguments, strict=True):
            values[key] = argument if fit is None else fit(run, argument)
            if values[key] is MISFIT:
                return None
        run.enter()
        try:
            make(run, self.steps, values)
        finally:
            run.leave()
        return self.shown(run, values)

    def invoke_named(self, run: Run, arguments: dict[str, Any]) -> Any:
        """The same with arguments by the names of the inputs."""
        names = [name for name, _, _ in self.inputs]
        if set(arguments) != set(names):
            return fail(run, f"{self.label} has no inputs named {', '.join(arguments)}.")
        return self.invoke(run, [arguments[name] for name in names])

    def shown(self, run: Run, values: dict[Key, Any]) -> Any:
        """What the service gives of these values."""
        outputs = {name: values.get(key) for name, key in self.outputs}
        found = next(iter(outputs.values())) if len(outputs) == 1 else outputs
        return found if self.keep is None else self.keep(run, found)
