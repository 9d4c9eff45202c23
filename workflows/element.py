"""One node of a diagram as the rest of the house sees it: plain data read from canonical BPMN, no SpiffWorkflow."""

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Flow:
    """A sequence flow. `condition` is FEEL text without the leading "="."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str | None = None
    default: bool = False
    line: int | None = None


@dataclass(frozen=True)
class Event:
    """An event definition: kind none, timer, message, signal, error, escalation, terminate, conditional, link, ...

    `parts` are the definitions of an event that has several (kind multiple: any of them, parallelMultiple: all). Of a
    compensation: the `activity` to undo (None: all), and whether the throwing event `waits` for it. `reach` of a
    terminate event: "" its level, "body" all instances around it, "all" the whole request.
    """

    kind: str = "none"
    name: str = ""
    code: str | None = None
    timer_kind: str | None = None
    expression: str | None = None
    correlation_key: str | None = None
    activity: str | None = None
    waits: bool = True
    reach: Literal["", "body", "all"] = ""
    parts: tuple["Event", ...] = ()

    @property
    def every(self) -> tuple["Event", ...]:
        """Each single definition."""
        return self.parts or (self,)


@dataclass(frozen=True)
class Loop:
    """Multi-instance: FEEL texts without "="; `output_element` is gathered into `output_collection`.

    A `standard` loop goes on while `condition` is true, asked before each turn (`test_before`) or after it, at most
    `cardinality` times.
    """

    sequential: bool
    input_collection: str | None = None
    input_element: str | None = None
    output_collection: str | None = None
    output_element: str | None = None
    completion_condition: str | None = None
    cardinality: str | None = None
    standard: bool = False
    condition: str | None = None
    test_before: bool = False


@dataclass(frozen=True)
class Mapping:
    """zeebe:input / zeebe:output: FEEL `source` (without "=") to the variable path `target`.

    Of a data association: `reads` are the data stores that `source` sees beside the variables, name and key of each;
    with `writes`, the key of one, `target` leads into that store and not into a variable.
    """

    source: str
    target: str
    reads: tuple[tuple[str, str], ...] = ()
    writes: str = ""


@dataclass(frozen=True)
class Store:
    """A data store: `name` is what expressions call it, `capacity` how many entries its list may have. It begins as an
    empty list; with a `single` value as null."""

    key: str
    name: str
    label: str = ""
    capacity: int | None = None
    single: bool = False


@dataclass(frozen=True)
class Element:
    """A flow node. `type` is the BPMN local name (userTask, exclusiveGateway, ...)."""

    id: str
    type: str
    name: str = ""
    process: str = ""
    parent: str | None = None
    line: int | None = None
    lane: str | None = None
    documentation: str = ""
    attached_to: str | None = None
    interrupting: bool = True
    event: Event | None = None
    loop: Loop | None = None
    form: str | None = None
    assignee: str | None = None
    groups: str | None = None
    people: str | None = None
    due: str | None = None
    follow_up: str | None = None
    priority: str | None = None
    task_type: str | None = None
    retries: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    inputs: tuple[Mapping, ...] = ()
    outputs: tuple[Mapping, ...] = ()
    script: str | None = None
    result_variable: str | None = None
    called_process: str | None = None
    called_decision: str | None = None
    propagate_all: bool = False
    properties: dict[str, str] = field(default_factory=dict)
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Process:
    """One executable process of a file: its nodes and flows, those of its sub-processes included."""

    id: str
    name: str
    properties: dict[str, str]
    documentation: str
    elements: dict[str, Element]
    flows: dict[str, Flow]
    lanes: dict[str, str]
    starts: tuple[str, ...]
    line: int | None = None
    lane_properties: dict[str, dict[str, str]] = field(default_factory=dict)
    stores: dict[str, Store] = field(default_factory=dict)
