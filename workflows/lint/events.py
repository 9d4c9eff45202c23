"""What events and message tasks refer to, and what may follow an event-based gateway."""

from collections import Counter
from collections.abc import Iterator

from workflows.element import Element, Event
from workflows.errors import Problem
from workflows.lint import handlers
from workflows.lint.chart import WORDS, Chart, called, found
from workflows.sentences import sentence

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
        message = sentence("%(step)s names no message, so it could never be answered.", step=called(element))
        yield found(
            "error", "message.missing", element, message, sentence("Choose or make a message in the properties panel.")
        )
    if element.type == "sendTask" and element.event is None and not element.task_type:
        message = sentence("%(step)s says neither which message nor by what it is sent.", step=called(element))
        hint = sentence("Give it a message, or a task type such as mail.")
        yield found("error", "message.missing", element, message, hint)


def _named(element: Element, event: Event) -> Iterator[Problem]:
    if event.kind in {"message", "signal"} and not event.name and not element.task_type:
        message = sentence("%(step)s has no %(kind)s with a name.", step=called(element), kind=WORDS[event.kind])
        hint = sentence("Choose or make a %(kind)s in the properties panel and give it a name.", kind=WORDS[event.kind])
        yield found("error", f"{event.kind}.missing", element, message, hint)
    if event.kind == "conditional" and not event.expression:
        message = sentence("%(step)s does not say for which condition it waits.", step=called(element))
        yield found("error", "condition.missing", element, message, sentence("Write the condition in FEEL."))
    catches = element.type in _CATCHES or element.extra.get("begins_handler")
    if event.kind == "message" and event.name and catches and not event.correlation_key:
        message = sentence(
            "%(step)s has no correlation key: nobody can tell which request a message is for.", step=called(element)
        )
        hint = sentence("Say by which value the message finds its request, for example =request.number.")
        yield found("warning", "message.no_key", element, message, hint)
    throws = element.type in {"endEvent", "intermediateThrowEvent"}
    if throws and event.kind in {"error", "escalation"} and not event.code:
        message = sentence("%(step)s has no %(kind)s with a code.", step=called(element), kind=WORDS[event.kind])
        yield found(
            "error",
            f"{event.kind}.missing",
            element,
            message,
            sentence("Choose or make an %(kind)s with a code.", kind=WORDS[event.kind]),
        )


def _gateway(chart: Chart, gateway: Element) -> Iterator[Problem]:
    targets = [chart.process.elements[flow.target] for flow in chart.leaving.get(gateway.id, ())]
    for target in targets:
        if target.type not in {"intermediateCatchEvent", "receiveTask"}:
            message = sentence(
                "%(step)s follows %(other)s, which can only wait for events.",
                step=called(target),
                other=called(gateway),
            )
            hint = sentence("Draw a timer, message or signal catch event behind the gateway.")
            yield found("error", "event_gateway.target", target, message, hint)
        elif len(chart.arriving.get(target.id, ())) > 1:
            message = sentence(
                "%(step)s is reached from %(other)s and from elsewhere too.",
                step=called(target),
                other=called(gateway),
            )
            hint = sentence("Draw an event of its own behind the gateway.")
            yield found("error", "event_gateway.target", target, message, hint)
    timers = [target for target in targets if target.event and target.event.kind == "timer"]
    for second in timers[1:]:
        message = sentence(
            "%(step)s waits for several timers; only the earliest can ever matter.", step=called(gateway)
        )
        yield found("warning", "event_gateway.timers", second, message, sentence("Keep the timer that is due first."))


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
                message = sentence(
                    "%(step)s and another boundary event of %(host)s catch the same %(kind)s.",
                    step=called(event),
                    host=host,
                    kind=WORDS[part.kind],
                )
                hint = sentence("Keep one of them, or give them different codes.")
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
    message = sentence(
        "Nothing catches the error %(code)s of %(step)s: the request gets stuck and waits for an operator.",
        code=code,
        step=called(end),
    )
    hint = sentence(
        "Catch it with an error boundary event or an event sub-process, or use an end event with an outcome."
    )
    yield found("warning", "error.uncaught", end, message, hint)
