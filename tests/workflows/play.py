"""A process played command by command; state and variables go through their bytes before every command."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from workflows import scopes, state, values
from workflows.bounds import DEFAULT, Bounds
from workflows.commands import Begin, Cancel, Change, Command, Complete, Fail, Resume, Send, Signal, Start, Tick
from workflows.definition import Definition
from workflows.engine import run
from workflows.record import Record
from workflows.step import Step
from workflows.tokens import Tree

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


_LOADS = state.loads


def _whole(tree: Tree, kept: bytes) -> None:
    """Every token awake, and no condition taken for looked at."""
    _LOADS(tree, kept)
    tree.looked = tree.trusts = False
    assert all(token.id in tree.tasks for token in list(tree.tasks.values()))


class Play:
    """One instance. Every command runs twice, on bytes read anew, and must say the same: once with tokens and variables
    read as far as somebody asks for them, once with all of them read before anything happens.
    """

    def __init__(
        self,
        definition: Definition,
        *,
        bounds: Bounds = DEFAULT,
        start: str | None = None,
        zone: str = "UTC",
        stores: dict[str, Any] | None = None,
        **data: Any,
    ) -> None:
        self.definition, self.bounds, self.at, self.zone = definition, bounds, BEGIN, zone
        self.state: bytes | None = None
        self.text: str | None = None
        self.stores: dict[str, Any] = stores if stores is not None else {}
        self.step: Step = self.give(Start(data=data, start=start, at=self.at, zone=zone))

    def give(self, command: Command) -> Step:
        """Run the command, keep the answer."""
        step = self._run(command, Record.read)
        with patch("workflows.state.loads", _whole):
            again = self._run(command, values.loads)
        assert step == again
        assert step.variables.text() == again.variables.text()
        self.state, self.text, self.step = step.state, step.variables.text(), step
        self.stores |= {one.store: one.value for one in step.stored}
        return step

    def _run(self, command: Command, read: Callable[[str], Any]) -> Step:
        record = None if self.text is None else read(self.text)
        return run(self.definition, self.state, record, command, self.bounds, self.stores)

    def _moment(self) -> dict[str, Any]:
        return {"at": self.at, "zone": self.zone}

    def wait(self, **length: int) -> "Play":
        """Let time pass without anything happening."""
        self.at += timedelta(**length)
        return self

    def tick(self, *timers: str) -> Step:
        return self.give(Tick(timers=timers, **self._moment()))

    def complete(self, element: str, **data: Any) -> Step:
        """Complete the first open task of that element."""
        return self.give(Complete(task=self.task(element), data=data, **self._moment()))

    def begin(self, element: str | None) -> Step:
        """Begin that element of the first ad-hoc sub-process; None: nothing more."""
        return self.give(Begin(choice=self.step.choices[0].id, element=element, **self._moment()))

    def resume(self, element: str, **result: Any) -> Step:
        return self.give(Resume(call=self.call(element), result=result, **self._moment()))

    def fail(self, element: str, code: str, message: str = "") -> Step:
        return self.give(Fail(call=self.call(element), code=code, message=message, **self._moment()))

    def send(self, name: str, **data: Any) -> Step:
        """Deliver to the first wait for that message."""
        wait = next(m.id for m in self.step.messages if m.name == name)
        return self.give(Send(wait=wait, data=data, **self._moment()))

    def signal(self, name: str, **data: Any) -> Step:
        return self.give(Signal(name=name, data=data, **self._moment()))

    def cancel(self, reason: str = "") -> Step:
        return self.give(Cancel(reason=reason, **self._moment()))

    def change(self, scope: str = "", *, retime: bool = False, **data: Any) -> Step:
        return self.give(Change(scope=scope, data=data, retime=retime, **self._moment()))

    def task(self, element: str) -> str:
        return next(t.id for t in self.step.tasks if t.element == element)

    def call(self, element: str) -> str:
        return next(c.id for c in self.step.calls if c.element == element)

    @property
    def open(self) -> list[str]:
        """What is waited for, as sorted element ids."""
        step = self.step
        return sorted(w.element for w in (*step.tasks, *step.calls, *step.timers, *step.messages, *step.signals))

    @property
    def data(self) -> dict[str, Any]:
        """The variables of the root scope."""
        return scopes.root(self.step.variables)

    def seen(self, scope: str) -> dict[str, Any]:
        """The variables visible in a scope."""
        return scopes.visible(self.step.variables, scope)
