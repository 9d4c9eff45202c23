"""Event definitions of an event, or of a send or receive task, as one plain `Event`."""

from workflows.element import Event
from workflows.loader import extensions, texts
from workflows.loader.vocabulary import Node, bpmn, children, first, is_true, local, text

_SUFFIX = "EventDefinition"
_TIMERS = {"timeDate": "date", "timeDuration": "duration", "timeCycle": "cycle"}


def read(node: Node) -> Event | None:
    """The event of a BPMN event or message task; None for any other element.

    `kind` is that of the one definition, "none" without one, "multiple" or "parallelMultiple" with several `parts`.
    """
    name = local(node)
    if name in {"sendTask", "receiveTask"}:
        message = _definition(node, "message", node.get("messageRef"))
        return _message(message) if message is not None else None
    if not name.endswith("Event"):
        return None
    found = [child for child in children(node) if local(child).endswith(_SUFFIX)]
    found += children(node, "eventDefinitionRef")
    if not found:
        return Event()
    if len(found) > 1:
        kind = "parallelMultiple" if is_true(node.get("parallelMultiple")) else "multiple"
        return Event(kind, parts=tuple(_one(definition) for definition in found))
    return _one(found[0])


def _one(definition: Node) -> Event:
    kind = local(definition).removesuffix(_SUFFIX)
    if kind == "timer":
        return _timer(definition)
    if kind == "message":
        return _message(_definition(definition, "message", definition.get("messageRef")))
    if kind == "signal":
        signal = _definition(definition, "signal", definition.get("signalRef"))
        return Event("signal", name=_called(signal))
    if kind in {"error", "escalation"}:
        thrown = _definition(definition, kind, definition.get(f"{kind}Ref"))
        code = texts.literal_or_feel(thrown.get(f"{kind}Code")) if thrown is not None else None
        return Event(kind, name=_called(thrown), code=code or (_called(thrown) or None))
    if kind == "conditional":
        return Event("conditional", expression=texts.feel(text(first(definition, "condition"))))
    if kind == "link":
        return Event("link", name=definition.get("name") or "")
    if kind == "compensate":
        waits = is_true(definition.get("waitForCompletion", "true"))
        return Event("compensation", activity=definition.get("activityRef"), waits=waits)
    if kind == "terminate":
        return Event("terminate", reach=extensions.reach(definition))
    return Event(kind)


def _timer(definition: Node) -> Event:
    for tag, kind in _TIMERS.items():
        found = first(definition, tag)
        if found is not None:
            return Event("timer", timer_kind=kind, expression=texts.timer(text(found)))
    return Event("timer")


def _definition(node: Node, kind: str, wanted: str | None) -> Node | None:
    if wanted is None:
        return None
    definitions = node.getroottree().getroot().iterchildren(bpmn(kind))
    return next((found for found in definitions if found.get("id") == wanted), None)


def _message(message: Node | None) -> Event:
    key = extensions.correlation(message) if message is not None else None
    return Event("message", name=_called(message), correlation_key=key)


def _called(definition: Node | None) -> str:
    return (definition.get("name") or "").strip() if definition is not None else ""
