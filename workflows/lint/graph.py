"""The shape of the drawing: where it starts, what can never be reached, where a token would be stuck."""

from collections import deque
from collections.abc import Iterable, Iterator

from workflows.element import Element, Flow
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.sentences import sentence

_HOSTS = frozenset(
    {"task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask", "receiveTask"}
    | {"callActivity", "subProcess", "transaction", "adHocSubProcess"}
)
_GATEWAYS = frozenset(
    {"exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway", "complexGateway"}
)

MAX_WORK = 2_000_000  # steps; drawings in which looking for impossible joins takes more are told to be too large anyway


def check(chart: Chart) -> Iterator[Problem]:
    """Starts, reachability, dead ends, hosts of boundary events, impossible joins."""
    if not chart.process.elements:
        message = sentence("The process is empty.")
        yield found(
            "error", "process.empty", chart.process, message, sentence("Draw a start event, a task and an end event.")
        )
        return
    for parent, nodes in chart.levels.items():
        yield from _starts(chart, parent, nodes)
    for scope in chart.of("subProcess", "transaction", "adHocSubProcess"):
        if not chart.levels.get(scope.id):
            hint = sentence("Draw its content, or use a task.")
            yield found("error", "process.empty", scope, sentence("%(step)s is empty.", step=called(scope)), hint)
    yield from _unreachable(chart)
    for element in chart.elements:
        yield from _ends(chart, element)
        yield from _boundary(chart, element)
    yield from _impossible_joins(chart)


def _starts(chart: Chart, parent: str | None, nodes: list[Element]) -> Iterator[Problem]:
    owner = chart.process.elements[parent] if parent else chart.process
    sub_process = isinstance(owner, Element) and owner.type in {"subProcess", "transaction"}
    if isinstance(owner, Element) and (not sub_process or owner.extra.get("triggered_by_event")):
        return
    starts = [node for node in nodes if node.type == "startEvent"]
    plain = [node for node in starts if node.event is None or node.event.kind == "none"]
    if not starts:
        message = sentence("Nothing says where this part of the diagram starts: every element is led to by another.")
        yield found("error", "start.none", owner, message, sentence("Draw a start event."))
    for extra in (plain if parent is None else starts)[1:]:
        message = sentence("%(step)s is one of several start events: which one begins is not said.", step=called(extra))
        yield found("error", "start.several", extra, message, sentence("Keep one start event and branch behind it."))


def reachable(chart: Chart, starts: Iterable[str], without: str | None = None) -> set[str]:
    """The ids of the nodes of these nodes' levels that a token from them can come to, not passing `without`."""
    seen = {key for key in starts if key != without}
    waiting = deque(seen)
    while waiting:
        for key in chart.next(waiting.popleft()):
            if key not in seen and key != without:
                seen.add(key)
                waiting.append(key)
    return seen


def _unreachable(chart: Chart) -> Iterator[Problem]:
    seen = reachable(chart, (element.id for element in chart.of("startEvent")))
    for element in chart.elements:
        host = chart.process.elements.get(element.attached_to or "")
        aside = element.extra.get("triggered_by_event") or element.extra.get("compensation")
        if element.id in seen or aside or (element.type == "boundaryEvent" and host is None):
            continue
        if element.parent is not None and chart.process.elements[element.parent].type == "adHocSubProcess":
            continue
        message = sentence("%(step)s can never be reached.", step=called(element))
        yield found("error", "node.unreachable", element, message, sentence("Connect it, or delete it."))


def _ends(chart: Chart, element: Element) -> Iterator[Problem]:
    leaving = chart.leaving.get(element.id, [])
    if element.type in _GATEWAYS | {"startEvent"} and not leaving:
        message = sentence("Nothing follows %(step)s: a request would stop there for ever.", step=called(element))
        yield found(
            "error", "node.dead_end", element, message, sentence("Draw a flow to what comes next, or to an end event.")
        )
    if element.type == "endEvent" and leaving:
        message = sentence("A flow leaves %(step)s, where everything is over.", step=called(element))
        yield found(
            "error", "flow.after_end", leaving[0], message, sentence("Use an intermediate event, or delete the flow.")
        )
    if element.type in {"startEvent", "boundaryEvent"} and chart.arriving.get(element.id):
        message = sentence("A flow leads into %(step)s, which begins by itself.", step=called(element))
        hint = sentence("Lead the flow to the element behind it.")
        yield found("error", "flow.into_start", chart.arriving[element.id][0], message, hint)


def _boundary(chart: Chart, element: Element) -> Iterator[Problem]:
    if element.type != "boundaryEvent":
        return
    host = chart.process.elements.get(element.attached_to or "")
    if host is None or host.type not in _HOSTS or host.parent != element.parent:
        message = sentence(
            "%(step)s is not attached to a task, call or sub-process of its level.", step=called(element)
        )
        yield found(
            "error",
            "boundary.no_host",
            element,
            message,
            sentence("Drag it onto the border of the task it belongs to."),
        )


def _impossible_joins(chart: Chart) -> Iterator[Problem]:
    """A parallel join that waits for branches of which an exclusive choice before it takes only one.

    The choice decides alone over the join when the join cannot be reached around it; the join is stuck when no single
    way out of the choice leads to all of its incoming flows.
    """
    joins = [e for e in chart.of("parallelGateway") if len(chart.arriving.get(e.id, ())) > 1]
    splits = [e for e in chart.of("exclusiveGateway", "eventBasedGateway") if len(chart.leaving.get(e.id, ())) > 1]
    ways_out = sum(len(chart.leaving[split.id]) for split in splits)
    if not joins or ways_out * len(chart.process.flows) > MAX_WORK:
        return
    starts = [element.id for element in chart.of("startEvent")]
    stuck: set[str] = set()
    for split in splits:
        around = reachable(chart, starts, without=split.id)
        ways = [reachable(chart, [flow.target]) | {split.id} for flow in chart.leaving[split.id]]
        direct = chart.leaving[split.id]
        for join in joins:
            if join.id in around or join.id in stuck or join.parent != split.parent:
                continue
            if not any(_brings_all(chart.arriving[join.id], way, flow) for way, flow in zip(ways, direct, strict=True)):
                stuck.add(join.id)
                message = sentence(
                    "%(step)s waits for all branches, but %(other)s before it takes only one.",
                    step=called(join),
                    other=called(split),
                )
                hint = sentence("Join the branches of a choice with an exclusive gateway.")
                yield found("warning", "join.never", join, message, hint)


def _brings_all(incoming: list[Flow], way: set[str], taken: Flow) -> bool:
    """Whether all incoming flows can get a token when this one way out of the choice is taken."""
    return all(flow.id == taken.id or (flow.source in way and flow.source != taken.source) for flow in incoming)
