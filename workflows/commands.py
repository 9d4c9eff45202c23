"""What the host may tell a running process: one frozen record per command.

A command carries everything the engine may not fetch by itself: the moment (`at`, aware UTC) and the zone in which
naive times and `today()` are read. A command never carries a database object, a callback or a clock.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Command:
    """`at`: aware UTC moment; `zone`: IANA name of the item's calendar zone."""

    at: datetime
    zone: str = "UTC"


@dataclass(frozen=True, kw_only=True)
class Start(Command):
    """Begin a process. `data` become the root scope's variables; `start` names a start event when there are several."""

    data: dict[str, Any] = field(default_factory=dict)
    start: str | None = None


@dataclass(frozen=True, kw_only=True)
class Complete(Command):
    """A person finished the task `task` (Step.Task.id) and gave `data`."""

    task: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Begin(Command):
    """Begin the element `element` of an ad-hoc sub-process (`choice`: Step.Choice.id); None: nothing more is to be."""

    choice: str
    element: str | None = None


@dataclass(frozen=True, kw_only=True)
class Resume(Command):
    """The call `call` came back with `result`."""

    call: str
    result: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Fail(Command):
    """The call `call` came back with a business error: caught by an error boundary event with `code`, or StepFailed."""

    call: str
    code: str
    message: str = ""


@dataclass(frozen=True, kw_only=True)
class Send(Command):
    """Deliver a message to the wait `wait` (Step.Message.id). `data` enter the catching scope by its mappings."""

    wait: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Signal(Command):
    """A signal of that name, for the waits `waits` (Step.signals, their ids) that still wait; () is every one."""

    name: str
    data: dict[str, Any] = field(default_factory=dict)
    waits: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Tick(Command):
    """Fire the named timers (Step.Timer.id), each of which must be due at `at`; () fires every due one."""

    timers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Cancel(Command):
    """End the instance without an end event (withdrawal, administration); `undo`: once what was done is undone."""

    reason: str = ""
    undo: bool = False


@dataclass(frozen=True, kw_only=True)
class Change(Command):
    """Set variables of the scope in which `element id` `scope` lives (repair of an incident); "" is the root scope.

    `retime`: timers that are reckoned from one of these variables are reckoned anew.
    """

    scope: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    retime: bool = False


@dataclass(frozen=True, kw_only=True)
class Move(Command):
    """End the token `token` where it stands and enter the element `to` of the same level (repair of an incident).

    `data` leaves the old element as its result, so that what was accepted there is not lost.
    """

    token: str
    to: str
    data: dict[str, Any] = field(default_factory=dict)
