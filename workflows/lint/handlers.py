"""Event sub-processes: one start event that says what starts them, no flows, and what lint elsewhere asks of them."""

from collections.abc import Iterator

from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.sentences import sentence


def check(chart: Chart) -> Iterator[Problem]:
    """Starts and surroundings of event sub-processes; starts of the process that nothing brings about."""
    for element in chart.of("subProcess"):
        if element.extra.get("triggered_by_event"):
            yield from _start(chart, element)
            yield from _alone(chart, element)
    for element in chart.levels.get(None, ()):
        if element.type == "startEvent" and "conditional" in _kinds(element):
            message = sentence(
                "%(step)s waits for a condition, but before there is a request there are no variables.",
                step=called(element),
            )
            hint = sentence("Use a timer, message or signal start event: each says when a request begins.")
            yield found("error", "start.condition", element, message, hint)


def starts(chart: Chart, level: str | None, but: str = "") -> Iterator[Element]:
    """The start events of the event sub-processes of a level, without that of `but`."""
    for element in chart.levels.get(level, ()):
        if element.extra.get("triggered_by_event") and element.id != but:
            yield from _starts(chart, element)


def replacing(chart: Chart) -> Iterator[str]:
    """The event sub-processes that take the place of the whole process: a request may end in them."""
    for element in chart.levels.get(None, ()):
        if element.extra.get("triggered_by_event") and any(start.interrupting for start in _starts(chart, element)):
            yield element.id


def _start(chart: Chart, element: Element) -> Iterator[Problem]:
    here = _starts(chart, element)
    if len(here) != 1 or _kinds(here[0]) == {"none"}:
        message = sentence(
            "%(step)s needs exactly one start event that says which event starts it.", step=called(element)
        )
        hint = sentence("Draw one start event in it: a message, timer, signal, error, escalation or condition.")
        yield found("error", "handler.start", element, message, hint)


def _alone(chart: Chart, element: Element) -> Iterator[Problem]:
    flows = (*chart.arriving.get(element.id, ()), *chart.leaving.get(element.id, ()))
    if flows or element.loop is not None or chart.boundaries.get(element.id):
        message = sentence(
            "%(step)s is started by its event alone: it has no flows, no loop and no boundary events.",
            step=called(element),
        )
        yield found("error", "handler.alone", element, message, sentence("Take them away, or use a plain sub-process."))


def _starts(chart: Chart, element: Element) -> list[Element]:
    return [inner for inner in chart.levels.get(element.id, ()) if inner.type == "startEvent"]


def _kinds(element: Element) -> set[str]:
    return {part.kind for part in element.event.every} if element.event else {"none"}
