"""What events and message tasks refer to, and what may follow an event-based gateway."""

from collections import Counter
from collections.abc import Iterator

from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found

_CATCHES = frozenset({"intermediateCatchEvent", "boundaryEvent", "receiveTask"})


def check(chart: Chart) -> Iterator[Problem]:
    """Names of messages and signals, codes of errors and escalations, event-based gateways, repeated catches."""
    for element in chart.elements:
        yield from _message_task(element)
        if element.event is not None:
            yield from _named(element)
    for gateway in chart.of("eventBasedGateway"):
        yield from _gateway(chart, gateway)
    for host, events in chart.boundaries.items():
        yield from _twice(host, events)
    if chart.is_item:
        for end in chart.of("endEvent"):
            yield from _uncaught(chart, end)


def _message_task(element: Element) -> Iterator[Problem]:
    if element.type == "receiveTask" and element.event is None:
        message = f"{called(element)} names no message, so it could never be answered."
        yield found("error", "message.missing", element, message, "Choose or make a message in the properties panel.")
    if element.type == "sendTask" and element.event is None and not element.task_type:
        message = f"{called(element)} says neither which message nor by what it is sent."
        hint = "Give it a message, or a task type such as mail."
        yield found("error", "message.missing", element, message, hint)


def _named(element: Element) -> Iterator[Problem]:
    event = element.event
    assert event is not None
    if event.kind in {"message", "signal"} and not event.name and not element.task_type:
        message = f"{called(element)} has no {event.kind} with a name."
        hint = f"Choose or make a {event.kind} in the properties panel and give it a name."
        yield found("error", f"{event.kind}.missing", element, message, hint)
    if event.kind == "message" and event.name and element.type in _CATCHES and not event.correlation_key:
        message = f"{called(element)} has no correlation key: nobody can tell which request a message is for."
        hint = "Say by which value the message finds its request, for example =request.number."
        yield found("warning", "message.no_key", element, message, hint)
    throws = element.type in {"endEvent", "intermediateThrowEvent"}
    if throws and event.kind in {"error", "escalation"} and not event.code:
        message = f"{called(element)} has no {event.kind} with a code."
        yield found("error", f"{event.kind}.missing", element, message, f"Choose or make an {event.kind} with a code.")


def _gateway(chart: Chart, gateway: Element) -> Iterator[Problem]:
    targets = [chart.process.elements[flow.target] for flow in chart.leaving.get(gateway.id, ())]
    for target in targets:
        if target.type not in {"intermediateCatchEvent", "receiveTask"}:
            message = f"{called(target)} follows {called(gateway)}, which can only wait for events."
            hint = "Draw a timer, message or signal catch event behind the gateway."
            yield found("error", "event_gateway.target", target, message, hint)
        elif len(chart.arriving.get(target.id, ())) > 1:
            message = f"{called(target)} is reached from {called(gateway)} and from elsewhere too."
            hint = "Draw an event of its own behind the gateway."
            yield found("error", "event_gateway.target", target, message, hint)
    timers = [target for target in targets if target.event and target.event.kind == "timer"]
    for second in timers[1:]:
        message = f"{called(gateway)} waits for several timers; only the earliest can ever matter."
        yield found("error", "event_gateway.timers", second, message, "Keep the timer that is due first.")


def _twice(host: str, events: list[Element]) -> Iterator[Problem]:
    caught = Counter(
        (e.event.kind, e.event.code) for e in events if e.event and e.event.kind in {"error", "escalation"}
    )
    for event in events:
        if event.event is not None and caught[(event.event.kind, event.event.code)] > 1:
            message = f"{called(event)} and another boundary event of {host} catch the same {event.event.kind}."
            yield found("error", "boundary.twice", event, message, "Keep one of them, or give them different codes.")


def _uncaught(chart: Chart, end: Element) -> Iterator[Problem]:
    """An error that no sub-process around it catches: every request that comes here gets stuck."""
    if end.event is None or end.event.kind != "error" or not end.event.code:
        return
    code, scope = end.event.code, end.parent
    while scope is not None:
        caught = [b.event.code for b in chart.boundaries.get(scope, ()) if b.event and b.event.kind == "error"]
        if any(not one or one == code for one in caught) or code.startswith("="):
            return
        scope = chart.process.elements[scope].parent
    message = f"Nothing catches the error {code} of {called(end)}: the request gets stuck and waits for an operator."
    hint = "Put an error boundary event on the sub-process around it, or use an end event with an outcome."
    yield found("warning", "error.uncaught", end, message, hint)
