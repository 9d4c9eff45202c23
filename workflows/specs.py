"""Processes as data -> SpiffWorkflow specs of our own node classes, linked by their sequence flows.

Compiles once what would otherwise be read at every step. Must never run anything: no token exists here.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from SpiffWorkflow.specs import WorkflowSpec

from workflows.element import Element, Flow, Process
from workflows.elements.activity import Activity
from workflows.elements.compensation import Undoing
from workflows.elements.compensation_event import CompensationBoundary
from workflows.elements.event_based_gateway import EventBasedGateway
from workflows.elements.event_sub_process import EventStart, EventSubProcess
from workflows.elements.inclusive_gateway import InclusiveGateway, reach, ways_to
from workflows.elements.multi_instance import MultiInstance
from workflows.elements.node import Exit, Node
from workflows.elements.registry import maker
from workflows.elements.root import Root
from workflows.elements.standard_loop import StandardLoop
from workflows.errors import Problem
from workflows.expressions import Formula
from workflows.feel import FeelSyntaxError
from workflows.layout import Layout
from workflows.sentences import of, sentence

SCOPES = frozenset({"subProcess", "transaction", "adHocSubProcess"})

Built = tuple[dict[str, Root], tuple[Any, ...], list[Problem]]


def build(processes: Mapping[str, Process], layout: Layout) -> Built:
    """The compiled processes by id, every node at its place of the layout, and what cannot be compiled."""
    nodes: list[Any] = [None] * layout.size
    problems: list[Problem] = []
    roots = {key: _Builder(process, layout, nodes, problems).root() for key, process in processes.items()}
    return roots, tuple(nodes), problems


class _Builder:
    """One process on its way. `made`: its nodes by element id; what cannot be made is told to `problems` instead."""

    def __init__(self, process: Process, layout: Layout, nodes: list[Any], problems: list[Problem]) -> None:
        self.process, self.layout, self.nodes, self.problems = process, layout, nodes, problems
        self.spec = WorkflowSpec(process.id)
        self.made: dict[str, Node] = {}

    def root(self) -> Root:
        """The compiled process: nodes first, then what stands on them, the flows between them, where each level begins,
        and last what needs all of that.
        """
        root = Root(self.spec, self.process.id)
        self._put(root, "")
        self._put(Undoing(self.spec, self.process.id), "", True)
        for element in self.process.elements.values():
            self._make(element)
        for node in list(self.made.values()):
            self._attach(node)
        for flow in self.process.flows.values():
            self._link(flow)
        self._levels(root)
        self._joins()
        self._undo_by_handlers()
        self._handlers(root)
        return root

    def _levels(self, root: Root) -> None:
        """Where the process and each sub-process begin."""
        self._starts(None, root)
        if not root.starts and not self.problems:
            message = sentence("The process holds nothing to do.")
            hint = sentence("Draw a start event, a task and an end event.")
            where = (self.process.id, self.process.line)
            self.problems.append(Problem("error", "process.empty", message, *where, hint))
        for node in self.made.values():
            if node.element.type in SCOPES:
                self._starts(node.element.id, node)

    def _joins(self) -> None:
        """From where each inclusive join can still be reached."""
        before = ways_to(self.made.values())
        for node in self.made.values():
            if isinstance(node, InclusiveGateway) and len(node.entries) > 1:
                node.reach = reach(node, before)

    def _put(self, node: Node, key: str, inside: bool = False) -> None:
        node.index = self.layout.place(self.process.id, key, inside)
        self.nodes[node.index] = node

    def _make(self, element: Element) -> None:
        """The node of an element, or why there is none: unsupported, an expression or a time that cannot be read."""
        make = maker(element)
        if make is None:
            self._refuse(
                element,
                "element.unsupported",
                sentence("Laneway cannot run this %(kind)s.", kind=_called(element)),
                sentence("Draw it with the elements named in the documentation."),
            )
            return
        try:
            node = self._multiple(element, make) if element.loop else make(self.spec, element)
        except FeelSyntaxError as error:
            self._refuse(
                element,
                "expression.syntax",
                sentence("An expression cannot be read: %(error)s", error=of(error)),
                sentence("Mend the expression."),
            )
            return
        except ValueError as error:
            self._refuse(
                element, "timer.unreadable", of(error), sentence("Write a date, a duration or a cycle of ISO 8601.")
            )
            return
        self.made[element.id] = node
        self._put(node, element.id)

    def _multiple(self, element: Element, make: Any) -> Node:
        """The body of a loop, with the node that it repeats."""
        assert element.loop is not None
        body = (StandardLoop if element.loop.standard else MultiInstance)(self.spec, element)
        inner = make(self.spec, replace(element, loop=None), f"{element.id} [inside]", body)
        body.inner = inner
        self._put(inner, element.id, True)
        return body

    def _attach(self, node: Node) -> None:
        """A boundary event waits on its host; one for compensation says what undoes it."""
        if not node.is_boundary:
            return
        host = self.made.get(node.element.attached_to or "")
        cancels = node.element.event is not None and node.element.event.kind == "cancel"
        if isinstance(host, Activity) and isinstance(node, CompensationBoundary):
            self._undo(node, host)
        elif isinstance(host, Activity) and not (cancels and host.element.type != "transaction"):
            host.boundaries += (node,)
        elif host is not None or node.element.attached_to not in self.process.elements:  # else the host was refused
            self._refuse(
                node.element,
                "boundary.host",
                sentence("The event is attached to nothing that it could watch."),
                sentence("Attach it to a task, a sub-process or a call activity."),
            )

    def _undo(self, event: CompensationBoundary, host: Activity) -> None:
        """The activity, each instance of it, is undone by what an association leads to (10.7.1)."""
        key = event.element.extra.get("handler", "")
        event.handler = self.made.get(key)
        if key not in self.process.elements:
            message, hint = (
                sentence("Nothing says what undoes the activity."),
                sentence("Draw an association to the task that undoes it."),
            )
            self._refuse(event.element, "compensation.handler", message, hint)
        (host.inner or host).undo = event

    def _undo_by_handlers(self) -> None:
        """An event sub-process that begins with compensation undoes the sub-process it lies in."""
        for start in self.made.values():
            event = start.element.event
            if start.element.type != "startEvent" or event is None or event.kind != "compensation":
                continue
            handler = self.made.get(start.element.parent or "")
            around = self.made.get(handler.element.parent or "") if handler is not None else None
            if isinstance(around, Activity):
                (around.inner or around).undo_inside = handler

    def _link(self, flow: Flow) -> None:
        """A sequence flow between two nodes that could be made."""
        source, target = self.made.get(flow.source), self.made.get(flow.target)
        if source is None or target is None:
            return
        if isinstance(source, EventBasedGateway) and target.waits_for != "event":
            message = sentence("Only events and receive tasks may follow an event-based gateway.")
            hint = sentence("Use an exclusive gateway, or put an event between.")
            self._refuse(target.element, "gateway.event_target", message, hint)
            return
        index = self.layout.place(self.process.id, flow.id)
        source.exits += (Exit(flow, index, target, self._condition(flow)),)
        target.entries |= {index}
        source.connect(target)

    def _condition(self, flow: Flow) -> Formula | None:
        try:
            return Formula(flow.condition) if flow.condition else None
        except FeelSyntaxError as error:
            message, hint = (
                sentence("The condition cannot be read: %(error)s", error=of(error)),
                sentence("Mend the expression."),
            )
            self.problems.append(Problem("error", "expression.syntax", message, flow.id, flow.line, hint))
            return None

    def _starts(self, parent: str | None, holder: Node) -> None:
        """Where a level begins: at its none start event, else at every node that nothing leads to (10.5.2)."""
        level = [n for n in self.made.values() if n.element.parent == parent]
        begin = [n for n in level if n.element.type == "startEvent" and _is_none(n.element)]
        free = [n for n in level if not n.entries and not n.is_boundary and not _is_aside(n.element)]
        starts = tuple(begin[:1] or free or [n for n in level if n.element.type == "startEvent"][:1])
        if holder.element.type == "adHocSubProcess":
            begun = {exit.target for n in level if n.element.type == "startEvent" for exit in n.exits}
            starts = tuple(n for n in level if isinstance(n, Activity) and (n in free or n in begun))
        (holder.inner or holder).starts = starts

    def _handlers(self, root: Root) -> None:
        """Hang the start of every event sub-process where it waits: on the level around it."""
        for node in self.made.values():
            if isinstance(node, EventSubProcess):
                around = self.made[node.element.parent] if node.element.parent else root
                level = around.inner or around
                for start in (s for s in node.starts if isinstance(s, EventStart)):
                    start.holder = node
                    level.handlers += (start,)

    def _refuse(self, element: Element, code: str, message: str, hint: str) -> None:
        name = element.name or element.id
        self.problems.append(
            Problem(
                "error", code, sentence("%(name)s: %(said)s", name=name, said=message), element.id, element.line, hint
            )
        )


def _is_aside(element: Element) -> bool:
    """No token begins here, though nothing leads to it."""
    extra = element.extra
    return element.type == "startEvent" or bool(extra.get("triggered_by_event") or extra.get("compensation"))


def _is_none(element: Element) -> bool:
    return element.event is None or element.event.kind == "none"


def _called(element: Element) -> str:
    kind = element.event.kind if element.event else "none"
    return element.type if kind == "none" else f"{element.type} ({kind})"
