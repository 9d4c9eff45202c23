"""Where a request stands, in the requester's plain words: what is done, what waits for whom, what usually follows.

Made from the diagram (stage names along its way) and the rows of its steps; the engine's state is never read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.models.call import Call
from app.models.task import HELD, Task
from workflows.definition import Definition
from workflows.element import Element, Process
from workflows.worked_out import worked_out


@dataclass(frozen=True)
class Stage:
    """`state`: done, current, ahead. `who`: people or groups it waits for; `since`: when that began or ended.

    `limit`: of an approval ahead, the sum up to which its yes suffices.
    """

    name: str
    state: str
    who: str | None = None
    since: datetime | None = None
    limit: dict[str, Any] | None = None


@dataclass(frozen=True)
class Station:
    """A place on the diagram's way that the requester hears of."""

    element: str
    name: str


class Way:
    """What a definition's main process says of its way, worked out once: the diagram never changes."""

    def __init__(self, process: Process) -> None:
        self.stations = stations(process)
        self._process = process
        self._after: dict[str, frozenset[str]] = {}

    def after(self, here: Iterable[str]) -> set[str]:
        """All that may follow these elements."""
        return {following for element in here for following in self._following(element)}

    def _following(self, element: str) -> frozenset[str]:
        if element not in self._after:
            self._after[element] = frozenset(_downstream(self._process, element))
        return self._after[element]


def stages(definition: Definition, tasks: Iterable[Task], calls: Iterable[Call], *, ended: bool) -> list[Stage]:
    """Rows in the order they came about, then what the diagram still has ahead. Internal steps are left out.

    `ended`: nothing is ahead, also while it is being withdrawn.
    """
    every: list[Task | Call] = [*tasks, *calls]
    rows = [row for row in every if row.state not in ("cancelled", HELD)]
    told = [row for row in sorted(rows, key=lambda row: (row.created_at, row.id)) if _name(definition, row)]
    found = [_stage(name, own) for name, own in _by_name(definition, told)]
    known = {stage.name for stage in found}
    held = [_name(definition, row) for row in every if row.state == HELD]
    names = dict.fromkeys([*held, *_ahead(definition, told, known)])
    return found if ended else found + [Stage(name, "ahead") for name in names]


def stations(process: Process) -> list[Station]:
    """Elements with a stage in the order of the way; not those that only mend something and lead back."""
    depth = _depths(process)
    named = [e for e in process.elements.values() if e.properties.get("stage") and _is_onward(process, e, depth)]
    ordered = sorted(named, key=lambda element: (depth[element.id], element.line or 0))
    return [Station(element.id, element.properties["stage"]) for element in ordered if not is_internal(element)]


def _name(definition: Definition, row: Task | Call) -> str:
    if isinstance(row, Task):
        return "" if row.internal else row.stage or row.name
    element = definition.elements.get(row.element)
    return element.properties.get("stage", "") if element and not is_internal(element) else ""


def _by_name(definition: Definition, rows: list[Task | Call]) -> Iterator[tuple[str, list[Task | Call]]]:
    groups: dict[str, list[Task | Call]] = {}
    for row in rows:
        groups.setdefault(_name(definition, row), []).append(row)
    yield from groups.items()


def _stage(name: str, rows: list[Task | Call]) -> Stage:
    waiting = [row for row in rows if not _over(row)]
    if not waiting:
        return Stage(name, "done", _who(rows), max((_left(row) for row in rows), default=None))
    return Stage(name, "current", _who(waiting), min(row.created_at for row in waiting))


def _over(row: Task | Call) -> bool:
    return row.state in ("completed", "done")


def _left(row: Task | Call) -> datetime:
    return (row.completed_at if isinstance(row, Task) else row.done_at) or row.created_at


def _who(rows: list[Task | Call]) -> str | None:
    names = [_whom(row) for row in rows if isinstance(row, Task)]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _whom(task: Task) -> str:
    if task.completed_by is not None:
        return task.completed_by.name
    if task.assignee is not None:
        return task.assignee.name
    return task.group.called if task.group is not None else ""


def _ahead(definition: Definition, rows: list[Task | Call], known: set[str]) -> list[str]:
    process, way = definition.process, _way(definition)
    here = {place for row in rows if not _over(row) for place in _places(process, row)}
    after = way.after(here) - here if here else set(process.elements)
    names = [station.name for station in way.stations if station.element in after]
    return [name for name in dict.fromkeys(names) if name not in known and not name.startswith("=")]


@worked_out
def _way(definition: Definition) -> Way:
    return Way(definition.process)


def _places(process: Process, row: Task | Call) -> set[str]:
    """Where in the main process a row stands: its element, or the call activity that called its process."""
    if row.element in process.elements and getattr(row, "process", process.id) in ("", process.id):
        return {row.element}
    called = getattr(row, "process", "")
    callers = [element for element in process.elements.values() if called and element.called_process == called]
    named = [element for element in callers if element.properties.get("stage") == getattr(row, "stage", "")]
    return {element.id for element in named or callers}


def _downstream(process: Process, here: str) -> set[str]:
    found: set[str] = set()
    todo = [here]
    while todo:
        for following in _next(process, todo.pop()):
            if following not in found:
                found.add(following)
                todo.append(following)
    return found


def _next(process: Process, element: str) -> list[str]:
    """What follows: into a sub-process by its start, out of it by its end. Steps that people may begin are not
    promised, for nobody knows which they will begin."""
    if process.elements[element].type == "adHocSubProcess":
        return _after(process, element)
    inside = [e.id for e in process.elements.values() if e.parent == element and _is_entered(e)]
    return inside or _after(process, element)


def _is_entered(element: Element) -> bool:
    """Begun with its level: nothing leads to it, and it is neither on a border nor beside the flow."""
    beside = element.extra.get("triggered_by_event") or element.extra.get("compensation")
    return not element.incoming and not element.attached_to and not beside


def _after(process: Process, element: str) -> list[str]:
    here = process.elements[element]
    flows = [process.flows[flow] for flow in here.outgoing if flow in process.flows]
    found = [flow.target for flow in flows if flow.target in process.elements]
    return found if found or here.parent not in process.elements else _after(process, str(here.parent))


def _depths(process: Process) -> dict[str, int]:
    """How many steps from the start, by the shortest way: loops back never make a step later."""
    depth = dict.fromkeys(process.starts, 0)
    todo = list(process.starts)
    for element in todo:
        for following in _next(process, element):
            if following not in depth:
                depth[following] = depth[element] + 1
                todo.append(following)
    return depth


def _is_onward(process: Process, element: Element, depth: dict[str, int]) -> bool:
    following = _next(process, element.id)
    return element.id in depth and (not following or any(depth[other] > depth[element.id] for other in following))


def is_internal(element: Element) -> bool:
    """Whether the diagram keeps it from the requester."""
    return element.properties.get("internal") == "true"
