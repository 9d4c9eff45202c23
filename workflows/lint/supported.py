"""Elements that the engine does not run: refused by name, with what to draw instead.

SpiffWorkflow would take many of these for something else, or pass them in silence.
"""

from collections.abc import Iterator

from workflows.element import Element, Event
from workflows.errors import Problem
from workflows.lint.chart import WORDS, Chart, called, found
from workflows.sentences import sentence

_TYPES = {
    "globalTask": sentence("Put the task into the process itself."),
}
_WAITS = {"timer", "message", "signal", "conditional"}
_EVENTS = {
    "startEvent": {"none"} | _WAITS,
    "intermediateCatchEvent": {"link"} | _WAITS,
    "intermediateThrowEvent": {"none", "message", "signal", "escalation", "link", "compensation"},
    "endEvent": {"none", "message", "signal", "error", "escalation", "terminate", "compensation", "cancel"},
    "boundaryEvent": {"error", "escalation", "compensation", "cancel"} | _WAITS,
}
_HANDLED = {"error", "escalation"} | _WAITS
_ALONE = {"link", "compensation", "cancel"}
_HINTS = {
    "none": sentence("Choose what the event waits for: a timer, a message, a signal or a condition."),
    "link": sentence("A link catches or throws in the middle of the flow, and alone."),
    "compensation": sentence("Compensation is thrown, stands on a border or begins an event sub-process, and alone."),
    "cancel": sentence(
        "A transaction is cancelled by an end event in it and left by an event on its border, each alone."
    ),
}


def check(chart: Chart) -> Iterator[Problem]:
    """Kinds of elements and events, and attributes of them, that nothing here runs."""
    for element in chart.elements:
        if element.type in _TYPES:
            yield _refuse(element, sentence("%(step)s is not supported.", step=called(element)), _TYPES[element.type])
        yield from _attributes(element)
        if element.type in _EVENTS:
            yield from _event(element)
    yield from _dialects(chart)


def _attributes(element: Element) -> Iterator[Problem]:
    if element.extra.get("instantiate"):
        message = sentence(
            "%(step)s is to begin a request, but a flow leads to it, it has a loop or an event on it, or "
            "it waits for something else than messages and signals.",
            step=called(element),
        )
        yield _refuse(element, message, sentence("Draw a message or signal start event."))


def _event(element: Element) -> Iterator[Problem]:
    allowed = _EVENTS[element.type]
    if element.extra.get("begins_handler"):
        allowed = _HANDLED | {"compensation"}
    elif element.type == "startEvent" and element.parent is not None:
        allowed = {"none"}
    parts = element.event.every if element.event else (Event(),)
    together = element.event is not None and element.event.kind == "parallelMultiple"
    for kind in dict.fromkeys(part.kind for part in parts):
        if kind not in allowed or (len(parts) > 1 and kind in _ALONE) or (together and kind in {"error", "escalation"}):
            fallback = sentence("Supported here: %(kinds)s.", kinds=tuple(WORDS[one] for one in sorted(allowed)))
            message = sentence(
                "%(step)s is of the kind “%(kind)s”, which is not supported in this place.",
                step=called(element),
                kind=WORDS.get(kind, kind),
            )
            yield _refuse(element, message, _HINTS.get(kind, fallback), code="unsupported.event")
        elif kind == "error" and element.type in {"boundaryEvent", "startEvent"} and not element.interrupting:
            message = sentence(
                "%(step)s catches an error without interrupting, which BPMN does not allow.", step=called(element)
            )
            yield _refuse(element, message, sentence("Draw it with a solid border."), code="unsupported.event")


def _dialects(chart: Chart) -> Iterator[Problem]:
    others: set[str] = set()
    for element in chart.elements:
        others |= set(element.extra.get("others", ()))
        for name in element.extra.get("foreign", ()):
            message = sentence(
                "%(step)s uses %(name)s, which is not read here, so its meaning would be lost.",
                step=called(element),
                name=name,
            )
            hint = sentence("Say the same with a task type, mappings, a form or an assignment in the properties panel.")
            yield found("error", "unsupported.extension", element, message, hint)
    if others:
        message = sentence("Extensions of other tools are not read: %(names)s.", names=", ".join(sorted(others)[:10]))
        yield found(
            "info",
            "extension.ignored",
            chart.process,
            message,
            sentence("They change nothing in how the process runs."),
        )


def _refuse(element: Element, message: str, hint: str, *, code: str = "unsupported.element") -> Problem:
    return found("error", code, element, message, hint)
