"""What one run of the engine answers: everything the instance now is and waits for, as plain frozen records.

Ids (`id`) are strings, unique within the instance for ever, and derive from the state alone, so that the same command
on the same state gives the same Step. Nothing here refers to SpiffWorkflow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import datetime
from typing import Any, Literal, TypeVar, overload

from workflows.record import Record


@dataclass(frozen=True)
class Task:
    """An open user or manual task.

    `new` tasks were opened by this command and carry everything; tasks that were open before carry id and element only
    (their rows exist). `properties` are the element's zeebe:properties, those starting with "=" evaluated in the task's
    scope on entry. `assignee`, `groups`, `people` come from zeebe:assignmentDefinition, `due` and `follow_up` from
    zeebe:taskSchedule (aware UTC), `priority` 0 to 100 (50 unless said).
    """

    id: str
    element: str
    new: bool = False
    name: str = ""
    process: str = ""
    lane: str | None = None
    form: str | None = None
    assignee: str | None = None
    groups: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    due: datetime | None = None
    follow_up: datetime | None = None
    priority: int = 50
    properties: dict[str, Any] = field(default_factory=dict)
    loop: int | None = None
    scope: str = ""


@dataclass(frozen=True)
class Call:
    """A service task (or send task) waiting for its result.

    `type` is the connector's job type, `headers` the zeebe:taskHeaders, `data` the input-mapped variables. `visible`:
    everything in sight where the diagram maps no inputs (or says so), for a program that is handed all. `execution`
    rises when the same element is entered again, and makes the idempotency key with the instance and `element`.
    """

    id: str
    element: str
    new: bool = False
    name: str = ""
    type: str = ""
    retries: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    visible: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    execution: int = 0
    scope: str = ""
    process: str = ""


@dataclass(frozen=True)
class Timer:
    """A timer that is due at `due` (aware UTC). A cycle appears again under a new id after it fired."""

    id: str
    element: str
    due: datetime
    new: bool = False


@dataclass(frozen=True)
class Message:
    """A wait for a message (receive task, catch event, boundary event, event gateway)."""

    id: str
    element: str
    name: str
    correlation_key: str
    new: bool = False


Open = TypeVar("Open", Task, Call, Timer, Message)
Kind = type[Task] | type[Call] | type[Timer] | type[Message]


def still(kind: Kind, id: str, element: str, *said: str) -> Any:
    """What was open before: of a task or call id and element, nothing else said; of a timer when it is due (ISO 8601),
    of a message its name and key.

    An instance may have a thousand of them, and a frozen record is slow to fill field by field.
    """
    made = object.__new__(kind)
    own = made.__dict__  # what is not put here has its default from the class
    own["id"], own["element"] = id, element
    for name in _MADE[kind]:
        own[name] = {}
    if kind is Timer:
        own["due"] = datetime.fromisoformat(*said)
    elif kind is Message:
        own["name"], own["correlation_key"] = said
    return made


_KINDS: tuple[Kind, ...] = (Task, Call, Timer, Message)
_MADE = {kind: [f.name for f in fields(kind) if f.default_factory is not MISSING] for kind in _KINDS}


@dataclass(frozen=True)
class Waits(Sequence[Open]):
    """All of a kind that are waited for, oldest first: those `before` this command in the words of `still`, which are
    no record until somebody looks at one, for an instance may have a thousand; and the `new` ones.
    """

    kind: type[Open]
    before: tuple[tuple[str, ...], ...] = ()
    new: tuple[Open, ...] = ()

    @property
    def ids(self) -> list[str]:
        """Of all."""
        return [said[0] for said in self.before] + [one.id for one in self.new]

    @overload
    def __getitem__(self, at: int) -> Open: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Open, ...]: ...
    def __getitem__(self, at: int | slice) -> Open | tuple[Open, ...]:
        return tuple(self)[at]

    def __iter__(self) -> Iterator[Open]:
        for said in self.before:
            yield still(self.kind, *said)
        yield from self.new

    def __len__(self) -> int:
        return len(self.before) + len(self.new)


@dataclass(frozen=True)
class Choice:
    """An ad-hoc sub-process: any of `steps` (element ids) may be begun; `may_finish`: somebody says when it is over.

    `task` says, when it is new, who it is offered to.
    """

    id: str
    element: str
    steps: tuple[str, ...]
    may_finish: bool = False
    process: str = ""
    task: Task | None = None


@dataclass(frozen=True)
class Thrown:
    """A message (or signal) that left the instance: the host delivers it to whoever waits."""

    kind: Literal["message", "signal"]
    name: str
    correlation_key: str
    data: dict[str, Any]
    element: str


@dataclass(frozen=True)
class Stored:
    """The data store `store` is to hold `value` from now on; `element` wrote it last."""

    store: str
    value: Any
    element: str


@dataclass(frozen=True)
class Passed:
    """An element that was entered or left during this run, in order. `what`: entered, completed, cancelled, fired."""

    element: str
    what: Literal["entered", "completed", "cancelled", "fired"]
    id: str = ""
    process: str = ""
    flow: str | None = None


@dataclass(frozen=True)
class Notice:
    """An escalation that nobody caught: who raised it, by id and name, and its code ("" without one)."""

    element: str
    name: str
    code: str


@dataclass(frozen=True)
class Step:
    """The instance after one command.

    `state`: opaque bytes. `variables`: the scope record (workflows/scopes.py), JSON data. `ended`: the instance is
    over; `outcome`: the `outcome` property of the end event reached (None for a Cancel). `reached`: every element ever
    passed (for the diagram, migration and Move) is kept in the state and listed here as element ids and flow ids, those
    of called processes as `process id/id`. `signals`: waits for a signal, which the command Signal answers by name.
    `stored`: what the data stores that were written hold now.
    `fuel`: steps of FEEL that this command took; it says nothing of the instance.
    """

    state: bytes
    variables: Record
    tasks: Waits[Task] = field(default_factory=lambda: Waits(Task))
    calls: Waits[Call] = field(default_factory=lambda: Waits(Call))
    timers: Waits[Timer] = field(default_factory=lambda: Waits(Timer))
    messages: Waits[Message] = field(default_factory=lambda: Waits(Message))
    thrown: tuple[Thrown, ...] = ()
    passed: tuple[Passed, ...] = ()
    reached: frozenset[str] = frozenset()
    ended: bool = False
    outcome: str | None = None
    reason: str | None = None
    notices: tuple[Notice, ...] = ()
    signals: Waits[Message] = field(default_factory=lambda: Waits(Message))
    choices: tuple[Choice, ...] = ()
    stored: tuple[Stored, ...] = ()
    fuel: int = field(default=0, compare=False)
