"""Compensation and transactions: whether what is to be undone can be, and what is cancelled goes on somewhere."""

from collections.abc import Iterator

from workflows.element import Element, Flow
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.sentences import sentence


def check(chart: Chart) -> Iterator[Problem]:
    """Compensation events and their handlers, cancel events and their transactions."""
    handlers: set[str] = set()
    for element in chart.elements:
        kind = element.event.kind if element.event else "none"
        if kind == "compensation" and element.type == "boundaryEvent":
            handlers.add(element.extra.get("handler", ""))
            yield from _handler(chart, element)
        elif kind == "compensation" and element.type in {"intermediateThrowEvent", "endEvent"}:
            yield from _visible(chart, element)
        elif kind == "compensation" and element.type == "startEvent":
            yield from _inside(chart, element)
        elif kind == "cancel":
            yield from _cancel(chart, element)
    for element in chart.elements:
        if element.extra.get("compensation") and element.id not in handlers:
            message = sentence("%(step)s undoes nothing: no compensation event leads to it.", step=called(element))
            hint = sentence("Put a compensation event on the activity it undoes and connect the two.")
            yield found("warning", "compensation.unused", element, message, hint)


def _handler(chart: Chart, event: Element) -> Iterator[Problem]:
    handler = chart.process.elements.get(event.extra.get("handler", ""))
    hint = sentence("Connect it by an association with an activity that is marked “Is for compensation”.")
    if handler is None:
        yield found(
            "error",
            "compensation.handler",
            event,
            sentence("%(step)s leads to nothing that undoes.", step=called(event)),
            hint,
        )
    elif not handler.extra.get("compensation"):
        message = sentence("%(step)s is to undo something, but is not marked as compensation.", step=called(handler))
        yield found("error", "compensation.handler", handler, message, hint)
    for flow in (*chart.leaving.get(event.id, ()), *(_flows(chart, handler) if handler else ())):
        message = sentence(
            "A sequence flow stands beside %(step)s or what it leads to; undoing is no part of the flow.",
            step=called(event),
        )
        yield found("error", "compensation.flow", flow, message, sentence("Delete the flow; draw an association."))


def _inside(chart: Chart, start: Element) -> Iterator[Problem]:
    handler = chart.process.elements.get(start.parent or "")
    if handler is not None and handler.parent is None:
        message = sentence("%(step)s is to undo the whole process, but nothing can ask for that.", step=called(handler))
        hint = sentence("Put it into the sub-process that it undoes.")
        yield found("warning", "compensation.unused", handler, message, hint)


def _flows(chart: Chart, element: Element) -> list[Flow]:
    return [*chart.leaving.get(element.id, ()), *chart.arriving.get(element.id, ())]


def _visible(chart: Chart, event: Element) -> Iterator[Problem]:
    """The activity named is of the level, or around the event sub-process, and can be undone (table 10.93)."""
    wanted = event.event.activity if event.event else None
    if wanted is None:
        return
    activity = chart.process.elements.get(wanted)
    levels = {event.parent}
    around = chart.process.elements.get(event.parent or "")
    while around is not None and around.extra.get("triggered_by_event"):
        levels.add(around.parent)
        around = chart.process.elements.get(around.parent or "")
    if activity is None or activity.parent not in levels:
        message = sentence(
            "%(step)s is to undo %(wanted)s, which is not on its level.", step=called(event), wanted=wanted[:80]
        )
        yield found("error", "compensation.activity", event, message, sentence("Choose an activity of the same level."))
    elif not _undoable(chart, activity):
        message = sentence(
            "%(step)s is to undo %(other)s, for which nothing is drawn that undoes it.",
            step=called(event),
            other=called(activity),
        )
        hint = sentence("Put a compensation event on that activity and connect it with what undoes it.")
        yield found("warning", "compensation.activity", event, message, hint)


def _undoable(chart: Chart, activity: Element) -> bool:
    if any(b.event and b.event.kind == "compensation" for b in chart.boundaries.get(activity.id, ())):
        return True
    inner = chart.levels.get(activity.id, [])
    starts = (e.type == "startEvent" and e.event is not None and e.event.kind == "compensation" for e in inner)
    return any(starts) or any(_undoable(chart, e) for e in inner)


def _cancel(chart: Chart, event: Element) -> Iterator[Problem]:
    elements = chart.process.elements
    if event.type == "boundaryEvent":
        host = elements.get(event.attached_to or "")
        if host is not None and host.type != "transaction":
            message = sentence(
                "%(step)s is on %(other)s, which is no transaction and cannot be cancelled.",
                step=called(event),
                other=called(host),
            )
            yield found(
                "error", "cancel.outside", event, message, sentence("Use an error event, or make it a transaction.")
            )
        return
    around = elements.get(event.parent or "")
    while around is not None and around.type != "transaction":
        around = elements.get(around.parent or "")
    if around is None:
        message = sentence("%(step)s lies in no transaction that it could cancel.", step=called(event))
        yield found(
            "error", "cancel.outside", event, message, sentence("Use an error end event, or draw a transaction.")
        )
    elif not any(b.event and b.event.kind == "cancel" for b in chart.boundaries.get(around.id, ())):
        message = sentence(
            "%(step)s can be cancelled, but no cancel event on its border says how to go on then.", step=called(around)
        )
        yield found("error", "cancel.uncaught", around, message, sentence("Put a cancel event on its border."))
