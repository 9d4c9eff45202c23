"""What events and message tasks refer to, and what may follow an event-based gateway."""

from collections import Counter
from collections.abc import Iterator

from workflows.element import Element, Event
from workflows.errors import Problem
from workflows.lint import handlers
from workflows.lint.chart import Chart, called, found

_CATCHES = frozenset({"intermediateCatchEvent", "boundaryEvent", "receiveTask"})


def check(chart: Chart) -> Iterator[Problem]:
    """Names of messages and signals, codes of errors and escalations, event-based gateways, repeated catches."""
    for element in chart.elements:
        yield from _message_task(element)
        for event in element.event.every if element.event else ():
            yield from _named(element, event)
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


def _named(element: Element, event: Event) -> Iterator[Problem]:
    if event.kind in {"message", "signal"} and not event.name and not element.task_type:
        message = f"{called(element)} has no {event.kind} with a name."
        hint = f"Choose or make a {event.kind} in the properties panel and give it a name."
        yield found("error", f"{event.kind}.missing", element, message, hint)
    if event.kind == "conditional" and not event.expression:
        message = f"{called(element)} does not say for which condition it waits."
        yield found("error", "condition.missing", element, message, "Write the condition in FEEL.")
    catches = element.type in _CATCHES or element.extra.get("begins_handler")
    if event.kind == "message" and event.name and catches and not event.correlation_key:
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
        yield found("warning", "event_gateway.timers", second, message, "Keep the timer that is due first.")


def _twice(host: str, events: list[Element]) -> Iterator[Problem]:
    caught = Counter(
        (part.kind, part.code)
        for e in events
        for part in (e.event.every if e.event else ())
        if part.kind in {"error", "escalation"}
    )
    for event in events:
        for part in event.event.every if event.event else ():
            if caught[(part.kind, part.code)] > 1:
                message = f"{called(event)} and another boundary event of {host} catch the same {part.kind}."
                hint = "Keep one of them, or give them different codes."
                yield found("error", "boundary.twice", event, message, hint)


def _uncaught(chart: Chart, end: Element) -> Iterator[Problem]:
    """An error that no sub-process around it catches: every request that comes here gets stuck."""
    if end.event is None or end.event.kind != "error" or not end.event.code:
        return
    code, scope, inside = end.event.code, end.parent, end.id
    while code.startswith("=") or scope is not None or inside:
        catchers = (*handlers.starts(chart, scope, but=inside), *chart.boundaries.get(scope or "", ()))
        caught = [part.code for e in catchers if e.event for part in e.event.every if part.kind == "error"]
        if any(not one or one == code for one in caught) or code.startswith("="):
            return
        inside, scope = scope or "", chart.process.elements[scope].parent if scope else None
    message = f"Nothing catches the error {code} of {called(end)}: the request gets stuck and waits for an operator."
    hint = "Catch it with an error boundary event or an event sub-process, or use an end event with an outcome."
    yield found("warning", "error.uncaught", end, message, hint)
